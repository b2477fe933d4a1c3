using System.Globalization;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>What the pyramids of a slide are called: which scanned area of the glass, which focal plane, which optical path.</summary>
/// <remarks>
/// A <see cref="SlideArea"/> does not say which area of the glass it is. Those at one place are one area, seen in several
/// planes or by several paths; a plane and path that were there already begin the next area.
/// </remarks>
internal sealed class AreaNames
{
    private readonly List<string> _prefixes = [];

    private AreaNames(int areas, int planes, int paths)
    {
        AreaCount = areas;
        PlaneCount = planes;
        PathCount = paths;
    }

    /// <summary>The number of scanned areas of the glass; at least one.</summary>
    public int AreaCount { get; }

    /// <summary>The number of different focal planes; at least one.</summary>
    public int PlaneCount { get; }

    /// <summary>The number of different optical paths; at least one.</summary>
    public int PathCount { get; }

    /// <summary>
    /// What the names of an area's files begin with: nothing for what is like the first area, else e.g. <c>area-2-</c>,
    /// <c>plane-3-</c>, <c>area-2-plane-3-channel-2-</c>; all numbers from 1.
    /// </summary>
    /// <param name="areaIndex">Which of <see cref="Slide.Areas"/>, 0-based.</param>
    public string GetPrefix(int areaIndex) => _prefixes[areaIndex];

    /// <summary>How many pyramids there are of what, for people: e.g. <c>1 scanned area, 3 focal planes</c>.</summary>
    public string Summary
    {
        get
        {
            var parts = new List<string> { Count(AreaCount, "scanned area") };
            if (PlaneCount > 1)
            {
                parts.Add(Count(PlaneCount, "focal plane"));
            }

            if (PathCount > 1)
            {
                parts.Add(Count(PathCount, "optical path"));
            }

            return string.Join(", ", parts);
        }
    }

    /// <summary>Names the areas of a slide.</summary>
    /// <param name="areas">In the order of the slide; at least one.</param>
    public static AreaNames Of(IReadOnlyList<SlideArea> areas)
    {
        var places = new List<(GlassPosition? Position, HashSet<(int, int)> Seen)>();
        var numbers = new List<int>();
        foreach (var area in areas)
        {
            var view = (GetPlane(area), GetPath(area));
            var place = places.FindIndex(known => known.Position == area.Position && !known.Seen.Contains(view));
            if (place < 0)
            {
                place = places.Count;
                places.Add((area.Position, []));
            }

            places[place].Seen.Add(view);
            numbers.Add(place + 1);
        }

        var names = new AreaNames(
            places.Count, areas.Select(GetPlane).Distinct().Count(), areas.Select(GetPath).Distinct().Count());
        names._prefixes.AddRange(areas.Select((area, index) =>
            Part("area", numbers[index], 1)
            + Part("plane", GetPlane(area) + 1, GetPlane(areas[0]) + 1)
            + Part("channel", GetPath(area) + 1, GetPath(areas[0]) + 1)));
        return names;
    }

    private static int GetPlane(SlideArea area) => area.FocalPlane?.Index ?? 0;

    private static int GetPath(SlideArea area) => area.OpticalPath?.Index ?? 0;

    private static string Part(string word, int number, int first) =>
        number == first ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{word}-{number}-");

    private static string Count(int count, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? string.Empty : "s")}");
}
