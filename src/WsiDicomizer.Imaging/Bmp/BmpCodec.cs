namespace WsiDicomizer.Imaging.Bmp;

/// <summary>Windows bitmaps without compression, of 24 bits or with a palette; without native code.</summary>
/// <remarks>Thread-safe. Upside down or not, as the header says.</remarks>
public sealed class BmpCodec : IImageCodec
{
    private readonly BmpLimits _limits;

    /// <summary>Creates a codec.</summary>
    /// <param name="limits">What a stream may ask for.</param>
    public BmpCodec(BmpLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
    }

    /// <inheritdoc/>
    public string Name => "BMP";

    /// <summary>Decodes a stream.</summary>
    /// <param name="stream">From its first header; what follows the pixels is not looked at.</param>
    /// <returns>Red, green, blue; upper row first.</returns>
    /// <exception cref="CodecException">It is damaged, ends too early, exceeds the limits or is of another kind.</exception>
    public DecodedImage Decode(ReadOnlySpan<byte> stream)
    {
        var header = BmpHeader.Read(stream);
        if (header.Size.Area > _limits.MaxPixels || header.Size.Area * 3 > Array.MaxLength)
        {
            throw new CodecException(CodecProblem.LimitExceeded, "The BMP stream has more pixels than the limits allow.");
        }

        // The last row needs no padding: some writers leave it out.
        var rowLength = (long)header.Size.Width * header.BitsPerPixel / 8;
        if (stream.Length - (long)header.PixelOffset < ((header.Size.Height - 1) * header.RowBytes) + rowLength)
        {
            throw new CodecException(
                CodecProblem.Truncated, "The BMP stream ends before the end of its pixels: expected all rows.", stream.Length);
        }

        var samples = new byte[header.Size.Area * 3];
        var stride = header.Size.Width * 3;
        for (var y = 0; y < header.Size.Height; y++)
        {
            var stored = header.IsTopDown ? y : header.Size.Height - 1 - y;
            var row = stream.Slice((int)(header.PixelOffset + (stored * header.RowBytes)), (int)rowLength);
            Convert(stream, header, row, samples.AsSpan(y * stride, stride));
        }

        return new DecodedImage { Size = header.Size, SamplesPerPixel = 3, Samples = samples, ColorTransformUndone = false };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // There is no native object.
    }

    private static void Convert(ReadOnlySpan<byte> stream, BmpHeader header, ReadOnlySpan<byte> row, Span<byte> destination)
    {
        var palette = stream.Slice(header.PaletteOffset, 4 * header.PaletteEntries);
        for (int x = 0, target = 0; x < header.Size.Width; x++, target += 3)
        {
            if (header.BitsPerPixel == 8 && row[x] >= header.PaletteEntries)
            {
                throw new CodecException(CodecProblem.Damaged, "The BMP stream is damaged: expected indices into the palette.");
            }

            var color = header.BitsPerPixel == 8 ? palette.Slice(4 * row[x], 3) : row.Slice(3 * x, 3);
            destination[target] = color[2];
            destination[target + 1] = color[1];
            destination[target + 2] = color[0];
        }
    }
}
