using System.Buffers.Binary;
using System.IO.Compression;
using WsiDicomizer.Imaging.Png;

namespace WsiDicomizer.Imaging.Tests.Builders;

/// <summary>Builds PNG streams chunk by chunk.</summary>
internal static class PngBytes
{
    /// <summary>A stream of some chunks, with signature and IEND.</summary>
    public static byte[] Stream(params byte[][] chunks) =>
        [.. PngChunkReader.Signature, .. chunks.SelectMany(chunk => chunk), .. Chunk("IEND", [])];

    public static byte[] Header(int width, int height, int depth, PngColorType color, int interlace = 0)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(data, width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), height);
        data[8] = (byte)depth;
        data[9] = (byte)color;
        data[12] = (byte)interlace;
        return Chunk("IHDR", data);
    }

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] chunk = [0, 0, 0, 0, .. type.Select(letter => (byte)letter), .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), PngChecksum.Compute(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }

    /// <summary>IDAT of rows, each with its filter byte before it.</summary>
    public static byte[] Data(params byte[] rows)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        return Chunk("IDAT", compressed.ToArray());
    }

    /// <summary>Puts the filter of a number before a row of bytes and applies it: PNG 9.2, written down literally.</summary>
    public static byte[] Filter(int filter, byte[] row, byte[] above, int pixelBytes)
    {
        var result = new byte[row.Length + 1];
        result[0] = (byte)filter;
        for (var i = 0; i < row.Length; i++)
        {
            int a = i < pixelBytes ? 0 : row[i - pixelBytes], b = above[i], c = i < pixelBytes ? 0 : above[i - pixelBytes];
            var predicted = filter switch
            {
                0 => 0,
                1 => a,
                2 => b,
                3 => (a + b) / 2,
                _ => new[] { a, b, c }.MinBy(value => Math.Abs(a + b - c - value)),
            };
            result[i + 1] = (byte)(row[i] - predicted);
        }

        return result;
    }
}
