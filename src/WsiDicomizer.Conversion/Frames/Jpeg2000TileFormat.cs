using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>JPEG 2000 tiles as frames: comments dropped from the main header, tile-parts as they are.</summary>
internal sealed class Jpeg2000TileFormat : ITileStreamFormat
{
    // The marker of the first tile-part belongs to the header that tiles are compared by: a main header that is another's
    // beginning may go on with a comment.
    private const int MarkerLength = 2;

    private readonly PixelSize _tileSize;
    private readonly TileColor _color;
    private readonly int _bitsPerSample;

    /// <summary>Creates the format of one level.</summary>
    /// <param name="level">The level.</param>
    public Jpeg2000TileFormat(SlideLevel level)
    {
        _tileSize = level.TileSize;
        _color = level.Encoding.Color;
        _bitsPerSample = level.Encoding.BitsPerSample;
    }

    /// <inheritdoc/>
    public string? ReadHeader(ReadOnlySpan<byte> head, bool isWhole, out TileHeader? header)
    {
        header = null;
        if (!Jpeg2000FrameRewriter.TryRewriteMainHeader(
            head, Jpeg2000Limits.Default, out var bytes, out var sourceLength, out var fault))
        {
            return fault.Problem == CodecProblem.Truncated && !isWhole
                ? null
                : fault.ToException("JPEG 2000 codestream").Message;
        }

        var info = Jpeg2000Header.Read(head, Jpeg2000Limits.Default);
        if (info.Width != _tileSize.Width || info.Height != _tileSize.Height)
        {
            return $"the codestream is {info.Width}×{info.Height}, expected {_tileSize} as the tile tags say";
        }

        if (info.IsHighThroughput || info.IsSubsampled
            || info.Components.Any(component => component.Precision != _bitsPerSample || component.IsSigned))
        {
            return $"only JPEG 2000 Part 1 with unsigned components of {_bitsPerSample} bits, none of them subsampled, can be copied";
        }

        if (GetPhotometricInterpretation(info) is not { } photometric)
        {
            return "the components are neither grey nor RGB, and the codestream states no transform";
        }

        header = new TileHeader
        {
            SourceBytes = head[..(sourceLength + MarkerLength)].ToArray(),
            FrameBytes = (byte[])[.. bytes, .. head.Slice(sourceLength, MarkerLength)],
            Facts = new TileStreamFacts(
                _tileSize, info.Components.Count, photometric, info.IsReversible)
            {
                BitsPerSample = _bitsPerSample,
            },
        };
        return null;
    }

    /// <inheritdoc/>
    public string? MeasureBody(ReadOnlySpan<byte> tile, TileHeader header, out int length)
    {
        length = 0;
        if (!Jpeg2000FrameRewriter.TryRewrite(tile, Jpeg2000Limits.Default, out var frame, out var fault))
        {
            return fault.ToException("JPEG 2000 codestream").Message;
        }

        length = frame.TilePartsLength - MarkerLength;
        if (frame.OverridesCodingStyle)
        {
            return "a tile-part has a coding style of its own: what the main header says is not true for all";
        }

        return frame.TilePartsAreIdentical
            ? null
            : "a tile-part header holds a comment: the codestream cannot be copied as it is";
    }

    // PS3.5 8.2.4: with the transform of the codestream ICT or RCT, without it what the components are.
    private string? GetPhotometricInterpretation(Jpeg2000Header info) => info.Components.Count switch
    {
        1 => "MONOCHROME2",
        3 when info.MultipleComponentTransform =>
            info.Wavelet == Jpeg2000Wavelet.Reversible53 ? "YBR_RCT" : "YBR_ICT",
        3 when _color == TileColor.Rgb => "RGB",
        _ => null,
    };
}
