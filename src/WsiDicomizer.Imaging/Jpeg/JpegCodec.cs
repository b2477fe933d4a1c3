using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Native;
using WsiDicomizer.Imaging.Native.TurboJpeg;

namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>JPEG of 8 bits by libjpeg-turbo.</summary>
/// <remarks>Thread-safe: native objects come from a pool of at most one per processor.</remarks>
public sealed class JpegCodec : IImageCodec
{
    private readonly JpegLimits _limits;
    private readonly bool _tolerateWarnings;
    private readonly NativeHandlePool<TurboJpegHandle> _compressors = new(TurboJpegHandle.CreateCompressor);
    private readonly NativeHandlePool<TurboJpegHandle> _decompressors = new(TurboJpegHandle.CreateDecompressor);

    /// <summary>Creates a codec.</summary>
    /// <param name="limits">What a stream may ask for.</param>
    /// <param name="tolerateWarnings">
    /// Whether damage that the library bridges (data that ends early becomes grey) gives an image and not an error.
    /// </param>
    /// <exception cref="NativeLibraryMissingException">libturbojpeg is not on this machine, or older than 2.0.</exception>
    public JpegCodec(JpegLimits limits, bool tolerateWarnings = false)
    {
        ArgumentNullException.ThrowIfNull(limits);
        NativeLibraryResolver.Load(TurboJpegLibrary.Info);
        _limits = limits;
        _tolerateWarnings = tolerateWarnings;
    }

    /// <inheritdoc/>
    public string Name => $"JPEG ({TurboJpegLibrary.Name})";

    /// <summary>Decodes an interchange stream to RGB or grey.</summary>
    /// <param name="stream">SOI to EOI with its tables; abbreviated tiles go through <see cref="JpegFrameHeaderRewriter"/>.</param>
    /// <returns>
    /// RGB for three components, transformed from YCbCr unless the stream says that it is RGB
    /// (<see cref="JpegHeader.ImpliedColor"/>); grey for one.
    /// </returns>
    /// <exception cref="CodecException">It is damaged, larger than the limits, not of 8 bits, or has 2 or 4 components.</exception>
    public DecodedImage Decode(ReadOnlySpan<byte> stream)
    {
        var header = JpegHeader.Read(stream, _limits);
        Check(header, stream.Length);
        var samples = new byte[checked(header.Width * header.Height * header.Components.Count)];
        Decode(stream, header, samples);
        return new DecodedImage
        {
            Size = new PixelSize(header.Width, header.Height),
            SamplesPerPixel = header.Components.Count,
            Samples = samples,
            ColorTransformUndone = header.ImpliedColor == JpegColor.YCbCr,
        };
    }

    /// <summary>Decodes an interchange stream into memory that is there.</summary>
    /// <param name="stream">As for <see cref="Decode(ReadOnlySpan{byte})"/>.</param>
    /// <param name="size">What it has to be.</param>
    /// <param name="samples">Rows × columns × (3 or 1), filled as <see cref="Decode(ReadOnlySpan{byte})"/> gives them.</param>
    /// <exception cref="CodecException">As for <see cref="Decode(ReadOnlySpan{byte})"/>, or it is of another size.</exception>
    public void Decode(ReadOnlySpan<byte> stream, PixelSize size, Span<byte> samples)
    {
        var header = JpegHeader.Read(stream, _limits);
        Check(header, stream.Length);
        if (header.Width != size.Width || header.Height != size.Height || samples.Length != size.Area * header.Components.Count)
        {
            throw new CodecException(
                CodecProblem.Damaged, $"The JPEG stream is {header.Width}×{header.Height}: expected {size}.");
        }

        Decode(stream, header, samples);
    }

    private void Decode(ReadOnlySpan<byte> stream, JpegHeader header, Span<byte> samples)
    {
        var handle = _decompressors.Rent();
        try
        {
            TurboJpegCalls.Decompress(
                handle, stream, new PixelSize(header.Width, header.Height), header.Components.Count, samples, _tolerateWarnings);
        }
        finally
        {
            _decompressors.Return(handle);
        }
    }

    /// <summary>Encodes an image.</summary>
    /// <param name="samples">Rows × Columns × (3 for RGB, 1 for grey), row-major, interleaved, 8 bit.</param>
    /// <param name="size">Columns and rows, 1 to 65,535 each.</param>
    /// <param name="options">How.</param>
    /// <returns>
    /// A baseline interchange stream, SOI to EOI, without JFIF and comments; RGB carries an Adobe segment and the ids
    /// 'R', 'G', 'B'. <see cref="JpegTables.Split"/> makes tables and an abbreviated tile of it.
    /// </returns>
    /// <exception cref="ArgumentException">Samples, size and options do not fit together.</exception>
    /// <exception cref="CodecException">The image is larger than the limits.</exception>
    public byte[] Encode(ReadOnlySpan<byte> samples, PixelSize size, JpegEncodeOptions options) =>
        Encode(samples, size, options, new JpegEncodeBuffer()).ToArray();

