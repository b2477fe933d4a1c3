using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Native.CharLs;

namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>JPEG-LS of 8 or 16 bits: decoded by <see cref="JpegLsDecoder"/>, encoded by CharLS.</summary>
/// <remarks>Thread-safe: each call has objects of its own. CharLS is loaded by the first call that encodes.</remarks>
public sealed class JpegLsCodec : IImageCodec
{
    private readonly JpegLsLimits _limits;

    /// <summary>Creates a codec.</summary>
    /// <param name="limits">What a stream may ask for.</param>
    public JpegLsCodec(JpegLsLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
    }

    /// <inheritdoc/>
    public string Name => "JPEG-LS";

    /// <summary>Decodes a stream.</summary>
    /// <param name="stream">SOI to EOI; what follows is not looked at.</param>
    /// <returns>The components as stored, interleaved whatever the order in the stream.</returns>
    /// <exception cref="CodecException">It is damaged, larger than the limits, or not 1 or 3 components of 8 or 16 bits.</exception>
    public DecodedImage Decode(ReadOnlySpan<byte> stream)
    {
        if (JpegLsHeader.Read(stream, _limits).Precision is not (8 or 16))
        {
            throw new CodecException(
                CodecProblem.Unsupported, "The JPEG-LS stream is not supported: expected components of 8 or 16 bits.");
        }

        var image = JpegLsDecoder.Decode(stream, _limits);
        return new DecodedImage
        {
            Size = image.Size,
            SamplesPerPixel = image.SamplesPerPixel,
            BitsPerSample = image.Precision,
            Samples = image.Samples,
            ColorTransformUndone = false,
        };
    }

    /// <summary>Encodes an image.</summary>
    /// <param name="samples">Rows × Columns × (3 or 1), row-major, interleaved; samples of 16 bits low byte first.</param>
    /// <param name="size">Columns and rows, 1 to 65,535 each.</param>
    /// <param name="near">By how much a sample may be off; 0 is lossless.</param>
    /// <param name="bitsPerSample">8 or 16.</param>
    /// <returns>SOI to EOI, not padded, without comments; the components interleaved sample by sample.</returns>
    /// <exception cref="ArgumentException">Samples and size do not fit together.</exception>
    /// <exception cref="CodecException">The image is larger than the limits.</exception>
    /// <exception cref="NativeLibraryMissingException">libcharls is not on this machine, or older than 2.1.</exception>
    public byte[] Encode(ReadOnlySpan<byte> samples, PixelSize size, int near = 0, int bitsPerSample = 8)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(near);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(near, 127);
        var bytesPerSample = bitsPerSample == 8 ? 1 : bitsPerSample == 16 ? 2
            : throw new ArgumentOutOfRangeException(nameof(bitsPerSample), "Expected 8 or 16 bits.");
        if (size.Width is < 1 or > 65535 || size.Height is < 1 or > 65535
            || (samples.Length != size.Area * bytesPerSample && samples.Length != size.Area * 3 * bytesPerSample))
        {
            throw new ArgumentException("The samples are not those of a grey or RGB image of 1 to 65535 columns and rows.");
        }

        if (size.Area > _limits.MaxPixels)
        {
            throw new CodecException(CodecProblem.LimitExceeded, "The image to encode has more pixels than the limits allow.");
        }

        CharLsLibrary.Load();
        return CharLsCalls.Encode(samples, size, (int)(samples.Length / bytesPerSample / size.Area), near, bitsPerSample);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // No native object outlives its call.
    }
}
