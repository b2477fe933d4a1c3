using System.Globalization;
using WsiDicomizer.Imaging.Drawing;

namespace WsiDicomizer.SyntheticSlides.Drawing;

/// <summary>Draws the tissue: each tile a cell in its own colour with its level, column and row written in it.</summary>
/// <remarks>
/// The colour runs across the slide, so that every level shows the same picture when seen from afar, and differs a
/// little from cell to cell; a tile that is put in the wrong place or level is seen at once.
/// </remarks>
internal sealed class SlidePainter
{
    private readonly ulong _seed;
    private readonly NoiseField _noise;

    /// <summary>A painter for one slide.</summary>
    /// <param name="seed">The same seed draws the same slide.</param>
    /// <param name="grain">How grainy, 1 as usual.</param>
    public SlidePainter(ulong seed, double grain = 1)
    {
        _seed = seed;
        _noise = new NoiseField(seed, grain);
    }

    /// <summary>Draws one tile over the whole canvas.</summary>
    /// <param name="canvas">As large as a tile.</param>
    /// <param name="level">The level, 0-based, as written in the cell.</param>
    /// <param name="column">The tile's column, 0-based.</param>
    /// <param name="row">The tile's row, 0-based.</param>
    /// <param name="across">Where the tile's middle is in the slide, 0 (left) to 1 (right).</param>
    /// <param name="down">Where the tile's middle is in the slide, 0 (top) to 1 (bottom).</param>
    public void PaintTile(Canvas canvas, int level, int column, int row, double across, double down)
    {
        var hash = SplitMix64.Hash(_seed, level, column, row);
        var ground = Vary(Tissue(across, down), hash);
        canvas.Fill(0, 0, canvas.Width, canvas.Height, ground);
        canvas.Frame(0, 0, canvas.Width, canvas.Height, Math.Max(1, canvas.Width / 120), new Rgb(240, 236, 240));
        var scale = Math.Max(1, canvas.Width / 48);
        var margin = 2 * scale;
        var ink = Ink(ground);
        canvas.Text(margin, margin, $"L{level}", scale, ink);
        var place = string.Create(CultureInfo.InvariantCulture, $"{column},{row}");
        canvas.Text(margin, margin + (10 * scale), place, scale, ink);
        AddGrain(canvas, (int)(hash & 511), (int)((hash >> 9) & 511));
    }

    /// <summary>Draws the whole slide small: a grid of cells without text.</summary>
    /// <param name="canvas">Any size.</param>
    /// <param name="x">Left edge of the picture of the slide.</param>
    /// <param name="y">Top edge.</param>
    /// <param name="width">Width of the picture of the slide.</param>
    /// <param name="height">Height of the picture of the slide.</param>
    /// <param name="columns">Cells across.</param>
    /// <param name="rows">Cells down.</param>
    public static void PaintOverview(Canvas canvas, int x, int y, int width, int height, int columns, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var top = (int)((long)height * row / rows);
            var bottom = (int)((long)height * (row + 1) / rows);
            for (var column = 0; column < columns; column++)
            {
                var left = (int)((long)width * column / columns);
                var right = (int)((long)width * (column + 1) / columns);
                var colour = Tissue((column + 0.5) / columns, (row + 0.5) / rows);
                canvas.Fill(x + left, y + top, right - left, bottom - top, colour);
            }
        }
    }

    /// <summary>Adds the grain to a picture.</summary>
    public void AddGrain(Canvas canvas, int offsetX = 0, int offsetY = 0)
    {
        var pixels = canvas.Pixels;
        var at = 0;
        for (var row = 0; row < canvas.Height; row++)
        {
            for (var column = 0; column < canvas.Width; column++, at += 3)
            {
                int grain = _noise.At(column + offsetX, row + offsetY);
                pixels[at] = (byte)Math.Clamp(pixels[at] + (grain / 2), 0, 255);
                pixels[at + 1] = (byte)Math.Clamp(pixels[at + 1] + grain, 0, 255);
                pixels[at + 2] = (byte)Math.Clamp(pixels[at + 2] + (grain / 2), 0, 255);
            }
        }
    }

    // From eosin pink to haematoxylin blue across, darker downwards.
    private static Rgb Tissue(double across, double down)
    {
        var light = 1 - (0.35 * down);
        return new Rgb(
            (byte)(light * (225 - (115 * across))),
            (byte)(light * (150 - (50 * across) + (20 * down))),
            (byte)(light * (175 + (30 * across))));
    }

    private static Rgb Vary(Rgb colour, ulong hash) => new(
        Vary(colour.R, (int)(hash >> 18)),
        Vary(colour.G, (int)(hash >> 26)),
        Vary(colour.B, (int)(hash >> 34)));

    private static byte Vary(byte component, int hash) =>
        (byte)Math.Clamp(component + ((hash & 63) - 32), 0, 255);

    private static Rgb Ink(Rgb ground) =>
        ((2 * ground.R) + (5 * ground.G) + ground.B) / 8 > 120 ? Rgb.Black : Rgb.White;
}
