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
    /// slide's records, whose ranges are those of the directories.
    /// </remarks>
    /// <exception cref="AnonymizationException">A picture stands below a page, where it cannot be unlinked alone.</exception>
    public static void Unlink(PlanContext context, int fileIndex, TiffFile tiff)
    {
        var dropped = FindDropped(context, fileIndex, tiff);
        if (dropped.Count == 0)
        {
            return;
        }

        if (context.Reaches(AnonymizationLevel.III))
        {
            new TiffWipe(context, fileIndex, tiff).Plan([.. dropped.Select(picture => picture.Directory)]);
        }

        TiffChain.Unlink(context, fileIndex, tiff, [.. dropped.Select(picture => picture.Directory)]);
        var action = context.Reaches(AnonymizationLevel.III) ? PlaceAction.OverwrittenAndUnlinked : PlaceAction.Unlinked;
        foreach (var picture in dropped)
        {
            context.Tell(picture.Record, action);
        }
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
