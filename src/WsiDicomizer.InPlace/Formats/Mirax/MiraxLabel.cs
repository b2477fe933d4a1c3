using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.LabelDrawing;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.Mirax;

/// <summary>A label with the slide's new name in place of the old one.</summary>
internal static class MiraxLabel
{
    /// <summary>Plans it.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="record">The old label.</param>
    /// <exception cref="AnonymizationException">There is no room for it, or the old one is no JPEG.</exception>
    public static void Plan(PlanContext context, IdentityRecord record)
    {
        var range = record.Range!.Value;
        var old = range.Length <= context.Limits.MaxTextBytes ? context.Read(record.FileIndex, range) : [];
        if (!JpegHeader.TryRead(old, JpegLimits.Default, out var header)
            || (long)header.Width * header.Height > LabelLimits.Default.MaxPixels)
        {
            throw NotDrawn(record, "it is no JPEG, or too large a one");
        }

        var label = LabelPicture.Draw(new PixelSize(header.Width, header.Height), context.NewName, LabelLimits.Default);
        if (!label.HasText && !label.HasCode)
        {
            throw NotDrawn(record, "it has no room for the slide's name");
        }

        if (!LabelEncoder.TryReplaceJpeg(label, old, JpegColor.YCbCr, range.Length, out var stream, out _))
        {
            throw NotDrawn(record, "the new one is longer than the old one, or of a kind that is not written here");
        }

        context.Zero(record.FileIndex, range);
        context.Write(record.FileIndex, range.Offset, stream, PatchStage.Pictures);
    }

    private static AnonymizationException NotDrawn(IdentityRecord record, string reason) => new(
        $"{record.Location}: no new label can be drawn in place of this one ({reason}); without --label-text it goes");
}
