using System.Buffers.Binary;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.InPlace.Pictures;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.Hamamatsu;

/// <summary>The label's part of an NDPI macro covered: the one strip gets shorter, and tag 279 with it.</summary>
internal static class HamamatsuMask
{
    private const int Jpeg = 7;

    /// <summary>Plans it, and tells it.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="picture">The macro.</param>
    /// <exception cref="AnonymizationException">It is not one JPEG, or its label cannot be covered.</exception>
    public static void Plan(PlanContext context, TiffPictureRecord picture)
    {
        var (record, directory) = (picture.Record, picture.Directory);
        var image = TiffImage.Read(directory);
        var entry = directory.Find(TiffTag.StripByteCounts);
        if (image.IsTiled || image.Compression != Jpeg || image.SegmentRows != 1
            || entry is not { Count: 1, IsInline: true, HighWord: 0, Value: { } lengthField })
        {
            throw new AnonymizationException(
                $"{record.Location}: the picture of the glass is not one JPEG, so that no label on it can be covered; "
                + "let the whole picture go (--overview drop)");
        }

        var strip = image.ReadSegments().GetRange(0);
        if (strip.Length > context.Limits.MaxTextBytes)
        {
            throw new AnonymizationException(
                $"{record.Location}: the picture has {strip.Length} bytes; the limit is {context.Limits.MaxTextBytes}");
        }

        var known = context.Slide.AssociatedImages.FirstOrDefault(other => other.Location == record.Location);
        var area = LabelMask.FindArea(context, known?.Size ?? image.Size, known?.LabelArea, record.Location);
        var masked = LabelMask.Cover(context.Read(0, strip), JpegColor.YCbCr, area, record.Location);
        context.Zero(0, strip);
        context.Write(0, strip.Offset, masked, PatchStage.Pictures);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, masked.Length);
        context.Write(0, lengthField.Offset, length.AsMemory(0, (int)lengthField.Length), PatchStage.Pointers);
        context.Tell(record, PlaceAction.Masked);
    }
}
