using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Synthetic slides: a foreign reader knows them and sees the same pixels.</summary>
public class SyntheticSlidesTests
{
    private static readonly SyntheticSlides Synthetic = SyntheticSlides.Of("aperio");

    [ToolFact("openslide-show-properties", Slides = false)]
    public void SynthAperio_EveryKind_IsAnAperioSlideForOpenSlide()
    {
        Assert.NotEmpty(Synthetic.Slides);
        foreach (var slide in Synthetic.Slides)
        {
            var properties = ProcessRun.Start("openslide-show-properties", [slide]).Output;
            Assert.Contains("openslide.vendor: 'aperio'", properties, StringComparison.Ordinal);
            Assert.Contains("openslide.level[0].width: '1000'", properties, StringComparison.Ordinal);
            Assert.Contains("openslide.level[0].height: '800'", properties, StringComparison.Ordinal);
        }
    }

    [ToolTheory(Tools.Python, "openslide-show-properties")]
    [InlineData("classic-rgb")]
    [InlineData("classic-ycbcr")]
    [InlineData("gt450")]
    [InlineData("gt450-no-tables")]
    [InlineData("33005")]
    [InlineData("zero-tile")]
    public void Convert_EveryKind_KeepsThePixels(string variant)
    {
        var slide = Synthetic.Slide(variant);

        var converted = Synthetic.Convert(variant);

        converted.AssertComplete();
        Assert.Empty(PixelComparison.Run(slide, "0", converted.File("volume-0.dcm")).Different);
    }

    [ToolFact(Tools.Python, "openslide-show-properties", Slides = false)]
    public void Convert_YCbCrJpeg2000WithoutTransform_IsEncodedAnewAndSaysSo()
    {
        var slide = Synthetic.Slide("33003");

        var converted = Synthetic.Convert("33003");

        var volume = converted.Describe("volume-0.dcm");
        Assert.Equal(@"DERIVED\PRIMARY\VOLUME\NONE", volume["ImageType"]);
        Assert.Equal(@"ISO_15444_1\ISO_10918_1", volume["LossyImageCompressionMethod"]);
        var compared = PixelComparison.Run(slide, "0", converted.File("volume-0.dcm"));
        Assert.All(compared.Different, frame => Assert.InRange(frame.Mean, 0, 3));
    }
}
