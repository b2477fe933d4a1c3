using System.IO.Compression;

namespace WsiDicomizer.Imaging.Png;

/// <summary>Decodes PNG (ISO/IEC 15948): grey, red-green-blue and palette of 1 to 16 bits; alpha is laid over white.</summary>
/// <remarks>
/// Pure functions. Time and memory are bounded by the pixels that the limits allow and by the bytes that are there. Interlaced
/// images are refused. Colour management (gamma, ICC profiles) is left to the caller.
/// </remarks>
public static class PngDecoder
{
    private const int MaxPaletteEntries = 256;

    // Deflate makes at most 258 bytes of two bits: RFC 1951 section 3.2.5, one bit for the length and one for the distance.
    private const long MaxExpansion = 1032;

    /// <summary>Decodes a stream.</summary>
    /// <param name="stream">From the signature to IEND; what follows is not looked at.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <exception cref="CodecException">It is damaged, ends too early, is interlaced, or exceeds the limits.</exception>
    public static PngImage Decode(ReadOnlySpan<byte> stream, PngLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var header = PngHeader.Read(stream);
        var bytes = header.Size.Area * header.SamplesPerPixel * (header.BitDepth == 16 ? 2 : 1);
        if (header.Size.Area > limits.MaxPixels || bytes > Array.MaxLength)
        {
            throw new CodecException(CodecProblem.LimitExceeded, "The PNG stream has more pixels than the limits allow.");
        }

        if (header.IsInterlaced)
        {
            throw new CodecException(
                CodecProblem.Unsupported, "The PNG stream is not supported: it is interlaced; expected rows one after the other.");
        }

        var compressed = Collect(stream, limits, header, out var pixels);
        if (compressed.Length * MaxExpansion < header.Size.Height * (header.RowBytes + 1))
        {
            throw new CodecException(CodecProblem.Truncated, "The PNG stream ends before the data of its rows: expected more.", stream.Length);
        }

        var samples = new byte[bytes];
        using var rows = new ZLibStream(new MemoryStream(compressed, writable: false), CompressionMode.Decompress);
        try
        {
            ReadRows(rows, header, pixels, samples);
        }
        catch (InvalidDataException exception)
        {
            throw new CodecException(
                CodecProblem.Damaged, "The PNG stream is damaged: expected a zlib stream in IDAT.", innerException: exception);
        }

        return new PngImage(header.Size, header.SamplesPerPixel, header.BitDepth == 16 ? 16 : 8, samples);
    }

    // The data of all IDAT chunks, which is one zlib stream; palette and transparency stand before them.
    private static byte[] Collect(ReadOnlySpan<byte> stream, PngLimits limits, PngHeader header, out PngPixels pixels)
    {
        ReadOnlySpan<byte> palette = [], transparency = [];
        var compressed = new MemoryStream();
        var previous = 0u;
        var chunks = new PngChunkReader(stream, limits);
        while (true)
        {
            if (!chunks.TryReadNext(out var chunk, out var fault))
            {
                throw fault.ToException("PNG stream");
            }

            var isAfterData = compressed.Length > 0;
            switch (chunk.Type)
            {
                case PngChunkType.Header when previous == 0:
                    break;
                case PngChunkType.Palette when !isAfterData && palette.IsEmpty:
                    palette = ReadPalette(stream, chunk);
                    break;
                case PngChunkType.Transparency when !isAfterData && transparency.IsEmpty:
                    transparency = chunk.Data(stream);
                    break;
                case PngChunkType.Data when !isAfterData || previous == PngChunkType.Data:
                    compressed.Write(chunk.Data(stream));
                    break;
                case PngChunkType.End when isAfterData:
                    RequirePalette(header, palette, chunk);
                    pixels = new PngPixels(header, palette, transparency);
                    return compressed.ToArray();
                case PngChunkType.Header or PngChunkType.Palette or PngChunkType.Transparency or PngChunkType.Data or PngChunkType.End:
                    throw Damaged(chunk, $"no {chunk.Name} here (PNG 5.6)");
                default:
                    RequireAncillary(chunk);
                    break;
            }

            previous = chunk.Type;
        }
    }

    private static ReadOnlySpan<byte> ReadPalette(ReadOnlySpan<byte> stream, PngChunk chunk) =>
        chunk.DataLength is > 0 and <= 3 * MaxPaletteEntries && chunk.DataLength % 3 == 0
            ? chunk.Data(stream)
            : throw Damaged(chunk, $"a palette of 1 to {MaxPaletteEntries} entries of 3 bytes");

    private static void RequirePalette(PngHeader header, ReadOnlySpan<byte> palette, PngChunk chunk)
    {
        if (header.ColorType == PngColorType.Palette && palette.IsEmpty)
        {
            throw Damaged(chunk, "a palette before the data");
        }
    }

    private static void RequireAncillary(PngChunk chunk)
    {
        if (!chunk.IsAncillary)
        {
            throw new CodecFault(CodecProblem.Unsupported, chunk.DataOffset, "no critical chunk that PNG does not define")
                .ToException("PNG stream");
        }
    }

    private static void ReadRows(ZLibStream stream, PngHeader header, PngPixels pixels, byte[] samples)
    {
        var rows = new PngRows(stream, header, pixels);
        var stride = samples.Length / header.Size.Height;
        for (var y = 0; y < header.Size.Height; y++)
        {
            rows.ReadNext(samples.AsSpan(y * stride, stride));
        }

        rows.ReadEnd();
    }

    private static CodecException Damaged(PngChunk chunk, string expected) =>
        new CodecFault(CodecProblem.Damaged, chunk.DataOffset, expected).ToException("PNG stream");
}
