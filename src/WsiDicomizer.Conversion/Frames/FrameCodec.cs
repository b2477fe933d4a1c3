using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>Decodes frames of a level and encodes others that readers will take for its own: same coding, same colour.</summary>
internal sealed class FrameCodec : IDisposable
{
    // Stand-ins are made from pixels that were lossy already; at this quality nobody sees the second loss.
    private const int JpegQuality = 95;

    private readonly SlideLevel _level;
    private readonly TileStreamFacts _facts;
    private readonly JpegEncodeOptions? _jpegOptions;
    private readonly IImageCodec _codec;

    /// <summary>Creates the codec of a level.</summary>
    /// <param name="level">The level.</param>
    /// <param name="header">A header of its tiles.</param>
    /// <exception cref="NativeLibraryMissingException">The codec's library is not on this machine.</exception>
    public FrameCodec(SlideLevel level, TileHeader header)
    {
        _level = level;
        _facts = header.Facts;
        if (level.Encoding.Compression == TileCompression.Jpeg)
        {
            _jpegOptions = GetJpegOptions(JpegHeader.Read(header.FrameBytes.Span, JpegLimits.Default));
            _codec = new JpegCodec(JpegLimits.Default);
        }
        else
        {
            _codec = new Jpeg2000Codec(Jpeg2000Limits.Default);
        }
    }

    /// <summary>1 or 3.</summary>
    public int SamplesPerPixel => _facts.SamplesPerPixel;

    /// <summary>Decodes a frame.</summary>
    /// <param name="frame">A whole frame.</param>
    /// <returns>Rows × columns × samples, interleaved, RGB or grey.</returns>
    /// <exception cref="CodecException">It does not decode.</exception>
    public byte[] Decode(ReadOnlySpan<byte> frame) => _codec.Decode(frame).Samples;

    /// <summary>Encodes a frame.</summary>
    /// <param name="pixels">Rows × columns × samples, interleaved, RGB or grey, of the level's tile size.</param>
    /// <exception cref="CodecException">The library refuses.</exception>
    public byte[] Encode(ReadOnlySpan<byte> pixels) => _codec switch
    {
        JpegCodec jpeg => jpeg.Encode(pixels, _level.TileSize, _jpegOptions!),
        Jpeg2000Codec jpeg2000 => jpeg2000.Encode(pixels, _level.TileSize, GetJpeg2000Options()),
        _ => throw new InvalidOperationException("a codec without an encoder"),
    };

    /// <inheritdoc/>
    public void Dispose() => _codec.Dispose();

    private static JpegEncodeOptions GetJpegOptions(JpegHeader header) => new()
    {
        Quality = JpegQuality,
        Color = header.ImpliedColor ?? JpegColor.YCbCr,
        Subsampling = header.Subsampling == JpegSubsampling.Other ? JpegSubsampling.None : header.Subsampling,
    };

    private Jpeg2000EncodeOptions GetJpeg2000Options()
    {
        var hasTransform = _facts.PhotometricInterpretation is "YBR_ICT" or "YBR_RCT";
        return _facts.IsReversible
            ? new Jpeg2000EncodeOptions
            {
                Wavelet = Jpeg2000Wavelet.Reversible53,
                CompressionRatio = null,
                MultipleComponentTransform = hasTransform,
            }
            : new Jpeg2000EncodeOptions { MultipleComponentTransform = hasTransform };
    }
}
