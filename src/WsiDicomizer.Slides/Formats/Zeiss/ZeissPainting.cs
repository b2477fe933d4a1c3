using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>Puts subblocks on a canvas.</summary>
internal static class ZeissPainting
{
    /// <summary>Copies what of a decoded subblock lies on a canvas.</summary>
    /// <param name="picture">The decoded subblock.</param>
    /// <param name="x">Its first column, from the canvas's left edge.</param>
    /// <param name="y">Its first row, from the canvas's upper edge.</param>
    /// <param name="bytesPerPixel">Of both.</param>
    /// <param name="canvas">Row by row.</param>
    /// <param name="size">Of the canvas.</param>
    public static void Draw(DecodedImage picture, long x, long y, int bytesPerPixel, Span<byte> canvas, PixelSize size) => Draw(
        picture.Size,
        x,
        y,
        bytesPerPixel,
        canvas,
        size,
        (offset, row) => picture.Samples.AsSpan((int)offset, row.Length).CopyTo(row));

    /// <summary>Reads what of an uncompressed subblock lies on a canvas, and nothing else of it.</summary>
    /// <param name="bytes">The CZI.</param>
    /// <param name="subblock">The subblock.</param>
    /// <param name="x">As above.</param>
    /// <param name="y">As above.</param>
    /// <param name="canvas">As above.</param>
    /// <param name="size">As above.</param>
    /// <exception cref="SlideFormatException">It has fewer samples than it says.</exception>
    public static void DrawUncompressed(
        ZeissBytes bytes, ZeissSubblock subblock, long x, long y, Span<byte> canvas, PixelSize size)
    {
        ZeissDecoder.RequireWhole(bytes, subblock);
        var pixelType = subblock.Entry.PixelType;
        Draw(
            ZeissPixels.StoredSize(subblock.Entry),
            x,
            y,
            ZeissPixels.BytesPerPixel(pixelType),
            canvas,
            size,
            (offset, row) =>
            {
                bytes.Read(subblock.Data.Offset + offset, row);
                ZeissDecoder.ToRgb(row, pixelType);
            });
    }

    private static void Draw(
        PixelSize picture, long x, long y, int bytesPerPixel, Span<byte> canvas, PixelSize size, CopyRow copy)
    {
        var left = (int)Math.Clamp(x, 0, size.Width);
        var right = (int)Math.Clamp(x + picture.Width, left, size.Width);
        var top = (int)Math.Clamp(y, 0, size.Height);
        var bottom = (int)Math.Clamp(y + picture.Height, top, size.Height);
        var length = (right - left) * bytesPerPixel;
        for (var row = top; row < bottom && length > 0; row++)
        {
            var from = (((row - y) * picture.Width) + (left - x)) * bytesPerPixel;
            copy(from, canvas.Slice(((row * size.Width) + left) * bytesPerPixel, length));
        }
    }

    // A run of bytes of the picture, by its offset in the samples, becomes a part of a row.
    private delegate void CopyRow(long offset, Span<byte> row);
}
