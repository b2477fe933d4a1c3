using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.OmeBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Ome;

public class OmeFuzzTests
{
    [Theory]
    [InlineData(51, false)]
    [InlineData(52, true)]
    public void Open_MutatedSlide_IsReadOrRefused(int seed, bool big)
    {
        var sound = AperioBuilder.Build(
            OmeBuilder.Slide(OmeXml("<Experimenter LastName=\"DOE, JANE\"/>", Image("S24-0815", Pixels(64, 48)), Label(), Macro())), big);
        using var temporary = new TemporaryFile(sound);
        var refused = 0;
        foreach (var mutant in Mutations.Of(sound, seed, 1000))
        {
            temporary.Write(mutant);
            try
            {
                using var slide = SlideFormats.Open(temporary.Path);
                foreach (var level in slide.Areas.SelectMany(area => area.Levels))
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
