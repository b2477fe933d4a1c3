using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Masking;
using WsiDicomizer.Imaging.Masking;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tiff;

/// <summary>Covers the part of a macro that shows the label; every other block stays as the scanner wrote it.</summary>
/// <remarks>
/// JPEG in strips or tiles of any process that <see cref="JpegMask"/> copies, and samples as they are. Strips that the label does
/// not reach keep their bytes. What cannot be masked has to go as a whole.
/// </remarks>
internal static class TiffPictureMask
{
    /// <summary>Plans it.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="fileIndex">Which of the slide's files the TIFF is, 0-based.</param>
    /// <param name="tiff">The TIFF.</param>
    /// <param name="picture">The macro.</param>
    /// <returns>
    /// False, and nothing planned, for a label or a picture of what nobody knows; where it is not known where on the macro the
    /// label is; and where the macro is stored otherwise.
    /// </returns>
    /// <exception cref="AnonymizationException">The picture's bytes are another's too.</exception>
    /// <exception cref="SlideFormatException">The page is damaged.</exception>
    public static bool TryPlan(PlanContext context, int fileIndex, TiffFile tiff, TiffPictureRecord picture)
    {
        var directory = picture.Directory;
        var macro = context.Slide.AssociatedImages.FirstOrDefault(
            image => image.Kind == AssociatedImageKind.Macro && image.Location == directory.Location);
        if (macro is null || picture.Record.Kind != IdentityKind.MacroImage || MaskArea.Find(context.Rules, macro) is not { } area)
        {
            return false;
        }

        var image = TiffImage.Read(directory);
        var slots = TiffSegmentSlots.Read(tiff, image);
        TiffOwnership.RequireOwn(directory, slots.Ranges, TiffOwnership.FindOthers(tiff, [directory]));
        var contents = new byte[slots.Ranges.Count][];
        for (var i = 0; i < contents.Length; i++)
        {
            var stored = context.Read(fileIndex, slots.Ranges[i]);
            if (stored.Length > 0 && FindInSegment(image, i, area) is { } part)
            {
                if (Mask(image, macro, i, stored, part) is not { } masked)
                {
                    return false;
                }

                stored = masked;
            }

            contents[i] = stored;
        }

        if (!slots.TryWrite(context, fileIndex, contents))
        {
            return false;
        }

        context.Tell(picture.Record, PlaceAction.Masked);
        return true;
    }

    /// <summary>The part of a strip or tile that the area covers, from its own corner; null where it does not reach it.</summary>
    private static PixelRectangle? FindInSegment(TiffImage image, int index, PixelRectangle area)
    {
        var (row, column) = Math.DivRem(index % (image.SegmentColumns * image.SegmentRows), image.SegmentColumns);
        var (left, top) = (column * image.SegmentSize.Width, row * image.SegmentSize.Height);
        var width = image.SegmentSize.Width;
        var height = RowsOf(image, row);
        var (x, y) = (Math.Max(area.Left, left), Math.Max(area.Top, top));
        var (right, bottom) = (Math.Min(area.Right, left + width), Math.Min(area.Bottom, top + height));
        return x < right && y < bottom ? new PixelRectangle(x - left, y - top, right - x, bottom - y) : null;
    }

    private static int RowsOf(TiffImage image, int row) => image.IsTiled
        ? image.SegmentSize.Height
        : Math.Min(image.SegmentSize.Height, image.Size.Height - (row * image.SegmentSize.Height));

    private static byte[]? Mask(TiffImage image, AssociatedImage macro, int index, byte[] stored, PixelRectangle part)
    {
        if (image.Compression == 7)
        {
            return MaskJpeg(image, macro, stored, part);
        }

        // Only what no decoder stands between: compressed samples would come out longer or shorter than they were.
        var samples = image.PlanarConfiguration == 2 ? 1 : image.SamplesPerPixel;
        var size = new PixelSize(image.SegmentSize.Width, RowsOf(image, index / image.SegmentColumns % image.SegmentRows));
        if (image.Compression != 1 || image.BitsPerSample != 8 || image.Photometric is not (1 or 2) || stored.Length < size.Area * samples)
        {
            return null;
        }

        PixelMask.Fill(stored.AsSpan(0, checked((int)(size.Area * samples))), size, samples, part, shade: 255);
        return stored;
    }

    private static byte[]? MaskJpeg(TiffImage image, AssociatedImage macro, byte[] stored, PixelRectangle part)
    {
        var tables = image.Directory.ReadBytes(TiffTag.JpegTables);
        var color = macro.Encoding.Color switch
        {
            TileColor.Grey => JpegColor.Grey,
            TileColor.YCbCr => JpegColor.YCbCr,
            _ => JpegColor.Rgb,
        };
        if (!JpegHeader.TryRead(stored, JpegLimits.Default, out var header)
            || !part.IsWithin(new PixelSize(header.Width, header.Height)))
        {
            return null;
        }

        var mask = new JpegMask(color, JpegLimits.Default) { Tables = tables };
        return mask.TryApply(stored, part, out var masked, out _) ? JpegSharedTables.Remove(masked.Stream, tables) : null;
    }
}
