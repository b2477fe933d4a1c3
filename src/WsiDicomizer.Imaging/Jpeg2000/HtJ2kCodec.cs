using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Native.OpenJph;

namespace WsiDicomizer.Imaging.Jpeg2000;

/// <summary>High-throughput JPEG 2000 (ISO/IEC 15444-15) without loss: encoded by OpenJPH, decoded by OpenJPEG.</summary>
/// <remarks>Thread-safe: each call has native objects of its own.</remarks>
public sealed class HtJ2kCodec : IImageCodec
{
    private const int MostDecompositions = 5;

    private readonly Jpeg2000Limits _limits;
    private readonly Jpeg2000Codec _decoder;

    /// <summary>Creates a codec.</summary>
    /// <param name="limits">What a codestream may ask for.</param>
    /// <exception cref="NativeLibraryMissingException">OpenJPH's shim was not built here, or libopenjp2 is missing.</exception>
    public HtJ2kCodec(Jpeg2000Limits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        OpenJphLibrary.Load();
        _limits = limits;
        _decoder = new Jpeg2000Codec(limits);
    }

    /// <inheritdoc/>
    public string Name => "HTJ2K (OpenJPH)";

    /// <inheritdoc/>
    public DecodedImage Decode(ReadOnlySpan<byte> stream) => _decoder.Decode(stream);

    /// <summary>Encodes an image without loss: 5-3 wavelet, with the reversible transform for RGB.</summary>
    /// <param name="samples">Rows × Columns × (3 or 1), row-major, interleaved; those of 16 bits low byte first.</param>
    /// <param name="size">Columns and rows.</param>
    /// <param name="bitsPerSample">8 or 16.</param>
    /// <returns>A raw codestream without comments, SOC to EOC, not padded.</returns>
    /// <exception cref="ArgumentException">Samples and size do not fit together.</exception>
    /// <exception cref="CodecException">The image is larger than the limits.</exception>
    public byte[] Encode(ReadOnlySpan<byte> samples, PixelSize size, int bitsPerSample = 8)
    {
        var pixelBytes = size.Area * (bitsPerSample / 8);
        if (bitsPerSample is not (8 or 16) || size.Width < 1 || size.Height < 1
            || (samples.Length != pixelBytes && samples.Length != pixelBytes * 3))
        {
            throw new ArgumentException("The samples are not those of a grey or RGB image of 8 or 16 bits and this size.");
        }

        if (size.Area > _limits.MaxPixels)
        {
            throw new CodecException(CodecProblem.LimitExceeded, "The image to encode has more pixels than the limits allow.");
        }

        var decompositions = Math.Min(MostDecompositions, (int)Math.Log2(Math.Min(size.Width, size.Height)));
        var codestream = OpenJphCalls.Encode(samples, size, (int)(samples.Length / pixelBytes), bitsPerSample, decompositions);
        return Jpeg2000FrameRewriter.Rewrite(codestream, _limits).Assemble(codestream);
    }

    /// <inheritdoc/>
    public void Dispose() => _decoder.Dispose();
}