    /// <summary>Encodes an image into memory that is used again.</summary>
    /// <param name="samples">As for <see cref="Encode(ReadOnlySpan{byte}, PixelSize, JpegEncodeOptions)"/>.</param>
    /// <param name="size">Columns and rows, 1 to 65,535 each.</param>
    /// <param name="options">How.</param>
    /// <param name="buffer">Of this thread.</param>
    /// <returns>The stream, valid until the buffer is used again.</returns>
    /// <exception cref="ArgumentException">Samples, size and options do not fit together.</exception>
    /// <exception cref="CodecException">The image is larger than the limits.</exception>
    public ReadOnlySpan<byte> Encode(
        ReadOnlySpan<byte> samples, PixelSize size, JpegEncodeOptions options, JpegEncodeBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(buffer);
        options.Validate();
        var samplesPerPixel = options.Color == JpegColor.Grey ? 1 : 3;
        if (size.Width is < 1 or > 65535 || size.Height is < 1 or > 65535
            || samples.Length != size.Area * samplesPerPixel)
        {
            throw new ArgumentException("The samples are not those of an image of 1 to 65535 columns and rows.");
        }

        if (size.Area > _limits.MaxPixels)
        {
            throw new CodecException(CodecProblem.LimitExceeded, "The image to encode has more pixels than the limits allow.");
        }

        var raw = Compress(samples, size, options, buffer);
        var header = buffer.GetRewriter(options.Color, _limits).Rewrite(raw);
        var stream = buffer.GetStream(header.Bytes.Length + raw.Length);
        return stream[..header.Assemble(raw, stream)];
    }

    private ReadOnlySpan<byte> Compress(
        ReadOnlySpan<byte> samples, PixelSize size, JpegEncodeOptions options, JpegEncodeBuffer buffer)
    {
        var handle = _compressors.Rent();
        try
        {
            if (options.Color == JpegColor.Rgb)
            {
                return TurboJpegCalls.CompressPlanes(handle, ToPlanes(samples, size), size, options.Quality);
            }

            var subsampling = Subsampling(options);
            var raw = buffer.GetRaw(TurboJpegCalls.GetOutputLength(size, subsampling));
            var samplesPerPixel = options.Color == JpegColor.Grey ? 1 : 3;
            return raw[..TurboJpegCalls.Compress(handle, samples, size, samplesPerPixel, (subsampling, options.Quality), raw)];
        }
        finally
        {
            _compressors.Return(handle);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _compressors.Dispose();
        _decompressors.Dispose();
    }

    private void Check(JpegHeader header, int streamLength)
    {
        if (header.Width == 0 || header.Height == 0 || header.Precision != 8 || header.ImpliedColor is null
            || header.Process is JpegProcess.Lossless or JpegProcess.Other)
        {
            throw new CodecException(
                CodecProblem.Unsupported,
                "The JPEG stream is not supported: expected 8 bits, 1 or 3 components and Huffman-coded DCT.");
        }

        if ((long)header.Width * header.Height > _limits.MaxPixels)
        {
            throw new CodecException(
                CodecProblem.LimitExceeded, "The JPEG stream has more pixels than the limits allow.");
        }

        // A block of 64 pixels takes two codes of at least one bit, and one at least in the first scan of a progressive
        // stream (T.81 G.1.2.1): a few bytes that claim to be a huge image are not one.
        var blocks = ((header.Width + 7L) / 8) * ((header.Height + 7L) / 8);
        var bits = (header.IsSingleScan ? 2 : 1) * blocks;
        if (!_tolerateWarnings && (streamLength - header.ScanOffset) * 8L < bits)
        {
            throw new CodecException(
                CodecProblem.Truncated, "The JPEG stream ends before the data of its pixels.", streamLength);
        }
    }

    private static int Subsampling(JpegEncodeOptions options) => options.Color == JpegColor.Grey
        ? TurboJpegMethods.SubsamplingGrey
        : options.Subsampling switch
        {
            JpegSubsampling.Horizontal => TurboJpegMethods.Subsampling422,
            JpegSubsampling.HorizontalAndVertical => TurboJpegMethods.Subsampling420,
            _ => TurboJpegMethods.Subsampling444,
        };

    private static byte[] ToPlanes(ReadOnlySpan<byte> samples, PixelSize size)
    {
        var area = checked((int)size.Area);
        var planes = new byte[samples.Length];
        for (var i = 0; i < area; i++)
        {
            planes[i] = samples[3 * i];
            planes[area + i] = samples[(3 * i) + 1];
            planes[(2 * area) + i] = samples[(3 * i) + 2];
        }

        return planes;
    }
}
