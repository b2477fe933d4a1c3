using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.Mirax;

/// <summary>Files in the slide's folder that Slidedat.ini does not name: annotations, settings, thumbnails of other programs.</summary>
/// <remarks>They stay or go as a whole, as files beside a slide do: what they say is not read.</remarks>
internal static class MiraxForeignFiles
{
    private const int FirstDataFile = 3;

    /// <summary>Whether a record is in such a file, or is its name.</summary>
    /// <param name="context">The slide.</param>
    /// <param name="record">The record.</param>
    public static bool IsIn(PlanContext context, IdentityRecord record) => record.FileIndex >= FirstForeign(context);

    /// <summary>Plans what becomes of them, as the rules say.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <exception cref="AnonymizationException">There are some, and the rules refuse them; or there are folders.</exception>
    public static void Plan(PlanContext context)
    {
        RequireNoFolders(context);
        var first = FirstForeign(context);
        var count = context.Slide.Files.Count - first;
        if (count > 0 && context.Rules.Sidecars == SidecarRule.Refuse)
        {
            throw new AnonymizationException(
                $"{count} files of other programs are in the slide's folder: "
                + "'--sidecars remove' removes them (with -o: leaves them behind), '--sidecars keep' keeps them as they are");
        }

        var isRemoved = context.Rules.Sidecars == SidecarRule.Remove;
        for (var file = first; isRemoved && file < context.Slide.Files.Count; file++)
        {
            context.Remove(file);
            if (context.Reaches(AnonymizationLevel.III))
            {
                context.Zero(file, new ByteRange(0, context.Open(file).Length));
            }
        }

        foreach (var record in context.Records.Where(record => record.FileIndex >= first))
        {
            context.Tell(record, isRemoved ? PlaceAction.FileRemoved : PlaceAction.Kept);
        }
    }

    // What is in them is neither read nor moved, and the folder would keep its name for them.
    private static void RequireNoFolders(PlanContext context)
    {
        if (Directory.EnumerateDirectories(Path.GetDirectoryName(context.Slide.Files[MiraxSlidedat.FileIndex])!).Any())
        {
            throw new AnonymizationException("the slide's folder has folders in it, which no scanner makes: move them elsewhere");
        }
    }

    // The slide's own files have no record of their names but for the first.
    private static int FirstForeign(PlanContext context)
    {
        var first = context.Slide.Files.Count;
        foreach (var record in context.Slide.IdentityRecords)
        {
            if (record is { Kind: IdentityKind.FileName, Range: null, FileIndex: > 0 } && record.FileIndex < first)
            {
                first = record.FileIndex;
            }
        }

        return first;
    }
}
