using System.Globalization;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>A level of a MIRAX slide: its pictures are its tiles where they lie on a grid, else tiles are drawn from them.</summary>
internal sealed class MiraxLevel : SlideLevel
{
    private readonly MiraxPyramidLevel _level;

    // For each tile of the grid its picture, -1 where none is stored; null where tiles are drawn.
    private readonly int[]? _tiles;

    /// <summary>Makes the level.</summary>
    /// <param name="level">What is stored.</param>
    /// <param name="index">0-based, among the levels of the slide.</param>
    /// <param name="size">The size of the level's area.</param>
    /// <param name="spacing">Micrometres per pixel.</param>
    /// <param name="color">What the components of the pictures mean.</param>
    /// <param name="source">The picture of each tile, -1 where none is stored; or what draws the tiles.</param>
    public MiraxLevel(
        MiraxPyramidLevel level,
        int index,
        PixelSize size,
        PixelSpacing spacing,
        TileColor color,
        (int[]? Tiles, ITilePainter? Painter) source)
    {
        _level = level;
        _tiles = source.Tiles;
        TilePainter = source.Painter;
        Index = index;
        Size = size;
        Spacing = spacing;
        SourceFileIndex = MiraxSlide.FirstDataFile + level.Pictures[0].File;
        Encoding = new TileEncoding
        {
            Compression = level.Section.Format switch
            {
                MiraxPictureFormat.Png => TileCompression.Png,
                MiraxPictureFormat.Bitmap => TileCompression.Bitmap,
                _ => TileCompression.Jpeg,
            },
            Color = color,
            BitsPerSample = 8,
            SamplesPerPixel = 3,
            VendorName = level.Section.Format switch
            {
                MiraxPictureFormat.Png => "PNG",
                MiraxPictureFormat.Bitmap => "BMP24",
                _ => "JPEG",
            },
        };
    }

    /// <inheritdoc/>
    public override int Index { get; }

    /// <inheritdoc/>
    public override PixelSize Size { get; }

    /// <inheritdoc/>
    public override PixelSize TileSize => _tiles is null
        ? new PixelSize(MiraxTilePainter.TileSide, MiraxTilePainter.TileSide)
        : _level.Section.PictureSize;

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override PixelSpacing? Spacing { get; }

    /// <inheritdoc/>
    public override string Location => string.Create(CultureInfo.InvariantCulture, $"zoom level {_level.Index}");

    /// <inheritdoc/>
    public override bool HasBackgroundForMissingTiles => true;

    /// <inheritdoc/>
    public override int SourceFileIndex { get; }

    /// <inheritdoc/>
    public override bool IsJoined => true;

    /// <inheritdoc/>
    public override ITilePainter? TilePainter { get; }

    /// <inheritdoc/>
    public override ByteRange GetTileRange(int tileIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tileIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tileIndex, TileCount);
        return _tiles is null ? new ByteRange(0, _level.Pictures.TotalBytes)
            : _tiles[tileIndex] < 0 ? default
            : _level.Pictures.RangeOf(_tiles[tileIndex]);
    }

    /// <inheritdoc/>
    public override void ReadBytes(long offset, Span<byte> destination) => _level.Pictures.ReadBytes(offset, destination);
}
