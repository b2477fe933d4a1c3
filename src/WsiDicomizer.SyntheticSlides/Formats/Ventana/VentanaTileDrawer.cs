using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.SyntheticSlides.Formats.Ventana;

/// <summary>Draws the tiles of a page as the scanner stores them.</summary>
internal sealed class VentanaTileDrawer
{
    private readonly VentanaPlan _plan;
    private readonly VentanaScene _scene;
    private readonly int _downsample;

    /// <summary>Prepares to draw.</summary>
    /// <param name="plan">What is decided.</param>
    /// <param name="scene">What is on the glass.</param>
    /// <param name="downsample">Of the level.</param>
    public VentanaTileDrawer(VentanaPlan plan, VentanaScene scene, int downsample)
    {
        _plan = plan;
        _scene = scene;
        _downsample = downsample;
    }

    /// <summary>Draws a tile of the page's grid; what no area covers is white.</summary>
    public Canvas Draw(int column, int row)
    {
        var tile = _plan.Tile;
        var canvas = new Canvas(tile.Width, tile.Height);
        if (!_plan.Traits.HasEncodeInfo || (_plan.Traits.IsStitched && _downsample > 1))
        {
            _scene.Draw(canvas, (0, 0), (column * tile.Width, row * tile.Height), tile);
            return canvas;
        }

        canvas.Fill(0, 0, tile.Width, tile.Height, Rgb.White);
        var part = new PixelSize(tile.Width / _downsample, tile.Height / _downsample);
        for (var y = 0; y < _downsample; y++)
        {
            for (var x = 0; x < _downsample; x++)
            {
                DrawPart(canvas, (x * part.Width, y * part.Height), (column * _downsample) + x, (row * _downsample) + y, part);
            }
        }

        return canvas;
    }

    // The small picture of a tile of level 0.
    private void DrawPart(Canvas canvas, (int X, int Y) at, int column, int row, PixelSize part)
    {
        foreach (var area in _plan.Areas)
        {
            var (inColumn, inRow) = (column - area.FirstColumn, row - area.FirstRow);
            if (inColumn >= 0 && inRow >= 0 && inColumn < area.Columns && inRow < area.Rows)
            {
                var from = ((area.Left + area.LeftOf(inColumn)) / _downsample, (area.Top + area.TopOf(inRow)) / _downsample);
                _scene.Draw(canvas, at, from, part);
            }
        }
    }
}
