using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.PhilipsBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Philips;

public class PhilipsFuzzTests
{
    [Theory]
    [InlineData(31, false)]
    [InlineData(32, true)]
    public void Open_MutatedSlide_IsReadOrRefused(int seed, bool big)
    {
        var sound = AperioBuilder.Build(
            Slide(Import(more: [Attribute("DICOM_PATIENT_NAME", "DOE, JANE"), Attribute("PIM_DP_UFS_BARCODE", Base64("S24-0815-A1"))])), big);
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
