using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Names;

/// <summary>Files that other programs put beside a slide, under its name: annotations, settings, reports.</summary>
/// <remarks>
/// <para>Such a file has the slide's name, whole or without its extension, and a dot behind it: <c>x.ndpi.ndpa</c>,
/// <c>x.xml</c>, <c>x.afi</c>, <c>x.annotations</c>, <c>x.geojson</c>, <c>x.tif-Nb</c>, whatever its ending, in any case. A file
/// that is a slide of its own is none.</para>
/// <para>What they say is not read: annotations hold names of people and cases in free text. They stay or go as a whole.
/// Source: formats.md 1.4, 9.3.</para>
/// </remarks>
internal static class Sidecars
{
    private static readonly string[] KnownEndings =
        [".ndpa", ".ndpis", ".xml", ".afi", ".annotations", ".geojson", ".json", ".csv", ".txt", ".jpg", ".png", ".mdx", ".img"];

    /// <summary>Plans what becomes of them, as the rules say.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <exception cref="AnonymizationException">There are some, and the rules refuse them.</exception>
    public static void Plan(PlanContext context)
    {
        var found = Find(context.Slide.Files);
        if (found.Count > 0 && context.Rules.Sidecars == SidecarRule.Refuse)
        {
            throw new AnonymizationException(
                $"{found.Count} files of other programs stand beside the slide under its name ({DescribeEndings(found)}): "
                + "'--sidecars remove' removes them (with -o: leaves them behind), '--sidecars keep' keeps them as they are");
        }

        foreach (var path in found)
        {
            var isRemoved = context.Rules.Sidecars == SidecarRule.Remove;
            if (isRemoved)
            {
                context.RemoveBeside(path);
            }

            context.TellBeside(isRemoved ? PlaceAction.FileRemoved : PlaceAction.Kept);
        }
    }

    /// <summary>The files beside a slide, by full path, in the order of their names.</summary>
    /// <param name="slideFiles">The slide's own, by full path; the first names it.</param>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> slideFiles)
    {
        var own = slideFiles.ToHashSet(StringComparer.Ordinal);
        var name = Path.GetFileName(slideFiles[0]);
        string[] stems = [.. new[] { name, NameChange.GetStem(name) }.Distinct(StringComparer.Ordinal)];
        return
        [
            .. Directory.EnumerateFiles(Path.GetDirectoryName(slideFiles[0])!)
                .Where(path => !own.Contains(path)
                    && Array.Exists(stems, stem => HasName(Path.GetFileName(path), stem))
                    && !IsSlide(path))
                .Order(StringComparer.Ordinal),
        ];
    }

    // An ending that is not known may be a part of a name.
    private static string DescribeEndings(IEnumerable<string> paths) => string.Join(", ", paths
        .Select(path => Path.GetExtension(path).ToLowerInvariant())
        .Select(ending => Array.IndexOf(KnownEndings, ending) >= 0 ? ending : "other endings")
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static bool HasName(string fileName, string stem) =>
        fileName.Length > stem.Length
        && fileName[stem.Length] == '.'
        && fileName.StartsWith(stem, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a file is one that a format of slides takes for its own, sound or not.</summary>
    private static bool IsSlide(string path)
    {
        try
        {
            SlideFormats.OpenFound(path).Dispose();
            return true;
        }
        catch (SlideFormatException exception)
        {
            return exception.Problem is SlideProblem.Damaged or SlideProblem.Unsupported;
        }
    }
}
