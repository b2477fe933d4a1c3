using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.VentanaBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Ventana;

public class VentanaFuzzTests
{
    [Theory]
    [InlineData(41, false)]
    [InlineData(42, true)]
    public void Open_MutatedSlide_IsReadOrRefused(int seed, bool big)
    {
        var sound = AperioBuilder.Build(
            Slide(
                EncodeInfo(Area(Joint("RIGHT", 1, 2, 4) + Joint("UP", 1, 8, 2))),
                Metadata(Scan("SlideAnnotation=\"DOE, JANE\" Barcode1D=\"S24-0815\""))), big);
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
