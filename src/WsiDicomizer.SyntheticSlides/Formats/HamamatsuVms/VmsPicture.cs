using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.Drawing;

namespace WsiDicomizer.SyntheticSlides.Formats.HamamatsuVms;

/// <summary>The picture of a level: cells of 256 pixels with level, column and row in them.</summary>
/// <param name="painter">Draws the cells.</param>
/// <param name="level">0-based, as written in the cells.</param>
/// <param name="size">The size of the level.</param>
/// <param name="layer">0-based; each further layer is darker.</param>
internal sealed class VmsPicture(SlidePainter painter, int level, PixelSize size, int layer)
{
    /// <summary>Columns and rows of a cell.</summary>
    public const int CellSide = VmsTraits.IntervalWidth;

    // Of 16: what each further layer loses.
    private const int DarkerBy = 3;

    /// <summary>The size of the level.</summary>
    public PixelSize Size => size;

    /// <summary>Draws a part that begins at a cell's corner.</summary>
    /// <param name="left">A multiple of <see cref="CellSide"/>.</param>
    /// <param name="top">A multiple of <see cref="CellSide"/>.</param>
    /// <param name="part">Columns and rows.</param>
    public Canvas Draw(int left, int top, PixelSize part)
    {
        var canvas = new Canvas(part.Width, part.Height);
        var cell = new Canvas(CellSide, CellSide);
        for (var y = 0; y < part.Height; y += CellSide)
        {
            for (var x = 0; x < part.Width; x += CellSide)
            {
                painter.PaintTile(
                    cell,
                    level,
                    (left + x) / CellSide,
                    (top + y) / CellSide,
                    Math.Min(1, (left + x + (CellSide / 2.0)) / size.Width),
                    Math.Min(1, (top + y + (CellSide / 2.0)) / size.Height));
                Copy(cell, canvas, x, y);
            }
        }

        Darken(canvas.Pixels);
        return canvas;
    }

    private static void Copy(Canvas cell, Canvas canvas, int left, int top)
    {
        var width = Math.Min(cell.Width, canvas.Width - left);
        for (var row = 0; row < cell.Height && top + row < canvas.Height; row++)
        {
            cell.Rows(row, 1)[..(width * 3)].CopyTo(canvas.Pixels.AsSpan((((top + row) * canvas.Width) + left) * 3));
        }
    }

    private void Darken(byte[] pixels)
    {
        for (var index = 0; layer > 0 && index < pixels.Length; index++)
        {
            pixels[index] = (byte)(pixels[index] * (16 - (DarkerBy * layer)) / 16);
        }
    }
}
