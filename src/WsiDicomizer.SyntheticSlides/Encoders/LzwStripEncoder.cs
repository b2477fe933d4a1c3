using WsiDicomizer.Imaging.Lzw;

namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>Makes strips of Compression 5 with Predictor 2, as Aperio stores labels.</summary>
internal static class LzwStripEncoder
{
    /// <summary>Encodes the rows of a strip.</summary>
    /// <param name="rgb">Rows × <paramref name="width"/> × 3 bytes; not changed.</param>
    /// <param name="width">Columns.</param>
    public static byte[] Encode(ReadOnlySpan<byte> rgb, int width)
    {
        var rows = rgb.ToArray();
        HorizontalPredictor.Apply(rows, width, samplesPerPixel: 3);
        return TiffLzw.Encode(rows);
    }
}
