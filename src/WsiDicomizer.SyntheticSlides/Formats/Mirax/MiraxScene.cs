using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.SyntheticSlides.Drawing;

namespace WsiDicomizer.SyntheticSlides.Formats.Mirax;

/// <summary>What lies under the camera: a plane of cells, of which any rectangle can be photographed.</summary>
internal sealed class MiraxScene
{
    private const int Cell = 256;
    private const int MostCells = 1024;

    // Tiles are encoded anew: noise of full strength, which no camera has, would be all that is lost.
    private const double Grain = 0.4;

    private readonly SlidePainter _painter;
    private readonly double _width;
    private readonly double _height;
    private readonly Dictionary<(int Column, int Row), Canvas> _cells = [];

    /// <summary>Makes the plane.</summary>
    /// <param name="seed">The same seed draws the same plane.</param>
    /// <param name="width">How far the colours run, in pixels.</param>
    /// <param name="height">How far the colours run, in pixels.</param>
    public MiraxScene(ulong seed, int width, int height)
    {
        _painter = new SlidePainter(seed, Grain);
        _width = width;
        _height = height;
    }

    /// <summary>Photographs a rectangle.</summary>
    public Canvas Photograph(int left, int top, int width, int height)
    {
        var canvas = new Canvas(width, height);
        for (var y = 0; y < height; y++)
        {
            var row = Floor(top + y);
            for (var x = 0; x < width;)
            {
                var column = Floor(left + x);
                var from = left + x - (column * Cell);
                var count = Math.Min(Cell - from, width - x);
                Draw(column, row).Rows(top + y - (row * Cell), 1).Slice(3 * from, 3 * count)
                    .CopyTo(canvas.Pixels.AsSpan(3 * ((y * width) + x)));
                x += count;
            }
        }

        return canvas;
    }

    private static int Floor(int pixel) => (int)Math.Floor((double)pixel / Cell);

    private Canvas Draw(int column, int row)
    {
        if (_cells.TryGetValue((column, row), out var known))
        {
            return known;
        }

        if (_cells.Count == MostCells)
        {
            _cells.Clear();
        }

        var canvas = new Canvas(Cell, Cell);
        _painter.PaintTile(
            canvas,
            level: 0,
            column,
            row,
            Math.Clamp((column + 0.5) * Cell / _width, 0, 1),
            Math.Clamp((row + 0.5) * Cell / _height, 0, 1));
        _cells.Add((column, row), canvas);
        return canvas;
    }
}
