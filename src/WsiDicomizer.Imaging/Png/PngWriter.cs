using System.Buffers.Binary;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Png;

/// <summary>Puts PNG images of 8 bits together: IHDR, one IDAT, IEND.</summary>
internal static class PngWriter
{
    /// <summary>Makes an image.</summary>
    /// <param name="size">Columns and rows.</param>
    /// <param name="samplesPerPixel">1 (grey) or 3 (RGB).</param>
    /// <param name="data">zlib data of the rows, each behind its filter's byte.</param>
    public static byte[] Write(PixelSize size, int samplesPerPixel, ReadOnlySpan<byte> data)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), size.Height);
        header[8] = 8;
        header[9] = (byte)(samplesPerPixel == 1 ? PngColorType.Grey : PngColorType.Rgb);
        return [.. PngChunkReader.Signature, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, data), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = [0, 0, 0, 0, .. type, .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        var checksum = PngChecksum.Compute(chunk.AsSpan(4, 4 + data.Length));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), checksum);
        return chunk;
    }
}
