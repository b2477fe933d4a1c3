using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>A level of a focal plane: a tiled page, cut to the scanned area, or a picture composed of its tiles.</summary>
internal sealed class VentanaLevel : SlideLevel
{
    private readonly SlideFile _file;
    private readonly VentanaLevelPlan _plan;
    private readonly VentanaTileTable _table;
    private readonly VentanaPainter? _painter;
    private readonly int _firstSlot;

    /// <summary>Makes the level.</summary>
    /// <param name="file">The slide's file.</param>
    /// <param name="index">0-based, 0 is the largest.</param>
    /// <param name="slide">What all levels of the slide have in common.</param>
    /// <param name="table">Its page's tiles.</param>
    /// <param name="plane">The focal plane, 0-based, 0 is the nominal one.</param>
    public VentanaLevel(SlideFile file, int index, VentanaLevelContext slide, VentanaTileTable table, int plane)
    {
        _file = file;
        _plan = slide.Structure.Levels[index];
        _table = table;
        _firstSlot = plane * _plan.TilesPerPlane;
        _painter = _plan.Mosaic is { } mosaic
            ? new VentanaPainter(_plan, mosaic, slide.Tiles, table, _firstSlot, slide.Structure.Scan.WhitePoint)
            : null;
        Index = index;
        BackgroundShade = slide.Structure.Scan.WhitePoint;
        var baseSize = slide.Structure.Levels[0].Size;

        // The spacing follows the sizes: every level covers the same area of glass.
        Spacing = slide.BaseSpacing is { } spacing
            ? new PixelSpacing(
                spacing.XMicrometres * ((double)baseSize.Width / Size.Width),
                spacing.YMicrometres * ((double)baseSize.Height / Size.Height))
            : null;
    }

    /// <inheritdoc/>
    public override int Index { get; }

    /// <inheritdoc/>
    public override PixelSize Size => _plan.Size;

    /// <inheritdoc/>
    public override PixelSize TileSize => _plan.Image.SegmentSize;

    /// <inheritdoc/>
    public override TileEncoding Encoding => _table.Encoding;

    /// <inheritdoc/>
    public override PixelSpacing? Spacing { get; }

    /// <inheritdoc/>
    public override string Location => _plan.Image.Directory.Location;

    /// <inheritdoc/>
    public override int SourceFileIndex => 0;

    /// <inheritdoc/>
    /// <remarks>The scanner stores no tile where it found no tissue: offset and length are 0.</remarks>
    public override bool HasBackgroundForMissingTiles => true;

    /// <inheritdoc/>
    public override byte BackgroundShade { get; }

    /// <inheritdoc/>
    public override ITilePainter? TilePainter => _painter;

    /// <inheritdoc/>
    /// <exception cref="SlideFormatException">The tile lies beyond the end of the file.</exception>
    public override ByteRange GetTileRange(int tileIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tileIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tileIndex, TileCount);
        if (_painter is not null)
        {
            return _painter.StoredRange;
        }

        var (row, column) = Math.DivRem(tileIndex, TileColumns);
        return _table.Segments.GetRange(
            _firstSlot + _plan.SlotOf(_plan.FirstColumn + column, _plan.FirstRow + row, _plan.FrameOrder));
    }

    /// <inheritdoc/>
    public override void ReadBytes(long offset, Span<byte> destination) => _file.ReadExactly(offset, destination);

    /// <inheritdoc/>
    public override string DescribeTile(int tileIndex) => _painter is null
        ? base.DescribeTile(tileIndex)
        : "composed of the tiles that are stored there";
}

/// <summary>What all levels of a slide have in common.</summary>
/// <param name="Structure">The pages.</param>
/// <param name="Tiles">Decodes tiles.</param>
/// <param name="BaseSpacing">Of level 0.</param>
internal sealed record VentanaLevelContext(VentanaStructure Structure, VentanaTiles Tiles, PixelSpacing? BaseSpacing);
