using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.LabelDrawing;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tiff;

/// <summary>A new label in place of the old one, of the same size: the slide's new name, as text and QR code.</summary>
internal static class TiffPictureLabel
{
    // A header with its tables, an APP segment with a profile before them.
    private const int HeadBytes = 128 * 1024;

    /// <summary>Plans it where the rules ask for it and the picture is a label; tells it.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="fileIndex">Which of the slide's files the TIFF is, 0-based.</param>
    /// <param name="tiff">The TIFF.</param>
    /// <param name="picture">A picture that the rules drop.</param>
    /// <returns>
    /// False, and nothing planned, for what is no label, for labels that are too small for a name or too short for a drawing, and
    /// for those stored in a way that is not written here: the picture has to go.
    /// </returns>
    /// <exception cref="AnonymizationException">The picture's bytes are another's too.</exception>
    /// <exception cref="SlideFormatException">The page is damaged.</exception>
    public static bool TryPlan(PlanContext context, int fileIndex, TiffFile tiff, TiffPictureRecord picture)
    {
        if (!context.Rules.DrawLabelText || picture.Record.Kind != IdentityKind.LabelImage)
        {
            return false;
        }

        var image = TiffImage.Read(picture.Directory);
        if (image.Size.Area > LabelLimits.Default.MaxPixels)
        {
            return false;
        }

        var label = LabelPicture.Draw(image.Size, context.NewName, LabelLimits.Default);
        if (!label.HasText && !label.HasCode)
        {
            return false;
        }

        var slots = TiffSegmentSlots.Read(tiff, image);
        TiffOwnership.RequireOwn(picture.Directory, slots.Ranges, TiffOwnership.FindOthers(tiff, [picture.Directory]));
        if (TryEncode(context, fileIndex, image, slots, label) is not { } contents
            || !slots.TryWrite(context, fileIndex, contents))
        {
            return false;
        }

        context.Tell(picture.Record, PlaceAction.Redrawn);
        return true;
    }

    /// <summary>Each strip within its own place; where one does not fit, all within what they have together.</summary>
    /// <remarks>JPEG takes all that it may for quality, so each has an equal share; other strips are as long as they are.</remarks>
    private static byte[][]? TryEncode(
        PlanContext context, int fileIndex, TiffImage image, TiffSegmentSlots slots, LabelPicture label)
    {
        var stored = slots.Ranges.Count(slot => slot.Length > 0);
        var total = slots.Ranges.Sum(slot => slot.Length);
        return TryEncode(slot => slot.Length)
            ?? TryEncode(slot => image.Compression == 7 ? Math.Max(slot.Length, total / stored) : total);

        byte[][]? TryEncode(Func<ByteRange, long> maxLengthOf)
        {
            var contents = new byte[slots.Ranges.Count][];
            for (var i = 0; i < contents.Length; i++)
            {
                var slot = slots.Ranges[i];
                if (slot.Length == 0)
                {
                    contents[i] = [];
                    continue;
                }

                var old = context.Read(fileIndex, slot with { Length = Math.Min(slot.Length, HeadBytes) });
                if (EncodeSegment(image, label, i, old, maxLengthOf(slot)) is not { } content)
                {
                    return null;
                }

                contents[i] = content;
            }

            return contents;
        }
    }

    private static byte[]? EncodeSegment(TiffImage image, LabelPicture label, int index, byte[] old, long maxLength)
    {
        // One JPEG that is the whole label is made like the one that stands there: the tags may be wrong about its colour.
        if (image.Compression == 7 && image.Photometric != 0 && image.SegmentColumns * image.SegmentRows == 1
            && LabelEncoder.TryReplaceJpeg(label, old, DeclaredColor(image), maxLength, out var stream, out _))
        {
            return stream;
        }

        var (row, column) = Math.DivRem(index % (image.SegmentColumns * image.SegmentRows), image.SegmentColumns);
        var place = (column * image.SegmentSize.Width, row * image.SegmentSize.Height);
        return LabelEncoder.TryEncode(label, TiffSegmentFormats.Of(image, row), place, maxLength, out var bytes, out _)
            ? bytes
            : null;
    }

    private static JpegColor DeclaredColor(TiffImage image) =>
        image.SamplesPerPixel == 1 ? JpegColor.Grey : image.Photometric == 6 ? JpegColor.YCbCr : JpegColor.Rgb;
}
