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
        var (file, key) = Slides.Write(Slides.Small(AperioVariant.ClassicRgb));
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
