using System.Buffers.Binary;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Bmp;

/// <summary>Puts the headers of Windows bitmaps together; the rows are the caller's to fill, from the lowest up.</summary>
internal static class BmpWriter
{
    private const int HeaderBytes = 54;

    /// <summary>Bytes of a stored row: a multiple of 4.</summary>
    public static long RowBytes(int width, int bitsPerPixel) => (((long)width * bitsPerPixel) + 31) / 32 * 4;

    /// <summary>Bytes of the whole bitmap.</summary>
    public static long Length(PixelSize size, int bitsPerPixel, int paletteEntries) =>
        HeaderBytes + (4 * paletteEntries) + (RowBytes(size.Width, bitsPerPixel) * size.Height);

    /// <summary>Makes a bitmap with headers and palette.</summary>
    /// <param name="size">Columns and rows.</param>
    /// <param name="bitsPerPixel">8 or 24.</param>
    /// <param name="palette">Greys of the indices from 0; empty for 24 bits.</param>
    /// <param name="pixelOffset">Where the rows start.</param>
    public static byte[] Create(PixelSize size, int bitsPerPixel, ReadOnlySpan<byte> palette, out int pixelOffset)
    {
        var bitmap = new byte[Length(size, bitsPerPixel, palette.Length)];
        pixelOffset = HeaderBytes + (4 * palette.Length);
        var header = bitmap.AsSpan();
        "BM"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[2..], bitmap.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[10..], pixelOffset);
        BinaryPrimitives.WriteInt32LittleEndian(header[14..], 40);
        BinaryPrimitives.WriteInt32LittleEndian(header[18..], size.Width);
        BinaryPrimitives.WriteInt32LittleEndian(header[22..], size.Height);
        BinaryPrimitives.WriteInt16LittleEndian(header[26..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[28..], (short)bitsPerPixel);
        BinaryPrimitives.WriteInt32LittleEndian(header[34..], bitmap.Length - pixelOffset);
        BinaryPrimitives.WriteInt32LittleEndian(header[46..], palette.Length);
        for (var index = 0; index < palette.Length; index++)
        {
            header.Slice(HeaderBytes + (4 * index), 3).Fill(palette[index]);
        }

        return bitmap;
    }
}
