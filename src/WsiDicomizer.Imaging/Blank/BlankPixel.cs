namespace WsiDicomizer.Imaging.Blank;

/// <summary>What TIFF stores for a grey shade.</summary>
internal static class BlankPixel
{
    private const byte Opaque = 255;
    private const byte NoColour = 128;

    /// <summary>The samples of a pixel on the scale of 0 to 255.</summary>
    /// <returns>Null for a photometric interpretation that is not known, and for single planes of colours with unequal samples.</returns>
    public static byte[]? TryGetSamples(BlankSegmentFormat format) => TryGetSamples(format, format.Shade);

    /// <summary>The samples of a pixel of some shade, on the scale of 0 to 255.</summary>
    /// <returns>Null as above.</returns>
    public static byte[]? TryGetSamples(BlankSegmentFormat format, byte shade)
    {
        var dark = (byte)(255 - shade);
        byte[]? color = format.Photometric switch
        {
            0 => [dark],
            1 => [shade],
            2 => [shade, shade, shade],
            3 or 4 => [0],
            5 => [0, 0, 0, dark],
            6 => [shade, NoColour, NoColour],
            8 => [shade, 0, 0],
            _ => null,
        };
        if (color is null)
        {
            return null;
        }

        if (format.SamplesPerPixel >= color.Length)
        {
            return [.. color, .. Enumerable.Repeat(Opaque, format.SamplesPerPixel - color.Length)];
        }

        // Fewer samples than the colour has: one plane of it, and nobody says which.
        return color.AsSpan().ContainsAnyExcept(color[0]) || format.SamplesPerPixel > 1 ? null : color[..1];
    }

    /// <summary>The rows of a strip or tile before compression.</summary>
    /// <returns>Null where they cannot be told.</returns>
    public static BlankRows? TryGetRows(BlankSegmentFormat format, bool heedsPredictor)
    {
        if (TryGetSamples(format) is not { } samples)
        {
            return null;
        }

        var predictor = heedsPredictor ? format.Predictor : 1;
        if (format.IsSubsampled)
        {
            return TryGetSubsampledRows(format, samples, predictor);
        }

        if (format.BitsPerSample < 8)
        {
            return predictor == 1 ? TryGetPackedRows(format, samples) : null;
        }

        // Both bytes of a sample of 16 bits are the same: 255 becomes 65,535, in either order of bytes.
        byte[] unit = [.. samples.SelectMany(sample => Enumerable.Repeat(sample, format.BitsPerSample / 8))];
        return predictor switch
        {
            1 => BlankRows.Repeated(unit, format.Width, format.Rows),
            2 => BlankRows.Predicted(unit, (long)unit.Length * format.Width, format.Rows),
            _ => null,
        };
    }

    /// <summary>Blocks of H × V samples of Y, one of Cb and one of Cr (TIFF 6.0, section 21).</summary>
    private static BlankRows? TryGetSubsampledRows(BlankSegmentFormat format, byte[] samples, int predictor)
    {
        if (format.BitsPerSample != 8 || samples.Length != 3 || predictor != 1)
        {
            return null;
        }

        var (columns, rows) = (format.HorizontalSubsampling, format.VerticalSubsampling);
        byte[] unit = [.. Enumerable.Repeat(samples[0], columns * rows), samples[1], samples[2]];
        return BlankRows.Repeated(
            unit, (int)((format.Width + columns - 1L) / columns), (int)((format.Rows + rows - 1L) / rows));
    }

    /// <summary>Samples of 1, 2 or 4 bits; rows end with whole bytes.</summary>
    private static BlankRows? TryGetPackedRows(BlankSegmentFormat format, byte[] samples)
    {
        if (samples.AsSpan().ContainsAnyExcept(samples[0]))
        {
            return null;
        }

        // The highest bits of the shade, spread over a byte: 255 / (2^bits - 1) is 11111111, 01010101 or 00010001.
        var bits = format.BitsPerSample;
        var value = (byte)((samples[0] >> (8 - bits)) * (255 / ((1 << bits) - 1)));
        var rowBytes = (((long)format.Width * samples.Length * bits) + 7) / 8;
        return rowBytes > Array.MaxLength ? null : BlankRows.Repeated([value], (int)rowBytes, format.Rows);
    }
}
