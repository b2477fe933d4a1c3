using WsiDicomizer.Imaging.Drawing;

namespace WsiDicomizer.Imaging.LabelDrawing;

/// <summary>How a text is broken into lines so that its letters are as large as a place allows.</summary>
internal sealed class LabelTextLayout
{
    // Dots from one line to the next: seven of a letter and two between.
    private const int LineAdvance = BitmapFont.GlyphHeight + 2;

    private LabelTextLayout(IReadOnlyList<string> lines, int scale)
    {
        Lines = lines;
        Scale = scale;
    }

    /// <summary>The lines from the top.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Pixels per dot of the font, at least 1.</summary>
    public int Scale { get; }

    /// <summary>Pixels down.</summary>
    public int Height => ((Lines.Count * LineAdvance) - 2) * Scale;

    /// <summary>Pixels from one line to the next.</summary>
    public int LineHeight => LineAdvance * Scale;

    /// <summary>Lays a text out.</summary>
    /// <param name="text">Its own line breaks are kept.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="largestScale">Pixels per dot at most.</param>
    /// <returns>Null where even the smallest letters do not fit.</returns>
    public static LabelTextLayout? TryFit(string text, int width, int height, int largestScale)
    {
        for (var scale = Math.Min(largestScale, height / BitmapFont.GlyphHeight); scale >= 1; scale--)
        {
            // The last letter of a line needs no dot behind it.
            var letters = ((width / scale) + BitmapFont.Advance - BitmapFont.GlyphWidth) / BitmapFont.Advance;
            if (letters < 1)
            {
                continue;
            }

            var layout = new LabelTextLayout([.. text.Split('\n').SelectMany(line => Break(line, letters))], scale);
            if (layout.Height <= height)
            {
                return layout;
            }
        }

        return null;
    }

    /// <summary>Breaks behind the last space or hyphen of a line where there is one in its second half, else anywhere.</summary>
    private static IEnumerable<string> Break(string line, int letters)
    {
        while (line.Length > letters)
        {
            var last = line.AsSpan(0, letters).LastIndexOfAny(' ', '-');
            var length = last + 1 > letters / 2 ? last + 1 : letters;
            yield return line[..length].TrimEnd();
            line = line[length..].TrimStart();
        }

        yield return line;
    }
}
