using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>Decodes frames of a level and encodes others that readers will take for its own: same coding, same colour.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class FrameCodec : IDisposable
{
    private readonly IImageCodec _codec;
    private readonly Func<ReadOnlyMemory<byte>, PixelSize, byte[]> _encode;

    private FrameCodec(IImageCodec codec, int samplesPerPixel, Func<ReadOnlyMemory<byte>, PixelSize, byte[]> encode)
    {
        _codec = codec;
        _encode = encode;
        SamplesPerPixel = samplesPerPixel;
    }

    /// <summary>1 or 3.</summary>
    public int SamplesPerPixel { get; }

    /// <summary>A codec for JPEG frames.</summary>
    /// <param name="samplesPerPixel">1 or 3.</param>
    /// <param name="options">How frames are encoded.</param>
    /// <exception cref="NativeLibraryMissingException">The library is not on this machine.</exception>
    public static FrameCodec ForJpeg(int samplesPerPixel, JpegEncodeOptions options)
    {
        var codec = new JpegCodec(JpegLimits.Default);
        return new FrameCodec(codec, samplesPerPixel, (pixels, size) => codec.Encode(pixels.Span, size, options));
    }

    /// <summary>A codec for JPEG 2000 frames.</summary>
    /// <param name="samplesPerPixel">1 or 3.</param>
    /// <param name="options">How frames are encoded.</param>
    /// <exception cref="NativeLibraryMissingException">The library is not on this machine.</exception>
    public static FrameCodec ForJpeg2000(int samplesPerPixel, Jpeg2000EncodeOptions options)
    {
        var codec = new Jpeg2000Codec(Jpeg2000Limits.Default);
        return new FrameCodec(codec, samplesPerPixel, (pixels, size) => codec.Encode(pixels.Span, size, options));
    }

    /// <summary>Decodes a frame.</summary>
    /// <param name="frame">A whole frame.</param>
    /// <returns>Rows × columns × samples, interleaved, RGB or grey.</returns>
    /// <exception cref="CodecException">It does not decode.</exception>
    public byte[] Decode(ReadOnlySpan<byte> frame) => _codec.Decode(frame).Samples;

    /// <summary>Encodes a frame.</summary>
    /// <param name="pixels">Rows × columns × samples, interleaved, RGB or grey.</param>
    /// <param name="size">Columns and rows.</param>
    /// <exception cref="CodecException">The library refuses.</exception>
    public byte[] Encode(ReadOnlyMemory<byte> pixels, PixelSize size) => _encode(pixels, size);

    /// <inheritdoc/>
    public void Dispose() => _codec.Dispose();
}
