using System.Buffers.Binary;

namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>Makes Windows bitmaps of 24 bits, lowest row first.</summary>
internal sealed class BitmapTileEncoder : ITileEncoder
{
    private const int HeaderLength = 54;

    /// <inheritdoc/>
    public byte[]? SharedTables => null;

    /// <inheritdoc/>
    public byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height)
    {
        var stride = ((3 * width) + 3) / 4 * 4;
        var stream = new byte[HeaderLength + (stride * height)];
        "BM"u8.CopyTo(stream);
        Write(stream, 2, stream.Length);
        Write(stream, 10, HeaderLength);
        Write(stream, 14, 40);
        Write(stream, 18, width);
        Write(stream, 22, height);
        stream[26] = 1;
        stream[28] = 24;
        Write(stream, 34, stride * height);
        for (var y = 0; y < height; y++)
        {
            var row = stream.AsSpan(HeaderLength + ((height - 1 - y) * stride));
            for (var x = 0; x < width; x++)
            {
                var pixel = rgb.Slice(((y * width) + x) * 3, 3);
                row[3 * x] = pixel[2];
                row[(3 * x) + 1] = pixel[1];
                row[(3 * x) + 2] = pixel[0];
            }
        }

        return stream;
    }

    private static void Write(byte[] stream, int offset, int value) =>
        BinaryPrimitives.WriteInt32LittleEndian(stream.AsSpan(offset), value);
}
