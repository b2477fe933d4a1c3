using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>A mosaic of JPEG pictures that are tiles: of one size, on one grid, none above another.</summary>
internal sealed class ZeissGrid
{
    private readonly ZeissSubblock?[] _tiles;

    private ZeissGrid(PixelSize tileSize, ZeissSubblock?[] tiles)
    {
        TileSize = tileSize;
        _tiles = tiles;
    }

    /// <summary>The size of every picture.</summary>
    public PixelSize TileSize { get; }

    /// <summary>The picture of a tile; null for one that is not stored.</summary>
    /// <param name="tileIndex">0-based, row by row.</param>
    public ZeissSubblock? this[int tileIndex] => _tiles[tileIndex];

    /// <summary>Looks whether a mosaic is a grid of tiles.</summary>
    /// <param name="mosaic">The mosaic.</param>
    /// <param name="reason">Why it is not, for people; null where it is.</param>
    public static ZeissGrid? TryRead(ZeissMosaic mosaic, out string? reason)
    {
        var compressions = mosaic.Subblocks.Select(subblock => subblock.Entry.Compression).Distinct().Order().ToList();
        if (compressions is not [ZeissPixels.Jpeg])
        {
            reason = $"its subblocks are stored as {string.Join(" and ", compressions.Select(ZeissPixels.NameOf))}, which has no frame "
                + "in DICOM";
            return null;
        }

        var size = mosaic.Bounds.SizeAt(mosaic.Downsample);
        var tileSize = ZeissPixels.StoredSize(mosaic.Subblocks[0].Entry);
        var columns = ((long)size.Width + tileSize.Width - 1) / tileSize.Width;
        var rows = ((long)size.Height + tileSize.Height - 1) / tileSize.Height;
        if (mosaic.Subblocks.Any(subblock => ZeissPixels.StoredSize(subblock.Entry) != tileSize)
            || tileSize.Width > ushort.MaxValue || tileSize.Height > ushort.MaxValue)
        {
            reason = "its subblocks differ in size";
            return null;
        }

        if (columns * rows > ZeissLimits.MaxSubblocks)
        {
            reason = "its subblocks lie far apart";
            return null;
        }

        var tiles = new ZeissSubblock?[columns * rows];
        foreach (var subblock in mosaic.Subblocks)
        {
            var (x, y) = mosaic.Bounds.PlaceOf(subblock.Entry, mosaic.Downsample);
            var index = ((y / tileSize.Height) * columns) + (x / tileSize.Width);
            if (x < 0 || y < 0 || x % tileSize.Width != 0 || y % tileSize.Height != 0 || index >= tiles.Length || tiles[index] is not null)
            {
                reason = "its subblocks overlap or lie on no grid";
                return null;
            }

            tiles[index] = subblock;
        }

        reason = null;
        return new ZeissGrid(tileSize, tiles);
    }

    /// <summary>What the components of the pictures mean.</summary>
    /// <param name="bytes">The CZI.</param>
    /// <param name="samplesPerPixel">1 or 3.</param>
    public TileColor ReadColor(ZeissBytes bytes, int samplesPerPixel) => JpegStreamColor.Resolve(
        _tiles.Length,
        tile => _tiles[tile]?.Data ?? default,
        bytes.Read,
        samplesPerPixel,
        samplesPerPixel == 1 ? TileColor.Grey : TileColor.YCbCr);
}
