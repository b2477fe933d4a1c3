using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Native.CharLs;

namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>JPEG-LS of 8 bits by CharLS.</summary>
/// <remarks>Thread-safe: each call has native objects of its own.</remarks>
public sealed class JpegLsCodec : IImageCodec
{
    private readonly JpegLsLimits _limits;

    /// <summary>Creates a codec.</summary>
    /// <param name="limits">What a stream may ask for.</param>
    /// <exception cref="NativeLibraryMissingException">libcharls is not on this machine, or older than 2.1.</exception>
    public JpegLsCodec(JpegLsLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        CharLsLibrary.Load();
        _limits = limits;
    }

    /// <inheritdoc/>
    public string Name => $"JPEG-LS ({CharLsLibrary.Name})";

    /// <summary>Decodes a stream.</summary>
    /// <param name="stream">SOI to EOI; what follows is not looked at.</param>
    /// <returns>The components as stored, interleaved whatever the order in the stream.</returns>
    /// <exception cref="CodecException">It is damaged, larger than the limits, or not 1 or 3 components of 8 bits.</exception>
    public DecodedImage Decode(ReadOnlySpan<byte> stream)
    {
        var header = JpegLsHeader.Read(stream, _limits);
        if (header.Components is not (1 or 3) || header.Precision != 8)
        {
            throw new CodecException(
                CodecProblem.Unsupported, "The JPEG-LS stream is not supported: expected 1 or 3 components of 8 bits.");
        }

        // Each line takes a bit at least: a few bytes that claim to be a huge image are not one.
        if ((stream.Length - header.SourceLength) * 8L < header.Height)
        {
            throw new CodecException(
                CodecProblem.Truncated, "The JPEG-LS stream ends before the data of its lines.", stream.Length);
        }

        var size = new PixelSize(header.Width, header.Height);
        if (size.Area * header.Components > Array.MaxLength)
        {
            throw new CodecException(CodecProblem.LimitExceeded, "The JPEG-LS stream has more samples than memory can hold.");
        }

        var samples = new byte[size.Area * header.Components];
        CharLsCalls.Decode(stream, samples);
        return new DecodedImage
        {
            Size = size,
            SamplesPerPixel = header.Components,
            Samples = header.Interleave == JpegLsInterleave.None && header.Components > 1
                ? PlanarSamples.Interleave(samples, header.Components)
                : samples,
            ColorTransformUndone = false,
        };
    }

    /// <summary>Encodes an image.</summary>
    /// <param name="samples">Rows × Columns × (3 or 1), row-major, interleaved, 8 bit.</param>
    /// <param name="size">Columns and rows, 1 to 65,535 each.</param>
    /// <param name="near">By how much a sample may be off; 0 is lossless.</param>
    /// <returns>SOI to EOI, not padded, without comments; the components interleaved sample by sample.</returns>
    /// <exception cref="ArgumentException">Samples and size do not fit together.</exception>
    /// <exception cref="CodecException">The image is larger than the limits.</exception>
    public byte[] Encode(ReadOnlySpan<byte> samples, PixelSize size, int near = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(near);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(near, 127);
        if (size.Width is < 1 or > 65535 || size.Height is < 1 or > 65535
            || (samples.Length != size.Area && samples.Length != size.Area * 3))
        {
            throw new ArgumentException("The samples are not those of a grey or RGB image of 1 to 65535 columns and rows.");
        }

        return size.Area <= _limits.MaxPixels
            ? CharLsCalls.Encode(samples, size, (int)(samples.Length / size.Area), near)
            : throw new CodecException(CodecProblem.LimitExceeded, "The image to encode has more pixels than the limits allow.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // No native object outlives its call.
    }
}
