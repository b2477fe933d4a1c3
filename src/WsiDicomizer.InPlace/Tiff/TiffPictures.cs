using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tiff;

/// <summary>Takes the pictures of label and glass out of a TIFF's chain of pages.</summary>
internal static class TiffPictures
{
    /// <summary>Plans that the pictures which the rules drop are unlinked, from level III on overwritten before.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="fileIndex">Which of the slide's files the TIFF is, 0-based.</param>
    /// <param name="tiff">The TIFF.</param>
    /// <remarks>
    /// For formats in which a page may go without those behind it being taken for others. Label and macro are told by the
    /// slide's records, whose ranges are those of the directories. The first page, and what hangs below a page that stays,
    /// cannot be unlinked: such a picture becomes white.
    /// </remarks>
    /// <exception cref="AnonymizationException">A picture cannot go: its bytes are another's too, or no white one takes its place.</exception>
    public static void Unlink(PlanContext context, int fileIndex, TiffFile tiff) =>
        Unlink(context, fileIndex, tiff, FindDropped(context, fileIndex, tiff), _ => false);

    /// <summary>Plans that pictures are unlinked, from level III on overwritten before.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="fileIndex">Which of the slide's files the TIFF is, 0-based.</param>
    /// <param name="tiff">The TIFF.</param>
    /// <param name="dropped">The pictures that go.</param>
    /// <param name="mustStay">Which of their pages must stay linked all the same.</param>
    /// <exception cref="AnonymizationException">As above.</exception>
    public static void Unlink(
        PlanContext context,
        int fileIndex,
        TiffFile tiff,
        IReadOnlyList<TiffPictureRecord> dropped,
        Func<TiffDirectory, bool> mustStay)
    {
        var first = tiff.Directories[0].Place.Range;
        List<TiffDirectory> unlinked =
        [
            .. dropped.Select(picture => picture.Directory)
                .Where(page => page.Place.Depth == 0 && page.Place.Range != first && !mustStay(page)),
        ];
        var gone = TiffOwnership.WithChildren(tiff, unlinked).Select(directory => directory.Place.Range).ToHashSet();
        if (unlinked.Count > 0)
        {
            if (context.Reaches(AnonymizationLevel.III))
            {
                new TiffWipe(context, fileIndex, tiff).Plan(unlinked);
            }

            TiffChain.Unlink(context, fileIndex, tiff, unlinked);
        }

        var action = context.Reaches(AnonymizationLevel.III) ? PlaceAction.OverwrittenAndUnlinked : PlaceAction.Unlinked;
        foreach (var picture in dropped.Where(picture => gone.Contains(picture.Directory.Place.Range)))
        {
            context.Tell(picture.Record, action);
        }

        TiffPictureBlank.Plan(
            context, fileIndex, tiff, dropped.Where(picture => !gone.Contains(picture.Directory.Place.Range)));
    }

    /// <summary>The directories that hold pictures which the rules drop or mask, with their records.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="fileIndex">Which of the slide's files the TIFF is, 0-based.</param>
    /// <param name="tiff">The TIFF.</param>
    /// <param name="rule">Which of them.</param>
    public static List<TiffPictureRecord> FindDropped(
        PlanContext context, int fileIndex, TiffFile tiff, PictureRule rule = PictureRule.Drop)
    {
        var directories = tiff.ReadAllDirectories().ToLookup(directory => directory.Place.Range.Offset);
        var found = new List<TiffPictureRecord>();
        foreach (var record in context.Records.Where(record => record.FileIndex == fileIndex))
        {
            if (record.Kind is IdentityKind.LabelImage or IdentityKind.MacroImage
                && context.Rules.ForPicture(record.Kind) == rule
                && record.Range is { } range
                && directories[range.Offset].FirstOrDefault() is { } directory)
            {
                found.Add(new TiffPictureRecord(record, directory));
            }
        }

        return found;
    }
}

/// <summary>A picture in a directory of its own.</summary>
/// <param name="Record">The identity record.</param>
/// <param name="Directory">The directory.</param>
internal sealed record TiffPictureRecord(IdentityRecord Record, TiffDirectory Directory);
