using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Zeiss;

public class ZeissFuzzTests
{
    [Theory]
    [InlineData(61)]
    [InlineData(62)]
    public void Open_MutatedSlide_IsReadOrRefused(int seed)
    {
        var sound = new CziBuilder
        {
            Subblocks =
            [
                TestSubblock.Flat(0, 0, 8, 8, (1, 2, 3), 0) with { Xml = "<METADATA><User>DOE, JANE</User></METADATA>" },
                TestSubblock.Flat(6, 0, 8, 8, (4, 5, 6), 1),
            ],
            Attachments = [("Label", "CZI", new CziBuilder().Build()), ("DOE", "TXT", "S24-0815"u8.ToArray())],
        }.Build();
        using var temporary = new TemporaryFile(sound, "slide.czi");
        var refused = 0;
        foreach (var mutant in Mutations.Of(sound, seed, 1500))
        {
            temporary.Write(mutant);
            try
            {
                using var slide = SlideFormats.Open(temporary.Path);
                foreach (var level in slide.Areas.SelectMany(area => area.Levels))
                {
                    level.GetTileRange(level.TileCount - 1);
                    var depth = level.Encoding.BitsPerSample / 8 * level.Encoding.SamplesPerPixel;
                    level.TilePainter?.PaintTile(0, new byte[level.TileSize.Area * depth]);
                }

                foreach (var image in slide.AssociatedImages)
                {
                    image.ReadPixels();
                }
            }
            catch (SlideFormatException exception)
            {
                refused++;
                Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("S24-0815", exception.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(refused, 100, 1499);
    }
}
