namespace WsiDicomizer.Imaging.Geometry;

/// <summary>A part of an image in pixels.</summary>
/// <param name="Left">The first column, 0-based.</param>
/// <param name="Top">The first row, 0-based.</param>
/// <param name="Width">Columns; nothing is inside where it is less than 1.</param>
/// <param name="Height">Rows; nothing is inside where it is less than 1.</param>
public readonly record struct PixelRectangle(int Left, int Top, int Width, int Height)
{
    /// <summary>The column behind the last one.</summary>
    public int Right => checked(Left + Width);

    /// <summary>The row behind the last one.</summary>
    public int Bottom => checked(Top + Height);

    /// <summary>Whether no pixel is inside.</summary>
    public bool IsEmpty => Width < 1 || Height < 1;

    /// <summary>Whether it has at least one pixel, and all of them are in an image.</summary>
    /// <param name="size">The image's size.</param>
    public bool IsWithin(PixelSize size) =>
        !IsEmpty && Left >= 0 && Top >= 0 && (long)Left + Width <= size.Width && (long)Top + Height <= size.Height;

    /// <summary>The smallest rectangle around this one that begins and ends with cells of a grid, cut at the image's edges.</summary>
    /// <param name="cellWidth">Columns of a cell, at least 1; the grid begins at column 0.</param>
    /// <param name="cellHeight">Rows of a cell, at least 1; the grid begins at row 0.</param>
    /// <param name="size">The image's size; this rectangle is within it.</param>
    /// <returns>A rectangle that is never narrower than this one.</returns>
    /// <exception cref="ArgumentException">This rectangle is not within the image.</exception>
    public PixelRectangle WidenTo(int cellWidth, int cellHeight, PixelSize size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cellWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(cellHeight, 1);
        if (!IsWithin(size))
        {
            throw new ArgumentException($"The rectangle {this} is empty or not within an image of {size}.", nameof(size));
        }

        var left = Left - (Left % cellWidth);
        var top = Top - (Top % cellHeight);
        var right = Math.Min(size.Width, ((Right - 1L) / cellWidth * cellWidth) + cellWidth);
        var bottom = Math.Min(size.Height, ((Bottom - 1L) / cellHeight * cellHeight) + cellHeight);
        return new PixelRectangle(left, top, (int)(right - left), (int)(bottom - top));
    }

    /// <summary>Left, top, width, height: <c>0,0,420×431</c>.</summary>
    public override string ToString() => $"{Left},{Top},{Width}×{Height}";
}
