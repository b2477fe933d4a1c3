namespace WsiDicomizer.Imaging.Drawing;

/// <summary>A picture in memory: height × width × 3 bytes, row-major, R G B interleaved.</summary>
/// <remarks>Everything drawn outside the picture is left out without complaint.</remarks>
public sealed class Canvas
{
    /// <summary>A black picture.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public Canvas(int width, int height)
    {
        Width = width;
        Height = height;
        Pixels = new byte[checked(width * height * 3)];
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The pixels; see the type's remarks for the layout.</summary>
    public byte[] Pixels { get; }

    /// <summary>The bytes of some rows.</summary>
    public ReadOnlySpan<byte> Rows(int firstRow, int count) =>
        Pixels.AsSpan(firstRow * Width * 3, count * Width * 3);

    /// <summary>Reads one pixel.</summary>
    public Rgb this[int x, int y]
    {
        get
        {
            var at = ((y * Width) + x) * 3;
            return new Rgb(Pixels[at], Pixels[at + 1], Pixels[at + 2]);
        }
    }

    /// <summary>Fills a rectangle.</summary>
    public void Fill(int x, int y, int width, int height, Rgb colour)
    {
        var left = Math.Clamp(x, 0, Width);
        var right = Math.Clamp(x + width, left, Width);
        var bottom = Math.Clamp(y + height, 0, Height);
        for (var row = Math.Max(y, 0); row < bottom; row++)
        {
            var at = ((row * Width) + left) * 3;
            for (var column = left; column < right; column++, at += 3)
            {
                Pixels[at] = colour.R;
                Pixels[at + 1] = colour.G;
                Pixels[at + 2] = colour.B;
            }
        }
    }

    /// <summary>Draws the outline of a rectangle, inside it.</summary>
    public void Frame(int x, int y, int width, int height, int thickness, Rgb colour)
    {
        Fill(x, y, width, thickness, colour);
        Fill(x, y + height - thickness, width, thickness, colour);
        Fill(x, y, thickness, height, colour);
        Fill(x + width - thickness, y, thickness, height, colour);
    }

    /// <summary>Writes one line of text in the bitmap font.</summary>
    /// <param name="x">The left edge of the first letter.</param>
    /// <param name="y">The upper edge of the letters.</param>
    /// <param name="text">Letters without a glyph are written as a small box.</param>
    /// <param name="scale">Pixels per dot of the font: letters are 5 × 7 dots and stand 6 dots apart.</param>
    /// <param name="colour">The ink.</param>
    public void Text(int x, int y, string text, int scale, Rgb colour)
    {
        foreach (var letter in text)
        {
            for (var row = 0; row < BitmapFont.GlyphHeight; row++)
            {
                for (var column = 0; column < BitmapFont.GlyphWidth; column++)
                {
                    if (BitmapFont.IsInked(letter, column, row))
                    {
                        Fill(x + (column * scale), y + (row * scale), scale, scale, colour);
                    }
                }
            }

            x += BitmapFont.Advance * scale;
        }
    }

    /// <summary>Copies another picture into a rectangle of this one, scaled by nearest neighbour.</summary>
    public void Draw(Canvas source, int x, int y, int width, int height)
    {
        for (var row = 0; row < height; row++)
        {
            var sourceRow = (int)((long)row * source.Height / height);
            for (var column = 0; column < width; column++)
            {
                Fill(x + column, y + row, 1, 1, source[(int)((long)column * source.Width / width), sourceRow]);
            }
        }
    }
}
