using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.GenericTiffBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.GenericTiff;

public class GenericTiffFuzzTests
{
    [Theory]
    [InlineData(51, false)]
    [InlineData(52, true)]
    public void Open_MutatedSlide_IsReadOrRefused(int seed, bool big)
    {
        var pages = WithSubIfds(Page(16, 12, 1));
        pages[0].With(TestTag.Ascii(270, "DOE, JANE S24-0815"));
        pages.Add(Slide()[2]);
        var sound = AperioBuilder.Build(pages, big);
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
