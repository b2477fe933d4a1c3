using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Pages;

namespace WsiDicomizer.SyntheticSlides.Formats.PlainImage;

/// <summary>The picture, with the cells that other slides have as tiles: one row of cells is in memory at a time.</summary>
/// <remarks>At <see cref="PlainImageSyntheticOptions.MaxSide"/> columns and cells of 256 rows that is 50 MB.</remarks>
internal sealed class PlainImagePicture
{
    private readonly (int Columns, int Rows) _grid;
    private readonly SlidePainter _painter;
    private readonly Canvas _cell;
    private readonly Canvas _band;
    private int _bandRow = -1;

    /// <summary>A picture; nothing is drawn yet.</summary>
    /// <param name="plan">What is decided.</param>
    public PlainImagePicture(PagedPlan plan)
    {
        Size = plan.Options.Size;
        _grid = plan.GridOf(Size);
        _painter = new SlidePainter(plan.Options.Seed);
        _cell = new Canvas(plan.Options.TileSize, plan.Options.TileSize);
        _band = new Canvas(Size.Width, plan.Options.TileSize);
    }

    /// <summary>Columns and rows.</summary>
    public PixelSize Size { get; }

    /// <summary>Draws some rows; who goes downwards draws every cell once.</summary>
    /// <param name="first">The first row, 0-based.</param>
    /// <param name="count">How many.</param>
    /// <returns>Rows × columns × 3 bytes, R G B interleaved.</returns>
    public byte[] Rows(int first, int count)
    {
        var stride = Size.Width * 3;
        var rows = new byte[checked(count * stride)];
        for (var row = first; row < first + count; row++)
        {
            Draw(row / _cell.Height);
            _band.Rows(row % _cell.Height, 1).CopyTo(rows.AsSpan((row - first) * stride));
        }

        return rows;
    }

    private void Draw(int bandRow)
    {
        if (bandRow == _bandRow)
        {
            return;
        }

        _bandRow = bandRow;
        for (var column = 0; column < _grid.Columns; column++)
        {
            var left = column * _cell.Width;
            _painter.PaintTile(_cell, 0, column, bandRow, (column + 0.5) / _grid.Columns, (bandRow + 0.5) / _grid.Rows);
            var bytes = Math.Min(_cell.Width, Size.Width - left) * 3;
            for (var y = 0; y < _cell.Height; y++)
            {
                _cell.Rows(y, 1)[..bytes].CopyTo(_band.Pixels.AsSpan(((y * Size.Width) + left) * 3));
            }
        }
    }
}
