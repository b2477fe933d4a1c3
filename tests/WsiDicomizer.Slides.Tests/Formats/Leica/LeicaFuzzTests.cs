using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.LeicaBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Leica;

public class LeicaFuzzTests
{
    [Theory]
    [InlineData(41, false)]
    [InlineData(42, true)]
    public void Open_MutatedSlide_IsReadOrRefused(int seed, bool big)
    {
        var sound = AperioBuilder.Build(
            Slide(Collection("name=\"DOE, JANE\"", "<barcode>UzI0LTA4MTUtQTE=</barcode>", Macro(), Area())), big);
        using var temporary = new TemporaryFile(sound);
        var refused = 0;
        foreach (var mutant in Mutations.Of(sound, seed, 1000))
        {
            temporary.Write(mutant);
            try
            {
                using var slide = SlideFormats.Open(temporary.Path);
                foreach (var level in slide.Levels)
                {
                    for (var tile = 0; tile < level.TileCount; tile++)
                    {
                        level.GetTileRange(tile);
                    }
                }
            }
            catch (SlideFormatException exception)
            {
                refused++;
                Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("S24-0815", exception.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(refused, 100, 999);
    }
}
