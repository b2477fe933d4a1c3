using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>Encodes the tiles or strips of a JPEG page, with shared tables or each with its own.</summary>
/// <remarks>
/// With shared tables an RGB tile says nowhere that it is RGB, as in Aperio's files: no APP14, and the component ids
/// 0, 1, 2 instead of 'R', 'G', 'B'.
/// </remarks>
internal sealed class JpegTileEncoder : ITileEncoder
{
    // SOI; SOF0 with 3 components; SOS: where the ids are in an abbreviated stream of the codec (T.81 B.2.2, B.2.3).
    private const int FrameMarker = 2;
    private const int FirstFrameId = FrameMarker + 10;
    private const int ScanMarker = FrameMarker + 19;
    private const int FirstScanId = ScanMarker + 5;

    private readonly JpegCodec _codec;
    private readonly JpegEncodeOptions _options;

    /// <summary>An encoder for one page.</summary>
    /// <param name="codec">Stays the caller's.</param>
    /// <param name="options">The same for every tile, so that the tables are too.</param>
    /// <param name="sharedTables">Whether the tables go to tag 347.</param>
    public JpegTileEncoder(JpegCodec codec, JpegEncodeOptions options, bool sharedTables)
    {
        _codec = codec;
        _options = options;
        if (sharedTables)
        {
            var samples = options.Color == JpegColor.Grey ? 1 : 3;
            var any = codec.Encode(new byte[16 * 16 * samples], new PixelSize(16, 16), options);
            SharedTables = JpegTables.Split(any, JpegLimits.Default).Tables;
        }
    }

    /// <inheritdoc/>
    public byte[]? SharedTables { get; }

    /// <inheritdoc/>
    public byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height)
    {
        var stream = _codec.Encode(rgb, new PixelSize(width, height), _options);
        if (SharedTables is null)
        {
            return stream;
        }

        var (tables, tile) = JpegTables.Split(stream, JpegLimits.Default);
        if (!tables.AsSpan().SequenceEqual(SharedTables))
        {
            throw new InvalidOperationException("The encoder changed its tables between two tiles of a page.");
        }

        if (_options.Color == JpegColor.Rgb)
        {
            HideColour(tile);
        }

        return tile;
    }

    private static void HideColour(Span<byte> tile)
    {
        if (tile[FrameMarker + 1] != 0xC0 || tile[ScanMarker] != 0xFF || tile[ScanMarker + 1] != 0xDA)
        {
            throw new InvalidOperationException("The encoder's tile is not SOI, SOF0 of three components, SOS.");
        }

        for (var component = 0; component < 3; component++)
        {
            tile[FirstFrameId + (3 * component)] = (byte)component;
            tile[FirstScanId + (2 * component)] = (byte)component;
        }
    }
}
