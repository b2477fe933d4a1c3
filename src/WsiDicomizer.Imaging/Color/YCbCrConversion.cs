namespace WsiDicomizer.Imaging.Color;

/// <summary>Converts between RGB and full-range YCbCr of ITU-R BT.601, as in JFIF.</summary>
/// <remarks>
/// Interleaved samples, 8 bit, in place. Fixed-point with 16 fractional bits and rounding to nearest, the arithmetic of
/// libjpeg, so that results agree with it sample by sample. Source: ITU-T T.871, clause 7.
/// </remarks>
public static class YCbCrConversion
{
    private const int Half = 1 << 15;

    /// <summary>Turns Y, Cb, Cr into red, green, blue.</summary>
    /// <param name="samples">Three per pixel.</param>
    /// <exception cref="ArgumentException">The length is no multiple of 3.</exception>
    public static void ToRgb(Span<byte> samples)
    {
        Check(samples);
        for (; !samples.IsEmpty; samples = samples[3..])
        {
            int y = samples[0], cb = samples[1] - 128, cr = samples[2] - 128;
            samples[0] = Clamp(y + (((91881 * cr) + Half) >> 16));
            samples[1] = Clamp(y + (((-22554 * cb) - (46802 * cr) + Half) >> 16));
            samples[2] = Clamp(y + (((116130 * cb) + Half) >> 16));
        }
    }

    /// <summary>Turns red, green, blue into Y, Cb, Cr.</summary>
    /// <param name="samples">Three per pixel.</param>
    /// <exception cref="ArgumentException">The length is no multiple of 3.</exception>
    public static void FromRgb(Span<byte> samples)
    {
        Check(samples);
        const int Offset = (128 << 16) + Half - 1;
        for (; !samples.IsEmpty; samples = samples[3..])
        {
            int r = samples[0], g = samples[1], b = samples[2];
            samples[0] = (byte)(((19595 * r) + (38470 * g) + (7471 * b) + Half) >> 16);
            samples[1] = (byte)(((-11059 * r) - (21709 * g) + (32768 * b) + Offset) >> 16);
            samples[2] = (byte)(((32768 * r) - (27439 * g) - (5329 * b) + Offset) >> 16);
        }
    }

    private static void Check(ReadOnlySpan<byte> samples)
    {
        if (samples.Length % 3 != 0)
        {
            throw new ArgumentException("There are three samples per pixel.", nameof(samples));
        }
    }

    private static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);
}
