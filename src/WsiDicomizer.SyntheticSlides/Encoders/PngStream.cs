using System.Buffers.Binary;
using WsiDicomizer.Imaging.Png;

namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>Writes a PNG of 8-bit red, green, blue some rows at a time; every filter in turn, so that readers meet each; not compressed.</summary>
/// <param name="width">Columns.</param>
/// <param name="height">Rows.</param>
internal sealed class PngStream(int width, int height)
{
    private const int Filters = 5;

    private readonly StoredZlib _zlib = new();
    private readonly byte[] _above = new byte[3 * width];
    private int _row;

    /// <summary>The end of the stream.</summary>
    public static byte[] End => Chunk(PngChunkType.End, []);

    /// <summary>The beginning of the stream: signature and header, behind which further chunks may stand.</summary>
    public byte[] Start()
    {
        // PNG 11.2.2: 8 bits, red-green-blue, not interlaced.
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = (byte)PngColorType.Rgb;
        return [.. PngChunkReader.Signature, .. Chunk(PngChunkType.Header, header)];
    }

    /// <summary>The next rows, as a chunk of data.</summary>
    /// <param name="rgb">Whole rows, R G B interleaved.</param>
    public byte[] Rows(ReadOnlySpan<byte> rgb)
    {
        var stride = 3 * width;
        var count = rgb.Length / stride;
        var filtered = new byte[(stride + 1) * count];
        for (var y = 0; y < count; y++, _row++)
        {
            var row = rgb.Slice(y * stride, stride);
            Filter(_row % Filters, row, y == 0 ? _above : rgb.Slice((y - 1) * stride, stride), filtered.AsSpan(y * (stride + 1), stride + 1));
        }

        rgb[^stride..].CopyTo(_above);
        return Chunk(PngChunkType.Data, _zlib.Add(filtered, isLast: _row == height));
    }

    // PNG 9.2.
    private static void Filter(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> destination)
    {
        destination[0] = (byte)filter;
        for (var i = 0; i < row.Length; i++)
        {
            int left = i < 3 ? 0 : row[i - 3], upperLeft = i < 3 ? 0 : above[i - 3];
            var predicted = filter switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                _ => Paeth(left, above[i], upperLeft),
            };
            destination[i + 1] = (byte)(row[i] - predicted);
        }
    }

    private static int Paeth(int left, int above, int upperLeft)
    {
        var estimate = left + above - upperLeft;
        int toLeft = Math.Abs(estimate - left), toAbove = Math.Abs(estimate - above), toUpperLeft = Math.Abs(estimate - upperLeft);
        return toLeft <= toAbove && toLeft <= toUpperLeft ? left : toAbove <= toUpperLeft ? above : upperLeft;
    }

    private static byte[] Chunk(uint type, byte[] data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4), type);
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), PngChecksum.Compute(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }
}
