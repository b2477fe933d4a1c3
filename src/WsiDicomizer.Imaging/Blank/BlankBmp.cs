using System.Buffers.Binary;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Blank;

/// <summary>Makes Windows bitmaps of one shade, of 24 bits or, a third as long, with a palette of one colour. Thread-safe.</summary>
public static class BlankBmp
{
    private const int HeaderBytes = 54;

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
        var rowBytes = (((long)size.Width * bitsPerPixel) + 31) / 32 * 4;
        BlankLimits.Check(rowBytes, limits.MaxRowBytes, "bytes in a row");
        byte[] palette = bitsPerPixel == 8 ? [shade, shade, shade, 0] : [];
        var start = HeaderBytes + palette.Length;
        var length = start + (rowBytes * size.Height);
        BlankLimits.Check(length, Math.Min(limits.MaxBytes, int.MaxValue), "bytes");
        var bitmap = new byte[length];
        WriteHeaders(bitmap, size, bitsPerPixel, start);
        palette.CopyTo(bitmap, HeaderBytes);

        // With a palette every index is 0. The padding of rows is filled, too: nobody looks at it.
        bitmap.AsSpan(start).Fill(bitsPerPixel == 8 ? (byte)0 : shade);
        return bitmap;
    }

    private static void WriteHeaders(Span<byte> bitmap, PixelSize size, int bitsPerPixel, int start)
    {
        "BM"u8.CopyTo(bitmap);
        BinaryPrimitives.WriteInt32LittleEndian(bitmap[2..], bitmap.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bitmap[10..], start);
        BinaryPrimitives.WriteInt32LittleEndian(bitmap[14..], 40);
        BinaryPrimitives.WriteInt32LittleEndian(bitmap[18..], size.Width);
        BinaryPrimitives.WriteInt32LittleEndian(bitmap[22..], size.Height);
        BinaryPrimitives.WriteInt16LittleEndian(bitmap[26..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(bitmap[28..], (short)bitsPerPixel);
        BinaryPrimitives.WriteInt32LittleEndian(bitmap[34..], bitmap.Length - start);
        BinaryPrimitives.WriteInt32LittleEndian(bitmap[46..], bitsPerPixel == 8 ? 1 : 0);
    }
}
