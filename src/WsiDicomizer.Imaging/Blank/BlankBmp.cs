using WsiDicomizer.Imaging.Bmp;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Blank;

/// <summary>Makes Windows bitmaps of one shade, of 24 bits or, a third as long, with a palette of one colour. Thread-safe.</summary>
public static class BlankBmp
{
    /// <summary>Makes a bitmap.</summary>
    /// <param name="size">Columns and rows, at least 1.</param>
    /// <param name="bitsPerPixel">24, or 8 with a palette.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="shade">0 (black) to 255 (white).</param>
    /// <returns>BITMAPFILEHEADER, BITMAPINFOHEADER, palette, rows from the lowest up.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    /// <exception cref="CodecException">It is larger than the limits allow.</exception>
    public static byte[] Create(PixelSize size, int bitsPerPixel, BlankLimits limits, byte shade = 255)
    {
        if (bitsPerPixel is not (8 or 24) || size.Width < 1 || size.Height < 1)
        {
            throw new ArgumentException("A bitmap has 8 or 24 bits per pixel here, and at least 1 column and row.");
        }

        ArgumentNullException.ThrowIfNull(limits);
        byte[] palette = bitsPerPixel == 8 ? [shade] : [];
        BlankLimits.Check(BmpWriter.RowBytes(size.Width, bitsPerPixel), limits.MaxRowBytes, "bytes in a row");
        BlankLimits.Check(
            BmpWriter.Length(size, bitsPerPixel, palette.Length), Math.Min(limits.MaxBytes, int.MaxValue), "bytes");
        var bitmap = BmpWriter.Create(size, bitsPerPixel, palette, out var pixelOffset);

        // With a palette every index is 0. The padding of rows is filled, too: nobody looks at it.
        bitmap.AsSpan(pixelOffset).Fill(bitsPerPixel == 8 ? (byte)0 : shade);
        return bitmap;
    }
}
