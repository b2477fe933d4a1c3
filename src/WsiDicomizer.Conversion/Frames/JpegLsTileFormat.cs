using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.JpegLs;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>JPEG-LS tiles as frames: comments and application data dropped from the header, coded data as it is.</summary>
internal sealed class JpegLsTileFormat : ITileStreamFormat
{
    private readonly PixelSize _tileSize;
    private readonly TileEncoding _encoding;

    /// <summary>Creates the format of one level.</summary>
    /// <param name="level">The level.</param>
    public JpegLsTileFormat(SlideLevel level)
    {
        _tileSize = level.TileSize;
        _encoding = level.Encoding;
    }

    /// <inheritdoc/>
    public string? ReadHeader(ReadOnlySpan<byte> head, bool isWhole, out TileHeader? header)
    {
        header = null;
        if (!JpegLsHeader.TryRead(head, JpegLsLimits.Default, out var info, out var fault))
        {
            return fault.Problem == CodecProblem.Truncated && !isWhole
                ? null
                : fault.ToException("JPEG-LS stream").Message;
        }

        if (info.Width != _tileSize.Width || info.Height != _tileSize.Height)
        {
            return $"the JPEG-LS stream is {info.Width}×{info.Height}, expected {_tileSize} as Columns and Rows say";
        }

        if (info.Precision != _encoding.BitsPerSample || info.Components != _encoding.SamplesPerPixel)
        {
            return $"the JPEG-LS stream has {info.Components} components of {info.Precision} bits: expected "
                + $"{_encoding.SamplesPerPixel} of {_encoding.BitsPerSample}";
        }

        header = new TileHeader
        {
            SourceBytes = head[..info.SourceLength].ToArray(),
            FrameBytes = info.Bytes,
            Facts = new TileStreamFacts(
                _tileSize,
                info.Components,
                TileStreamFacts.GetPlainPhotometricInterpretation(_encoding.Color),
                IsReversible: info.Near == 0)
            {
                BitsPerSample = info.Precision,
            },
        };
        return null;
    }

    /// <inheritdoc/>
    public string? MeasureBody(ReadOnlySpan<byte> tile, TileHeader header, out int length) =>
        JpegLsScan.TryFindEnd(tile[header.SourceBytes.Length..], JpegLsLimits.Default, out length, out var fault)
            ? null
            : fault.ToException("JPEG-LS stream").Message;
}
