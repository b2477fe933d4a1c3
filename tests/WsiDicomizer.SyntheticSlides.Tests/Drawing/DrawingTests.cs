using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.SyntheticSlides.Drawing;

namespace WsiDicomizer.SyntheticSlides.Tests.Drawing;

public class DrawingTests
{
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-.,:/_#+()";

    [Fact]
    public void Glyphs_AllLetters_AreDrawnAndDiffer()
    {
        var drawn = Letters.Select(letter => Dots(letter)).ToList();

        Assert.All(drawn, dots => Assert.Contains('#', dots));
        Assert.Equal(Letters.Length, drawn.Distinct().Count());
        Assert.DoesNotContain(Dots('~'), drawn);
    }

    [Fact]
    public void Fill_PartlyOutside_FillsWhatIsInside()
    {
        var canvas = new Canvas(4, 4);

        canvas.Fill(-2, 2, 4, 10, Rgb.White);

        var white = canvas.Pixels.Chunk(3).Select(pixel => pixel[0] == 255).ToArray();
        Assert.Equal(4, white.Count(on => on));
        Assert.True(white[(2 * 4) + 0] && white[(2 * 4) + 1] && white[(3 * 4) + 0] && white[(3 * 4) + 1]);
    }

    [Fact]
    public void Code39_StartCharacter_HasItsBars()
    {
        // ISO/IEC 16388: the start character is narrow bar, wide space, narrow bar, narrow space, wide bar, ...
        var canvas = new Canvas(Code39.WidthOf("A", 1), 1);
        canvas.Fill(0, 0, canvas.Width, 1, Rgb.White);

        Code39.Draw(canvas, 0, 0, "A", 1, 1, Rgb.Black);

        var bars = string.Concat(canvas.Pixels.Chunk(3).Select(pixel => pixel[0] == 0 ? '#' : '.'));
        Assert.StartsWith("#..#.##.##.#.", bars);
        Assert.EndsWith(".#..#.##.##.#", bars);
    }

    [Fact]
    public void PaintTile_AnotherPlaceOrLevel_IsAnotherPicture()
    {
        var painter = new SlidePainter(5);

        var pictures = new[] { (0, 1, 2), (0, 2, 1), (1, 1, 2), (0, 1, 3) }
            .Select(place => Convert.ToHexString(Paint(painter, place).Pixels))
            .ToList();

        Assert.Equal(pictures.Count, pictures.Distinct().Count());
        Assert.Equal(pictures[0], Convert.ToHexString(Paint(new SlidePainter(5), (0, 1, 2)).Pixels));
        Assert.NotEqual(pictures[0], Convert.ToHexString(Paint(new SlidePainter(6), (0, 1, 2)).Pixels));
    }

    [Fact]
    public void PaintLabel_AnotherName_IsAnotherPicture()
    {
        var jane = GlassPainter.PaintLabel(387, 463, new LabelText { PatientName = "DOE, JANE", Barcode = "S24-1" });
        var john = GlassPainter.PaintLabel(387, 463, new LabelText { PatientName = "DOE, JOHN", Barcode = "S24-1" });
        var blank = GlassPainter.PaintLabel(387, 463, new LabelText());

        Assert.NotEqual(jane.Pixels, john.Pixels);
        Assert.NotEqual(jane.Pixels, blank.Pixels);
    }

    private static Canvas Paint(SlidePainter painter, (int Level, int Column, int Row) place)
    {
        var canvas = new Canvas(64, 64);
        painter.PaintTile(canvas, place.Level, place.Column, place.Row, 0.5, 0.5);
        return canvas;
    }

    private static string Dots(char letter) => string.Concat(
        from row in Enumerable.Range(0, BitmapFont.GlyphHeight)
        from column in Enumerable.Range(0, BitmapFont.GlyphWidth)
        select BitmapFont.IsInked(letter, column, row) ? '#' : '.');
}
