namespace WsiDicomizer.Imaging.Png;

/// <summary>PNG of up to 8 bits as every codec gives it, by <see cref="PngDecoder"/>; without native code.</summary>
/// <remarks>Thread-safe: each call has objects of its own. Images of 16 bits are read with <see cref="PngDecoder"/>.</remarks>
public sealed class PngCodec : IImageCodec
{
    private readonly PngLimits _limits;

    /// <summary>Creates a codec.</summary>
    /// <param name="limits">What a stream may ask for.</param>
    public PngCodec(PngLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
    }

    /// <inheritdoc/>
    public string Name => "PNG";

    /// <summary>Decodes a stream.</summary>
    /// <param name="stream">From the signature to IEND; what follows is not looked at.</param>
    /// <returns>Grey or red, green, blue; alpha laid over white.</returns>
    /// <exception cref="CodecException">It is damaged, larger than the limits, interlaced or of 16 bits.</exception>
    public DecodedImage Decode(ReadOnlySpan<byte> stream)
    {
        if (PngHeader.Read(stream).BitDepth > 8)
        {
            throw new CodecException(
                CodecProblem.Unsupported, "The PNG stream is not supported: expected samples of up to 8 bits.");
        }

        var image = PngDecoder.Decode(stream, _limits);
        return new DecodedImage
        {
            Size = image.Size,
            SamplesPerPixel = image.SamplesPerPixel,
            Samples = image.Samples,
            ColorTransformUndone = false,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // There is no native object.
    }
}
