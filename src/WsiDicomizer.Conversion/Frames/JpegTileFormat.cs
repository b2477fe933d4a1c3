using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>JPEG tiles as frames of JPEG baseline: tables merged, markers that decoding does not need dropped.</summary>
internal sealed class JpegTileFormat : ITileStreamFormat
{
    private readonly JpegFrameHeaderRewriter _rewriter;
    private readonly PixelSize _tileSize;
    private readonly TileColor _color;

    /// <summary>Creates the format of one level.</summary>
    /// <param name="level">The level.</param>
    /// <param name="limits">What a header may ask for.</param>
    /// <exception cref="CodecException">The level's shared tables are damaged.</exception>
    public JpegTileFormat(SlideLevel level, JpegLimits limits)
    {
        _tileSize = level.TileSize;
        _color = level.Encoding.Color;
        _rewriter = new JpegFrameHeaderRewriter(level.Encoding.JpegTables, ToJpegColor(_color), limits);
    }

    /// <summary>The truthful term for JPEG baseline streams (PS3.5 8.2.1, PS3.3 C.7.6.3.1.2).</summary>
    /// <param name="color">What the components mean.</param>
    /// <remarks>
    /// YCbCr is YBR_FULL_422 whatever the sampling: readers take the sampling from the stream, and some refuse YBR_FULL.
    /// </remarks>
    public static string GetPhotometricInterpretation(TileColor color) => color switch
    {
        TileColor.Grey => "MONOCHROME2",
        TileColor.Rgb => "RGB",
        _ => "YBR_FULL_422",
    };

    /// <inheritdoc/>
    public string? ReadHeader(ReadOnlySpan<byte> head, bool isWhole, out TileHeader? header)
    {
        header = null;
        var status = _rewriter.TryRewrite(head, out var rewritten, out var fault);
        if (status == JpegRewriteStatus.NeedMoreData)
        {
            return isWhole ? "the JPEG stream ends before its scan" : null;
        }

        if (status != JpegRewriteStatus.Done)
        {
            return fault.ToException("JPEG tile").Message;
        }

        var info = rewritten!.Info;
        if (info.Process != JpegProcess.Baseline || info.Precision != 8)
        {
            return $"the JPEG process is {info.Process} with {info.Precision} bits: only baseline with 8 bits can be copied";
        }

        if (info.Width != _tileSize.Width || info.Height != _tileSize.Height)
        {
            return $"the JPEG stream is {info.Width}×{info.Height}, expected {_tileSize} as the tile tags say";
        }

        // The level's colour is that of its first tile: one that says another in so many words would be shown in false colours.
        if (JpegHeader.Read(head, JpegLimits.Default).ResolveColor(ToJpegColor(_color)) != ToJpegColor(_color))
        {
            return "the JPEG stream states another colour than the level's first tile, so no one label is true for all";
        }

        header = new TileHeader
        {
            SourceBytes = head[..rewritten.SourceLength].ToArray(),
            FrameBytes = rewritten.Bytes,
            Facts = new TileStreamFacts(
                _tileSize, info.Components.Count, GetPhotometricInterpretation(_color), IsReversible: false),
        };
        return null;
    }

    /// <inheritdoc/>
    public string? MeasureBody(ReadOnlySpan<byte> tile, TileHeader header, out int length)
    {
        length = JpegScan.FindEnd(tile[header.SourceBytes.Length..], out var end);
        return end switch
        {
            JpegScanEnd.EndOfImage => null,
            JpegScanEnd.OtherMarker => "another marker follows the first scan: only streams of one scan can be copied",
            _ => "the JPEG stream is cut off: expected EOI",
        };
    }

    private static JpegColor ToJpegColor(TileColor color) => color switch
    {
        TileColor.Grey => JpegColor.Grey,
        TileColor.Rgb => JpegColor.Rgb,
        _ => JpegColor.YCbCr,
    };
}
