using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Philips slides: a foreign reader knows them, every planted value is told, and none comes out.</summary>
public class SyntheticPhilipsTests
{
    private static readonly SyntheticSlides Synthetic = SyntheticSlides.Of("philips");

    [ToolFact("openslide-show-properties", Slides = false)]
    public void Synth_EveryKind_IsAPhilipsSlideForOpenSlide()
    {
        Assert.Equal(5, Synthetic.Slides.Count);
        foreach (var slide in Synthetic.Slides)
        {
            var properties = ProcessRun.Start("openslide-show-properties", [slide]).Output;
            Assert.Contains("openslide.vendor: 'philips'", properties, StringComparison.Ordinal);
            Assert.Contains("openslide.mpp-x: '0.25'", properties, StringComparison.Ordinal);
            Assert.Contains("openslide.level[0].width: '1536'", properties, StringComparison.Ordinal);
            Assert.Contains("openslide.level[2].height: '256'", properties, StringComparison.Ordinal);
        }
    }

    [ToolTheory(Tools.Python, "openslide-show-properties")]
    [InlineData("classic")]
    [InlineData("big-xml-only")]
    [InlineData("dp11-pages-only")]
    [InlineData("rgb")]
    [InlineData("sparse")]
    public void Convert_EveryKind_CopiesEveryTile(string variant)
    {
        var slide = Synthetic.Slide(variant);

        var converted = Synthetic.Convert(variant);

        converted.AssertComplete();
        for (var level = 0; level < 3; level++)
        {
            var instance = converted.File($"volume-{level}.dcm");
            Assert.Empty(PixelComparison.Run(slide, $"{level}", instance).Different);
            var frames = FrameComparison.Run(slide, level, instance);
            Assert.Equal(frames.Tiles, frames.Identical + PlantedValues.MissingTiles(slide, level));
        }
    }

    [ToolTheory("dciodvfy")]
    [InlineData("big-xml-only", "identified")]
    [InlineData("classic", "identified")]
    public void Convert_AnyProfile_HasNoErrorsOfDciodvfy(string variant, string profile)
    {
        var converted = Synthetic.Convert(variant, "-p", profile);

        Assert.All(converted.Instances, instance =>
            Assert.DoesNotMatch("(?m)^Error", ProcessRun.Start("dciodvfy", [instance]).Text));
    }

    [ToolTheory("openslide-show-properties")]
    [InlineData("big-xml-only", "identified")]
    public void Convert_AnyProfile_MeetsOurConformanceRules(string variant, string profile)
    {
        Assert.Empty(ConformanceChecker.Check(
            Synthetic.Convert(variant, "-p", profile).Path));
    }
}
