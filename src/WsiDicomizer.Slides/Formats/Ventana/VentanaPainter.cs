using WsiDicomizer.Imaging;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>Draws a level from tiles that overlap: those at the right and below lie on top, as OpenSlide has it.</summary>
internal sealed class VentanaPainter : ITilePainter
{
    private readonly VentanaLevelPlan _plan;
    private readonly VentanaMosaic _mosaic;
    private readonly VentanaTiles _tiles;
    private readonly VentanaTileTable _table;
    private readonly int _firstSlot;
    private readonly byte _background;
    private readonly Lazy<(ByteRange Range, long Bytes)> _stored;

    /// <summary>Prepares to draw.</summary>
    /// <param name="plan">The level.</param>
    /// <param name="mosaic">Where its tiles lie.</param>
    /// <param name="tiles">Decodes them.</param>
    /// <param name="table">Where they are stored.</param>
    /// <param name="firstSlot">The first tile of the focal plane in the tables.</param>
    /// <param name="background">The grey of empty glass.</param>
    public VentanaPainter(
        VentanaLevelPlan plan, VentanaMosaic mosaic, VentanaTiles tiles, VentanaTileTable table, int firstSlot, byte background)
    {
        _plan = plan;
        _mosaic = mosaic;
        _tiles = tiles;
        _table = table;
        _firstSlot = firstSlot;
        _background = background;
        _stored = new Lazy<(ByteRange Range, long Bytes)>(MeasureStored);
    }

    /// <inheritdoc/>
    public string Reason => _mosaic.Areas.Count > 1
        ? $"{_mosaic.Areas.Count} scanned areas lie on one canvas"
        : _mosaic.IsGrid ? "the scanned area begins inside of a stored tile" : "the stored tiles overlap";

    /// <inheritdoc/>
    public long StoredBytes => _stored.Value.Bytes;

    /// <inheritdoc/>
    public bool IsStoredWithLoss => true;

    /// <summary>From the first byte of a tile to the last one of another.</summary>
    public ByteRange StoredRange => _stored.Value.Range;

    /// <inheritdoc/>
    public void PaintTile(int tileIndex, Span<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tileIndex);
        var size = _plan.Image.SegmentSize;
        var columns = (_plan.Size.Width + size.Width - 1) / size.Width;
        var (row, column) = Math.DivRem(tileIndex, columns);
        var (left, top) = ((double)column * size.Width, (double)row * size.Height);
        var canvas = new VentanaCanvas(pixels, size, _plan.Image.SamplesPerPixel);
        foreach (var piece in FindPieces(left, top))
        {
            if (_tiles.Find(_table, piece.Slot) is { } tile)
            {
                var source = Cut(tile, piece);
                canvas.Draw(source, piece.Left - left, piece.Top - top);
            }
        }

        canvas.Finish(_background);
    }

    /// <summary>The pieces that are seen in a tile, in the order of drawing: from the lower right to the upper left.</summary>
    private List<Piece> FindPieces(double left, double top)
    {
        var tile = _plan.Image.SegmentSize;
        var pieces = new List<Piece>();
        foreach (var placed in _mosaic.Areas)
        {
            var columns = FindBand(placed.ColumnLefts, placed.Left, left, tile.Width);
            var rows = FindBand(placed.RowTops, placed.Top, top, tile.Height);
            for (var row = rows.First; row < rows.End; row++)
            {
                for (var column = columns.First; column < columns.End; column++)
                {
                    pieces.Add(Locate(placed, column, row));
                }
            }
        }

        pieces.Sort((a, b) => a.Row != b.Row ? b.Row.CompareTo(a.Row) : b.Column.CompareTo(a.Column));
        return pieces;
    }

    private Piece Locate(VentanaPlacedArea placed, int column, int row)
    {
        var downsample = (int)_plan.Downsample;
        var (gridColumn, gridRow) = (placed.Area.FirstColumn + column, placed.Area.FirstRow + row);
        var (tileColumn, tileRow) = (gridColumn / downsample, gridRow / downsample);
        return new Piece(
            _firstSlot + _plan.SlotOf(tileColumn, tileRow, downsample == 1 ? placed.Area : null),
            gridColumn,
            gridRow,
            (placed.Left + placed.ColumnLefts[column]) / downsample,
            (placed.Top + placed.RowTops[row]) / downsample,

            // Beyond the picture's size a tile is padding.
            Math.Min(_plan.Image.SegmentSize.Width, _plan.Image.Size.Width - (tileColumn * _plan.Image.SegmentSize.Width)),
            Math.Min(_plan.Image.SegmentSize.Height, _plan.Image.Size.Height - (tileRow * _plan.Image.SegmentSize.Height)));
    }

    /// <summary>Which columns, or rows, of small tiles are seen from a place on.</summary>
    private (int First, int End) FindBand(double[] positions, double offset, double from, int side)
    {
        var downsample = _plan.Downsample;
        var reach = Math.Ceiling(side / downsample) + 1;
        var first = LowerBound(positions, ((from - reach) * downsample) - offset);
        var end = LowerBound(positions, ((from + side) * downsample) - offset);
        return (first, end);
    }

    private static int LowerBound(double[] positions, double value)
    {
        var (low, high) = (0, positions.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = positions[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The part of a tile that is the piece.</summary>
    private VentanaPicture Cut(DecodedImage tile, Piece piece)
    {
        var downsample = (int)_plan.Downsample;
        var whole = new VentanaPicture(tile, piece.VisibleWidth, piece.VisibleHeight);
        return downsample == 1
            ? whole
            : whole.Cut(
                piece.Column % downsample * ((double)tile.Size.Width / downsample),
                piece.Row % downsample * ((double)tile.Size.Height / downsample),
                (int)Math.Ceiling((double)tile.Size.Width / downsample),
                (int)Math.Ceiling((double)tile.Size.Height / downsample));
    }

    private (ByteRange Range, long Bytes) MeasureStored()
    {
        var (start, end, bytes) = (long.MaxValue, 0L, 0L);
        for (var slot = 0; slot < _plan.TilesPerPlane; slot++)
        {
            if (_table.Segments.TryGetRange(_firstSlot + slot, out var range) && range.Length > 0)
            {
                start = Math.Min(start, range.Offset);
                end = Math.Max(end, range.End);
                bytes += range.Length;
            }
        }

        return (bytes == 0 ? default : new ByteRange(start, end - start), bytes);
    }

    /// <summary>A small tile of level 0 in this level.</summary>
    /// <param name="Slot">The stored tile that it is in.</param>
    /// <param name="Column">Of the tile of level 0 in its page's grid.</param>
    /// <param name="Row">Of the tile of level 0 in its page's grid.</param>
    /// <param name="Left">On the canvas, in pixels of this level.</param>
    /// <param name="Top">On the canvas, in pixels of this level.</param>
    /// <param name="VisibleWidth">Columns of the stored tile that are no padding.</param>
    /// <param name="VisibleHeight">Rows of the stored tile that are no padding.</param>
    private readonly record struct Piece(
        int Slot, int Column, int Row, double Left, double Top, int VisibleWidth, int VisibleHeight);
}
