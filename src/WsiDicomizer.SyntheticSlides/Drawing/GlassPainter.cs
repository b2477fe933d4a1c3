using WsiDicomizer.Imaging.Drawing;

namespace WsiDicomizer.SyntheticSlides.Drawing;

/// <summary>Draws the pictures that show identity: the label, and the whole glass with the label on it.</summary>
internal static class GlassPainter
{
    private static readonly Rgb Paper = new(250, 248, 238);
    private static readonly Rgb Pen = new(24, 32, 120);
    private static readonly Rgb Glass = new(226, 229, 230);

    /// <summary>Draws a label: paper, name, numbers and bars.</summary>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="text">What it says.</param>
    public static Canvas PaintLabel(int width, int height, LabelText text)
    {
        var canvas = new Canvas(width, height);
        canvas.Fill(0, 0, width, height, Paper);
        canvas.Frame(6, 6, width - 12, height - 12, 2, new Rgb(150, 150, 150));
        var y = 28;
        foreach (var (line, scale, ink) in Lines(text))
        {
            var fitted = Math.Max(1, Math.Min(scale, (width - 40) / (line.Length * BitmapFont.Advance)));
            canvas.Text(20, y, line, fitted, ink);
            y += 16 * scale;
        }

        if (text.Barcode is { } barcode)
        {
            var module = Math.Max(1, Math.Min(3, (width - 24) / Code39.WidthOf(barcode, 1)));
            var left = (width - Code39.WidthOf(barcode, module)) / 2;
            Code39.Draw(canvas, left, y, barcode, module, 80, Rgb.Black);
            canvas.Text(20, y + 92, barcode, 3, Rgb.Black);
        }

        return canvas;
    }

    /// <summary>Draws the glass, lying: the label at the left, the tissue under its cover slip at the right.</summary>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="label">The label's picture.</param>
    /// <param name="slide">Draws the tissue and the grain.</param>
    /// <param name="aspect">Width over height of the scanned area.</param>
    public static Canvas PaintMacro(int width, int height, Canvas label, SlidePainter slide, double aspect)
    {
        var canvas = new Canvas(width, height);
        canvas.Fill(0, 0, width, height, new Rgb(60, 62, 64));
        canvas.Fill(8, 8, width - 16, height - 16, Glass);
        var labelHeight = height - 40;
        var labelWidth = labelHeight * label.Width / label.Height;
        canvas.Draw(label, 20, 20, labelWidth, labelHeight);
        var coverLeft = labelWidth + 50;
        var coverWidth = width - coverLeft - 40;
        var coverHeight = height - 60;
        canvas.Frame(coverLeft, 30, coverWidth, coverHeight, 2, new Rgb(190, 200, 200));
        var tissueWidth = (int)Math.Clamp((coverHeight - 60) * aspect, 1, coverWidth - 60);
        var tissueHeight = (int)Math.Clamp(tissueWidth / aspect, 1, coverHeight - 60);
        SlidePainter.PaintOverview(
            canvas, coverLeft + ((coverWidth - tissueWidth) / 2), 60, tissueWidth, tissueHeight, 12, 8);
        slide.AddGrain(canvas);
        return canvas;
    }

    private static IEnumerable<(string Line, int Scale, Rgb Ink)> Lines(LabelText text)
    {
        (string?, int, Rgb)[] all =
        [
            (text.PatientName, 5, Rgb.Black),
            (text.PatientID, 3, Rgb.Black),
            (text.CaseNumber, 4, Rgb.Black),
            (text.Date, 3, Pen),
        ];
        foreach (var (line, scale, ink) in all)
        {
            if (!string.IsNullOrEmpty(line))
            {
                yield return (line, scale, ink);
            }
        }
    }
}
