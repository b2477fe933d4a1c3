using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Pyramid;

/// <summary>Which levels a pyramid lacks, so that each is about half as large as the one before, down to one tile.</summary>
internal static class MissingLevelPlan
{
    // A quarter of an octave: levels of a slide that are not quite at a power of two count for the next one.
    private const double Tolerance = 0.25;

    /// <summary>All halvings of the largest level down to one tile; the last ones may be there already.</summary>
    /// <param name="baseLevel">The largest level.</param>
    public static IReadOnlyList<ComputedLevel> GetHalvings(SlideLevel baseLevel)
    {
        var levels = new List<ComputedLevel>();
        for (var size = baseLevel.Size;
            size.Width > baseLevel.TileSize.Width || size.Height > baseLevel.TileSize.Height;
            size = levels[^1].Size)
        {
            levels.Add(new ComputedLevel(baseLevel, levels.Count + 1));
        }

        return levels;
    }

    /// <summary>Whether a pyramid has no level where a halving would be.</summary>
    /// <param name="halving">The halving.</param>
    /// <param name="baseSize">The largest level's size.</param>
    /// <param name="sizes">The sizes of the levels that the pyramid has.</param>
    public static bool IsMissing(ComputedLevel halving, PixelSize baseSize, IEnumerable<PixelSize> sizes) =>
        sizes.All(size => Math.Abs(Math.Log2(Math.Max(
            (double)baseSize.Width / size.Width, (double)baseSize.Height / size.Height)) - halving.Halvings) > Tolerance);
}
