using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Checking;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>Whether tiles that are copied decode. Not thread-safe: each thread has its own.</summary>
/// <remarks>
/// JPEG is walked over code by code, which finds what a decoder would find at a quarter of the cost; other codings are decoded.
/// </remarks>
/// <param name="level">The level.</param>
/// <param name="frames">Its frames.</param>
/// <param name="index">Of its tiles.</param>
/// <param name="codec">Decodes what is not JPEG.</param>
internal sealed class CopiedTileCheck(SlideLevel level, TileFrames frames, TileFrameIndex index, FrameCodec codec)
{
    // Most levels have one header; each check has tables of some ten kilobytes.
    private const int MostChecks = 16;

    private readonly bool _isJpeg = level.Encoding.Compression == TileCompression.Jpeg;
    private readonly Dictionary<TileHeader, JpegScanCheck> _checks = new(ReferenceEqualityComparer.Instance);
    private byte[] _buffer = [];
    private byte[] _pixels = [];

    /// <summary>Checks a tile.</summary>
    /// <param name="tile">0-based; not missing.</param>
    /// <exception cref="ConversionException">It does not decode; says which tile and why.</exception>
    public void Check(int tile)
    {
        try
        {
            if ((_isJpeg ? Walk(tile) : Decode(tile)) is { } fault)
            {
                throw new ConversionException($"{index.Describe(tile)}: it does not decode: {fault}");
            }
        }
        catch (CodecException exception) when (exception.Problem != CodecProblem.LibraryMissing)
        {
            throw new ConversionException($"{index.Describe(tile)}: it does not decode: {exception.Message}", exception);
        }
    }

    private string? Walk(int tile)
    {
        var header = index.GetHeader(tile);
        if (!_checks.TryGetValue(header, out var check))
        {
            if (_checks.Count == MostChecks)
            {
                _checks.Clear();
            }

            check = JpegScanCheck.Create(header.FrameBytes.Span, JpegLimits.Default);
            _checks.Add(header, check);
        }

        var coded = frames.ReadFrame(tile).AsSpan(header.FrameBytes.Length, index.GetBodyLength(tile));
        return check.Check(coded, ref _buffer);
    }

    private string? Decode(int tile)
    {
        if (_pixels.Length == 0)
        {
            _pixels = new byte[checked((int)index.Headers[0].Facts.PixelBytes)];
        }

        codec.Decode(frames.ReadFrame(tile), level.TileSize, _pixels);
        return null;
    }
}
