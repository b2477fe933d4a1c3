using System.Globalization;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Composing;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>A level of a CZI: a grid of JPEG tiles that are copied, or a mosaic that is drawn.</summary>
internal sealed class ZeissLevel : SlideLevel
{
    private readonly ZeissBytes _bytes;
    private readonly ZeissGrid? _grid;
    private readonly ByteRange _all;

    /// <summary>Makes a level.</summary>
    /// <param name="bytes">The CZI.</param>
    /// <param name="area">Its pyramid.</param>
    /// <param name="index">0-based.</param>
    /// <param name="spacing">Of the base level.</param>
    /// <param name="isDark">Whether black is where nothing was scanned.</param>
    /// <param name="pictures">Decodes subblocks.</param>
    public ZeissLevel(
        ZeissBytes bytes, ZeissArea area, int index, PixelSpacing? spacing, bool isDark, DecodedPictureCache<ZeissSubblock> pictures)
    {
        _bytes = bytes;
        Index = index;
        HasDarkBackground = isDark;
        var mosaic = area.Levels[index];
        Size = mosaic.Bounds.SizeAt(mosaic.Downsample);
        Spacing = spacing is { } known
            ? new PixelSpacing(known.XMicrometres * mosaic.Downsample, known.YMicrometres * mosaic.Downsample)
            : null;
        Location = string.Create(
            CultureInfo.InvariantCulture, $"scene {area.Scene}, channel {area.Channel}, plane {area.Plane}, 1:{mosaic.Downsample}");
        TileSize = new PixelSize(ZeissPainter.TileSide, ZeissPainter.TileSide);
        UnreadableReason = mosaic.Subblocks
            .Select(subblock => ZeissPixels.WhyUnreadable(subblock.Entry.PixelType, subblock.Entry.Compression))
            .FirstOrDefault(reason => reason is not null);
        Encoding = DescribeEncoding(area.PixelType, mosaic);
        if (UnreadableReason is not null)
        {
            return;
        }

        _grid = ZeissGrid.TryRead(mosaic, out var reason);
        if (_grid is not null)
        {
            TileSize = _grid.TileSize;
            Encoding = Encoding with { Color = _grid.ReadColor(bytes, Encoding.SamplesPerPixel) };
            return;
        }

        TilePainter = new ZeissPainter(bytes, mosaic, pictures, reason!, isDark);
        var first = mosaic.Subblocks.Min(subblock => subblock.Data.Offset);
        _all = new ByteRange(first, mosaic.Subblocks.Max(subblock => subblock.Data.End) - first);
    }

    /// <inheritdoc/>
    public override int Index { get; }

    /// <inheritdoc/>
    public override PixelSize Size { get; }

    /// <inheritdoc/>
    public override PixelSize TileSize { get; }

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override PixelSpacing? Spacing { get; }

    /// <inheritdoc/>
    public override string Location { get; }

    /// <inheritdoc/>
    public override bool HasBackgroundForMissingTiles => true;

    /// <inheritdoc/>
    public override bool HasDarkBackground { get; }

    /// <inheritdoc/>
    public override int SourceFileIndex => 0;

    /// <inheritdoc/>
    public override string? UnreadableReason { get; }

    /// <inheritdoc/>
    public override ITilePainter? TilePainter { get; }

    /// <inheritdoc/>
    public override ByteRange GetTileRange(int tileIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tileIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tileIndex, TileCount);
        return _grid is null ? _all : _grid[tileIndex]?.Data ?? default;
    }

    /// <inheritdoc/>
    public override void ReadBytes(long offset, Span<byte> destination) => _bytes.Read(offset, destination);

    private static TileEncoding DescribeEncoding(int pixelType, ZeissMosaic mosaic)
    {
        var compressions = mosaic.Subblocks.Select(subblock => subblock.Entry.Compression).Distinct().Order().ToList();

        // Of several, the one that lost something is what matters.
        var main = compressions.Contains(ZeissPixels.Jpeg) ? ZeissPixels.Jpeg : compressions[0];
        var isGrey = pixelType is ZeissPixels.Gray8 or ZeissPixels.Gray16;
        return new TileEncoding
        {
            Compression = ZeissPixels.ToTile(main),
            Color = isGrey ? TileColor.Grey : TileColor.Rgb,
            BitsPerSample = pixelType == ZeissPixels.Gray16 ? 16 : 8,
            SamplesPerPixel = isGrey ? 1 : 3,
            VendorName = string.Join(" and ", compressions.Select(ZeissPixels.NameOf)),
        };
    }
}
