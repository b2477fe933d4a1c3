using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Color;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Imaging.JpegLs;
using WsiDicomizer.Imaging.JpegXl;
using WsiDicomizer.Imaging.Memory;
using WsiDicomizer.Imaging.Rle;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>Decodes frames of a level and encodes others that readers will take for its own: same coding, same colour.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class FrameCodec : IDisposable
{
    private readonly Func<ReadOnlySpan<byte>, byte[]> _decode;
    private readonly Func<ReadOnlyMemory<byte>, PixelSize, byte[]> _encode;
    private readonly IImageCodec? _codec;
    private readonly GarbageMeter _garbage = new();

    // JPEG alone is so fast that taking memory for each tile counts.
    private readonly JpegEncodeOptions? _jpeg;

    private FrameCodec(IImageCodec codec, int samplesPerPixel, Func<ReadOnlyMemory<byte>, PixelSize, byte[]> encode)
        : this(frame => codec.Decode(frame).Samples, samplesPerPixel, encode) => _codec = codec;

    private FrameCodec(JpegCodec codec, int samplesPerPixel, JpegEncodeOptions options)
        : this(codec, samplesPerPixel, (pixels, size) => codec.Encode(pixels.Span, size, options)) => _jpeg = options;

    private FrameCodec(
        Func<ReadOnlySpan<byte>, byte[]> decode, int samplesPerPixel, Func<ReadOnlyMemory<byte>, PixelSize, byte[]> encode)
    {
        _decode = decode;
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
        return new FrameCodec(codec, samplesPerPixel, options);
    }

    /// <summary>A codec for JPEG 2000 frames.</summary>
    /// <param name="samplesPerPixel">1 or 3.</param>
    /// <param name="options">How frames are encoded, and how deep they are.</param>
    /// <exception cref="NativeLibraryMissingException">The library is not on this machine.</exception>
    public static FrameCodec ForJpeg2000(int samplesPerPixel, Jpeg2000EncodeOptions options)
    {
        var codec = new Jpeg2000Codec(Jpeg2000Limits.Default);
        return new FrameCodec(codec, samplesPerPixel, (pixels, size) => codec.Encode(pixels.Span, size, options));
    }

    /// <summary>A codec for HTJ2K frames, lossless.</summary>
    /// <param name="facts">What the frames are.</param>
    /// <exception cref="NativeLibraryMissingException">OpenJPH's shim is not on this machine.</exception>
    public static FrameCodec ForHtJ2k(TileStreamFacts facts)
    {
        var codec = new HtJ2kCodec(Jpeg2000Limits.Default);
        return new FrameCodec(
            codec, facts.SamplesPerPixel, (pixels, size) => codec.Encode(pixels.Span, size, facts.BitsPerSample));
    }

    /// <summary>A codec for JPEG frames that are recompressed as JPEG XL.</summary>
    /// <param name="facts">What the frames are.</param>
    /// <param name="options">How frames are encoded as JPEG.</param>
    /// <exception cref="NativeLibraryMissingException">A library is not on this machine.</exception>
    public static FrameCodec ForJpegXl(TileStreamFacts facts, JpegEncodeOptions options)
    {
        JpegXlRecompression.RequireLibrary();
        var codec = new JpegCodec(JpegLimits.Default);

        // JPEG of noise at quality 100 is longer than its samples, but not by much.
        var most = checked((int)((facts.PixelBytes * 2) + 65536));
        return new FrameCodec(
            frame => codec.Decode(JpegXlRecompression.Reconstruct(frame, most)).Samples,
            facts.SamplesPerPixel,
            (pixels, size) => JpegXlRecompression.Recompress(codec.Encode(pixels.Span, size, options)));
    }

    /// <summary>A codec for JPEG-LS frames, lossless.</summary>
    /// <param name="facts">What the frames are.</param>
    /// <remarks>Decoding needs no library; encoding needs CharLS, and says so where it is not on this machine.</remarks>
    public static FrameCodec ForJpegLs(TileStreamFacts facts)
    {
        var codec = new JpegLsCodec(JpegLsLimits.Default);
        return new FrameCodec(
            frame => FromStored(codec.Decode(frame).Samples, facts),
            facts.SamplesPerPixel,
            (pixels, size) => codec.Encode(ToStored(pixels, facts), size, near: 0, facts.BitsPerSample));
    }

    /// <summary>A codec for frames of DICOM's RLE.</summary>
    /// <param name="facts">What the frames are.</param>
    public static FrameCodec ForRle(TileStreamFacts facts) => new(
        frame => FromStored(DecodeRle(frame, facts), facts),
        facts.SamplesPerPixel,
        (pixels, size) => RleFrame.Encode(ToStored(pixels, facts), size.Width, facts.SamplesPerPixel));

    /// <summary>A codec for frames of samples as they are.</summary>
    /// <param name="facts">What the frames are.</param>
    public static FrameCodec ForNative(TileStreamFacts facts) => new(
        frame => FromStored(frame.ToArray(), facts), facts.SamplesPerPixel, (pixels, _) => ToStored(pixels, facts));

    /// <summary>Decodes a frame.</summary>
    /// <param name="frame">A whole frame.</param>
    /// <returns>Rows × columns × samples, interleaved, RGB or grey; samples of 16 bits low byte first.</returns>
    /// <exception cref="CodecException">It does not decode.</exception>
    public byte[] Decode(ReadOnlySpan<byte> frame) => _decode(frame);

    /// <summary>Decodes a frame into memory that is there.</summary>
    /// <param name="frame">A whole frame.</param>
    /// <param name="size">What it has to be.</param>
    /// <param name="pixels">Rows × columns × samples, as <see cref="Decode(ReadOnlySpan{byte})"/> gives them.</param>
    /// <exception cref="CodecException">It does not decode, or is of another size.</exception>
    public void Decode(ReadOnlySpan<byte> frame, PixelSize size, Span<byte> pixels)
    {
        if (_codec is JpegCodec jpeg)
        {
            jpeg.Decode(frame, size, pixels);
            return;
        }

        var decoded = _decode(frame);
        if (decoded.Length != pixels.Length)
        {
            throw new CodecException(CodecProblem.Damaged, $"The frame is not of {size}.");
        }

        decoded.CopyTo(pixels);
        _garbage.Add(decoded.Length);
    }

    /// <summary>Encodes a frame.</summary>
    /// <param name="pixels">Rows × columns × samples, interleaved, RGB or grey; samples of 16 bits low byte first.</param>
    /// <param name="size">Columns and rows.</param>
    /// <exception cref="CodecException">The library refuses.</exception>
    public byte[] Encode(ReadOnlyMemory<byte> pixels, PixelSize size)
    {
        var frame = _encode(pixels, size);
        _garbage.Add(frame.Length);
        return frame;
    }

    /// <summary>Encodes a frame into memory that is used again, as far as the codec can.</summary>
    /// <param name="pixels">Rows × columns × samples, as for <see cref="Encode(ReadOnlyMemory{byte}, PixelSize)"/>.</param>
    /// <param name="size">Columns and rows.</param>
    /// <param name="buffer">Of this thread.</param>
    /// <returns>The frame, valid until the buffer is used again.</returns>
    /// <exception cref="CodecException">The library refuses.</exception>
    public ReadOnlySpan<byte> Encode(ReadOnlyMemory<byte> pixels, PixelSize size, JpegEncodeBuffer buffer) => _jpeg is { } options
        ? ((JpegCodec)_codec!).Encode(pixels.Span, size, options, buffer)
        : Encode(pixels, size);

    /// <inheritdoc/>
    public void Dispose() => _codec?.Dispose();

    private static byte[] DecodeRle(ReadOnlySpan<byte> frame, TileStreamFacts facts)
    {
        var samples = new byte[checked(facts.Size.Area * facts.SamplesPerPixel)];
        return RleFrame.TryDecode(frame, (int)facts.Size.Area, facts.SamplesPerPixel, samples, out var fault)
            ? samples
            : throw fault.ToException("RLE frame");
    }

    private static byte[] FromStored(byte[] samples, TileStreamFacts facts)
    {
        if (facts.PhotometricInterpretation == TileStreamFacts.YbrFull)
        {
            YCbCrConversion.ToRgb(samples);
        }

        return samples;
    }

    private static byte[] ToStored(ReadOnlyMemory<byte> pixels, TileStreamFacts facts)
    {
        var samples = pixels.ToArray();
        if (facts.PhotometricInterpretation == TileStreamFacts.YbrFull)
        {
            YCbCrConversion.FromRgb(samples);
        }

        return samples;
    }
}
