using WsiDicomizer.Imaging.Blank;
using WsiDicomizer.Imaging.Lzw;

namespace WsiDicomizer.Imaging.LabelDrawing;

/// <summary>A part of a drawn label as TIFF stores it before compression.</summary>
internal sealed class LabelSamples
{
    private LabelSamples(byte[] bytes, int unitBytes, int rowBytes)
    {
        Bytes = bytes;
        UnitBytes = unitBytes;
        RowBytes = rowBytes;
    }

    /// <summary>Row after row.</summary>
    public byte[] Bytes { get; }

    /// <summary>Bytes of a pixel, or of a block of subsampled YCbCr.</summary>
    public int UnitBytes { get; }

    /// <summary>Bytes of a row.</summary>
    public int RowBytes { get; }

    /// <summary>Takes a part of a label.</summary>
    /// <param name="label">The label; white beyond its edges.</param>
    /// <param name="format">Of the strip or tile.</param>
    /// <param name="place">The part's upper left pixel.</param>
    /// <param name="heedsPredictor">Whether the compression goes with a predictor.</param>
    /// <returns>Null where the pixel format cannot show black and white here.</returns>
    public static LabelSamples? TryTake(LabelPicture label, BlankSegmentFormat format, (int X, int Y) place, bool heedsPredictor)
    {
        var predictor = heedsPredictor ? format.Predictor : 1;
        if (BlankPixel.TryGetSamples(format, 0) is not { } dark
            || BlankPixel.TryGetSamples(format, 255) is not { } light
            || dark.AsSpan().SequenceEqual(light)
            || format.BitsPerSample is not (8 or 16))
        {
            return null;
        }

        if (format.IsSubsampled)
        {
            return predictor == 1 && format.BitsPerSample == 8 && dark.Length == 3 ? TakeBlocks(label, format, place) : null;
        }

        // Differences of 16 bits depend on the order of bytes, which the format does not tell.
        return predictor == 1 || (predictor == 2 && format.BitsPerSample == 8)
            ? TakePixels(label, format, place, (dark, light), predictor == 2)
            : null;
    }

    private static LabelSamples TakePixels(
        LabelPicture label, BlankSegmentFormat format, (int X, int Y) place, (byte[] Dark, byte[] Light) colours, bool isPredicted)
    {
        var sampleBytes = format.BitsPerSample / 8;
        var unit = colours.Dark.Length * sampleBytes;
        var bytes = new byte[(long)format.Width * format.Rows * unit];
        for (int y = 0, at = 0; y < format.Rows; y++)
        {
            for (var x = 0; x < format.Width; x++)
            {
                foreach (var sample in label.IsDark(place.X + x, place.Y + y) ? colours.Dark : colours.Light)
                {
                    bytes.AsSpan(at, sampleBytes).Fill(sample);
                    at += sampleBytes;
                }
            }
        }

        if (isPredicted)
        {
            HorizontalPredictor.Apply(bytes, format.Width, unit);
        }

        return new LabelSamples(bytes, unit, format.Width * unit);
    }

    /// <summary>Blocks of H × V samples of Y, one of Cb and one of Cr (TIFF 6.0, section 21).</summary>
    private static LabelSamples TakeBlocks(LabelPicture label, BlankSegmentFormat format, (int X, int Y) place)
    {
        var (columns, rows) = (format.HorizontalSubsampling, format.VerticalSubsampling);
        var unit = (columns * rows) + 2;
        var across = (format.Width + columns - 1) / columns;
        var down = (format.Rows + rows - 1) / rows;
        var bytes = new byte[(long)across * down * unit];
        for (var block = 0; block < across * down; block++)
        {
            var (row, column) = Math.DivRem(block, across);
            var samples = bytes.AsSpan(block * unit, unit);
            samples.Fill(128);
            for (var index = 0; index < columns * rows; index++)
            {
                var isDark = label.IsDark(
                    place.X + (column * columns) + (index % columns), place.Y + (row * rows) + (index / columns));
                samples[index] = isDark ? (byte)0 : (byte)255;
            }
        }

        return new LabelSamples(bytes, unit, across * unit);
    }
}
