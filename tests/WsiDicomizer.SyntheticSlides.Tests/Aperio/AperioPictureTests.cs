using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.Imaging.Lzw;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;
using WsiDicomizer.SyntheticSlides.Tests.Support;

namespace WsiDicomizer.SyntheticSlides.Tests.Aperio;

public class AperioPictureTests
{
    [Fact]
    public void Label_Decoded_ShowsTheIdentity()
    {
        var (file, key) = Slides.Write(AperioVariant.ClassicRgb);
        var entries = key.Entries.Where(entry => entry.Where == "page 3, pixels").ToList();
        var expected = GlassPainter.PaintLabel(387, 463, new LabelText
        {
            PatientName = entries.Single(entry => entry.Name == "patient name").Value,
            PatientID = entries.Single(entry => entry.Name == "patient ID").Value,
            CaseNumber = entries.Single(entry => entry.Name == "case number").Value,
            Date = entries.Single(entry => entry.Name == "date").Value,
            Barcode = entries.Single(entry => entry.Name == "barcode").Value,
        });

        Assert.Equal(expected.Pixels, DecodeLabel(new MiniTiff(file)));
    }

    [Theory]
    [MemberData(nameof(Slides.Variants), MemberType = typeof(Slides))]
    public void Tiles_Decoded_ShowTheirCells(AperioVariant variant)
    {
        var (file, key) = Slides.Write(variant);
        var tiff = new MiniTiff(file);
        var decoder = new TileDecoder(tiff, variant);
        var painter = new SlidePainter(key.Seed);
        var cell = new Canvas(128, 128);
        foreach (var (index, level) in key.Levels.Index())
        {
            var (columns, rows) = ((level.Width + 127) / 128, (level.Height + 127) / 128);
            foreach (var tile in Enumerable.Range(0, columns * rows).Except(level.MissingTiles))
            {
                var (column, row) = (tile % columns, tile / columns);
                painter.PaintTile(cell, index, column, row, (column + 0.5) / columns, (row + 0.5) / rows);

                var difference = Difference(cell.Pixels, decoder.Decode(level.Page, tile));

                Assert.True(difference < 8, $"level {index}, tile {tile}: mean difference {difference}");
            }
        }
    }

    [Theory]
    [InlineData(AperioVariant.ClassicRgb)]
    [InlineData(AperioVariant.Gt450)]
    public void Macro_Decoded_ShowsTheLabel(AperioVariant variant)
    {
        var tiff = new MiniTiff(Slides.Write(variant).File);
        var label = new Canvas(387, 463);
        DecodeLabel(tiff).CopyTo(label.Pixels.AsSpan());
        var expected = GlassPainter.PaintMacro(1280, 431, label, new SlidePainter(0), 700.0 / 520);
        var blank = GlassPainter.PaintMacro(
            1280, 431, GlassPainter.PaintLabel(387, 463, new LabelText()), new SlidePainter(0), 700.0 / 520);

        var decoder = new TileDecoder(tiff, variant);
        var decoded = Enumerable.Range(0, (431 + 15) / 16).SelectMany(strip => decoder.Decode(4, strip)).ToArray();

        Assert.True(Difference(expected.Pixels, decoded) < 8);
        Assert.True(Difference(expected.Pixels, decoded) < Difference(blank.Pixels, decoded) / 1.5);
    }

    private static double Difference(byte[] expected, byte[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        return expected.Zip(actual, (a, b) => Math.Abs(a - b)).Average();
    }

    private static byte[] DecodeLabel(MiniTiff tiff)
    {
        var page = tiff.Pages[3];
        var pixels = new byte[387 * 463 * 3];
        var rowsPerStrip = (int)page[278].Numbers[0];
        for (var strip = 0; strip < page[273].Count; strip++)
        {
            var at = strip * rowsPerStrip * 387 * 3;
            var rows = pixels.AsSpan(at, Math.Min(rowsPerStrip * 387 * 3, pixels.Length - at));
            Assert.Equal(rows.Length, TiffLzw.Decode(tiff.Tile(3, strip), rows));
            HorizontalPredictor.Undo(rows, 387, 3);
        }

        return pixels;
    }
}
