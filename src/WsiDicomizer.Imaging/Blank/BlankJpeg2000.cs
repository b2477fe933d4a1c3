using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg2000;

namespace WsiDicomizer.Imaging.Blank;

/// <summary>Makes JPEG 2000 codestreams of one shade, without loss, by OpenJPEG: a few hundred bytes.</summary>
/// <remarks>No multiple component transform: the samples are stored as they are. Thread-safe.</remarks>
public static class BlankJpeg2000
{
    /// <summary>Makes a codestream.</summary>
    /// <param name="size">Columns and rows, at least 1.</param>
    /// <param name="pixel">The value of each sample: 1 or 3, 0 to 255; samples of 16 bits have it in both bytes.</param>
    /// <param name="bitsPerSample">8 or 16.</param>
    /// <param name="limits">How large it may be.</param>
    /// <returns>SOC to EOC.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    /// <exception cref="CodecException">It is larger than the limits allow.</exception>
    /// <exception cref="NativeLibraryMissingException">libopenjp2 is not on this machine.</exception>
    public static byte[] Create(PixelSize size, ReadOnlySpan<byte> pixel, int bitsPerSample, BlankLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (size.Width < 1 || size.Height < 1 || pixel.Length is not (1 or 3) || bitsPerSample is not (8 or 16))
        {
            throw new ArgumentException("JPEG 2000 has 1 or 3 samples of 8 or 16 bits here, and at least 1 column and row.");
        }

        BlankLimits.Check(size.Area, limits.MaxJpeg2000Pixels, "pixels");
        var sampleBytes = bitsPerSample / 8;
        var samples = new byte[size.Area * pixel.Length * sampleBytes];
        for (var at = 0; at < samples.Length; at++)
        {
            samples[at] = pixel[at / sampleBytes % pixel.Length];
        }

        var options = new Jpeg2000EncodeOptions
        {
            Wavelet = Jpeg2000Wavelet.Reversible53,
            CompressionRatio = null,
            BitsPerSample = bitsPerSample,
            MultipleComponentTransform = false,
        };
        using var codec = new Jpeg2000Codec(new Jpeg2000Limits { MaxPixels = limits.MaxJpeg2000Pixels });
        return codec.Encode(samples, size, options);
    }
}
