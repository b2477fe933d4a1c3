namespace WsiDicomizer.Imaging.Jpeg2000;

/// <summary>How an image is encoded as JPEG 2000.</summary>
public sealed class Jpeg2000EncodeOptions
{
    /// <summary>5-3 without loss, with the reversible transform for RGB.</summary>
    public static Jpeg2000EncodeOptions Lossless { get; } = new()
    {
        Wavelet = Jpeg2000Wavelet.Reversible53,
        CompressionRatio = null,
    };

    /// <summary>The wavelet; 9-7.</summary>
    public Jpeg2000Wavelet Wavelet { get; init; } = Jpeg2000Wavelet.Irreversible97;

    /// <summary>How many times smaller than the samples, at least 1; null keeps everything. 12.</summary>
    public double? CompressionRatio { get; init; } = 12;

    /// <summary>
    /// The signal-to-noise ratio to reach, in decibels against the full range, 20 to 100; takes the place of
    /// <see cref="CompressionRatio"/>. Null to go by that.
    /// </summary>
    public double? PeakSignalToNoise { get; init; }

    /// <summary>Bits per sample, 8 or 16.</summary>
    public int BitsPerSample { get; init; } = 8;

    /// <summary>Whether three components go through the multiple component transform, which is for RGB. True.</summary>
    public bool MultipleComponentTransform { get; init; } = true;

    /// <summary>Wavelet decomposition levels, 0 to 32; fewer where the image is too small. 5.</summary>
    public int DecompositionLevels { get; init; } = 5;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is not possible.</exception>
    internal void Validate()
    {
        if (CompressionRatio is < 1 or > 10000 or double.NaN)
        {
            throw new ArgumentException("The compression ratio is 1 to 10000.");
        }

        if (PeakSignalToNoise is < 20 or > 100 or double.NaN)
        {
            throw new ArgumentException("The signal-to-noise ratio is 20 to 100 dB.");
        }

        if (BitsPerSample is not (8 or 16))
        {
            throw new ArgumentException("The bits per sample are 8 or 16.");
        }

        if (DecompositionLevels is < 0 or > 32)
        {
            throw new ArgumentException("The decomposition levels are 0 to 32.");
        }
    }
}
