using WsiDicomizer.Slides.Tests.Support;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Aperio;

public class AperioFuzzTests
{
    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    public void Open_MutatedSlide_IsReadOrRefused(int seed, bool big)
    {
        var pages = AperioBuilder.Slide();
        pages[0].Tags.Add(TestTag.Ascii(306, "2023:12:29 09:59:15"));
        pages[2].Tags.Add(TestTag.Undefined(34675, IccProfiles.WithTexts()));
        var sound = AperioBuilder.Build(pages, big);
        using var temporary = new TemporaryFile(sound);
        var refused = 0;
        foreach (var mutant in Mutations.Of(sound, seed, 1000))
        {
            temporary.Write(mutant);
            try
            {
                ReadEverything(temporary.Path);
            }
            catch (SlideFormatException exception)
            {
                refused++;
                Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("drsmith", exception.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("S24-0815", exception.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(refused, 100, 999);
    }

    [SharedSlidesFact]
    public void Open_MutatedRealSlide_IsReadOrRefused()
    {
        var sound = File.ReadAllBytes(SharedSlides.File("aperio/openslide-python-small.svs"));
        using var temporary = new TemporaryFile(sound);
        var refused = 0;
        foreach (var mutant in Mutations.Of(sound, 13, 1000))
        {
            temporary.Write(mutant);
            try
            {
                ReadEverything(temporary.Path);
            }
            catch (SlideFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 100, 999);
    }

    private static void ReadEverything(string path)
    {
        using var slide = SlideFormats.Open(path);
        foreach (var level in slide.Levels)
        {
            for (var i = 0; i < level.TileCount; i++)
            {
                level.GetTileRange(i);
            }
        }

        foreach (var image in slide.AssociatedImages)
        {
            image.TryReadJpeg();
            Assert.Equal(image.Size.Area * image.Encoding.SamplesPerPixel, image.ReadPixels().Length);
        }
    }
}
