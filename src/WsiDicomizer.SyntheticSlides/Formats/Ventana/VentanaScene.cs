using System.Globalization;
using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.Drawing;

namespace WsiDicomizer.SyntheticSlides.Formats.Ventana;

/// <summary>What is on the glass, as one level and focal plane shows it: cells side by side, of which tiles see parts.</summary>
internal sealed class VentanaScene
{
    private const int KeptCells = 128;

    private readonly SlidePainter _painter;
    private readonly Dictionary<(int Column, int Row), Canvas> _cells = [];
    private readonly int _level;
    private readonly int _plane;
    private readonly int _side;
    private readonly (int Columns, int Rows) _grid;

    /// <summary>A scene of which nothing is drawn yet.</summary>
    /// <param name="painter">Draws the cells.</param>
    /// <param name="level">As written in the cells.</param>
    /// <param name="plane">The focal plane, written in the cells where it is not 0.</param>
    /// <param name="side">Columns and rows of a cell.</param>
    /// <param name="size">Of the level.</param>
    public VentanaScene(SlidePainter painter, int level, int plane, int side, PixelSize size)
    {
        _painter = painter;
        _level = level;
        _plane = plane;
        _side = side;
        _grid = ((size.Width + side - 1) / side, (size.Height + side - 1) / side);
    }

    /// <summary>Draws a part of the scene into a picture.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="at">The upper left corner in the picture.</param>
    /// <param name="from">The upper left corner in the scene.</param>
    /// <param name="size">How much.</param>
    public void Draw(Canvas target, (int X, int Y) at, (int X, int Y) from, PixelSize size)
    {
        for (var y = 0; y < size.Height; y++)
        {
            var (row, line) = Math.DivRem(from.Y + y, _side);
            for (var x = 0; x < size.Width;)
            {
                var (column, left) = Math.DivRem(from.X + x, _side);
                var count = Math.Min(_side - left, size.Width - x);
                Cell(column, row).Pixels.AsSpan(((line * _side) + left) * 3, count * 3)
                    .CopyTo(target.Pixels.AsSpan((((at.Y + y) * target.Width) + at.X + x) * 3));
                x += count;
            }
        }
    }

    private Canvas Cell(int column, int row)
    {
        if (_cells.TryGetValue((column, row), out var known))
        {
            return known;
        }

        if (_cells.Count >= KeptCells)
        {
            _cells.Clear();
        }

        var cell = new Canvas(_side, _side);
        _painter.PaintTile(
            cell, _level, column, row, Math.Min(1, (column + 0.5) / _grid.Columns), Math.Min(1, (row + 0.5) / _grid.Rows));
        if (_plane > 0)
        {
            var scale = Math.Max(1, _side / 48);
            cell.Text(2 * scale, _side - (10 * scale), string.Create(CultureInfo.InvariantCulture, $"Z{_plane}"), scale, Rgb.White);
        }

        _cells.Add((column, row), cell);
        return cell;
    }
}
