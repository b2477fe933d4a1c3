using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Leica slides: a foreign reader knows them, every planted value is told, and none comes out.</summary>
public class SyntheticLeicaTests
{
    private static readonly SyntheticSlides Synthetic = SyntheticSlides.Of("leica");

    [ToolFact("openslide-show-properties", Slides = false)]
    public void Synth_EveryKind_IsALeicaSlideForOpenSlide()
    {
        Assert.Equal(6, Synthetic.Slides.Count);

        // OpenSlide reads bright field alone.
        foreach (var slide in Synthetic.Slides.Where(slide => slide != Synthetic.Slide("fluorescence")))
        {
            var properties = ProcessRun.Start("openslide-show-properties", [slide]).Output;
            Assert.Contains("openslide.vendor: 'leica'", properties, StringComparison.Ordinal);
            Assert.Contains("openslide.mpp-x: '0.5'", properties, StringComparison.Ordinal);
            Assert.Contains("openslide.region[0].width: '1600'", properties, StringComparison.Ordinal);
            Assert.Equal(
                slide.EndsWith("-two-areas.scn", StringComparison.Ordinal),
                properties.Contains("openslide.region[1].x: '512'", StringComparison.Ordinal));
        }
    }

    // Where OpenSlide puts the areas on its canvas: begun on whole pixels of every level.
    [ToolTheory(Tools.Python, "openslide-show-properties")]
    [InlineData("one-area", "volume-0.dcm", 0, 2, 256, 256, 1600, 1200)]
    [InlineData("one-area", "volume-1.dcm", 1, 3, 64, 64, 400, 300)]
    [InlineData("2010-03-10", "volume-0.dcm", 0, 2, 256, 256, 1600, 1200)]
    [InlineData("no-macro", "volume-0.dcm", 0, 0, 256, 256, 1600, 1200)]
    [InlineData("two-areas", "volume-0.dcm", 0, 2, 256, 256, 1600, 1200)]
    [InlineData("two-areas", "area-2-volume-0.dcm", 0, 4, 512, 1712, 1200, 900)]
    [InlineData("two-areas", "area-2-volume-1.dcm", 1, 5, 128, 428, 300, 225)]
    [InlineData("focal-planes", "volume-0.dcm", 0, 2, 256, 256, 1600, 1200)]
    [InlineData("focal-planes", "volume-1.dcm", 1, 5, 64, 64, 400, 300)]
    public void Convert_EveryKind_CopiesEveryTile(
        string variant, string name, int level, int page, int left, int top, int width, int height)
    {
        var slide = Synthetic.Slide(variant);

        var converted = Synthetic.Convert(variant);

        var instance = converted.File(name);
        Assert.Empty(PixelComparison.OfPart(slide, level, instance, (left, top, width, height)).Different);
        var frames = FrameComparison.OfPage(slide, page, instance);
        Assert.Equal((frames.Tiles, frames.Tiles), (frames.Identical, frames.Frames));
    }

    [ToolTheory(Tools.Python)]
    [InlineData("fluorescence", "volume-0.dcm", 2)]
    [InlineData("fluorescence", "channel-2-volume-0.dcm", 3)]
    [InlineData("fluorescence", "channel-3-volume-0.dcm", 4)]
    [InlineData("fluorescence", "volume-1.dcm", 5)]
    [InlineData("fluorescence", "channel-3-volume-1.dcm", 7)]
    [InlineData("focal-planes", "plane-2-volume-0.dcm", 3)]
    [InlineData("focal-planes", "plane-3-volume-0.dcm", 4)]
    [InlineData("focal-planes", "plane-3-volume-1.dcm", 7)]
    public void Convert_ChannelsAndPlanes_CopiesTheTilesOfEach(string variant, string name, int page)
    {
        var slide = Synthetic.Slide(variant);

        var converted = Synthetic.Convert(variant);

        // 3 channels or planes of 2 levels.
        Assert.Equal(6, converted.Instances.Count(instance => instance.Contains("volume-", StringComparison.Ordinal)));
        var frames = FrameComparison.OfPage(slide, page, converted.File(name));
        Assert.Equal((frames.Tiles, frames.Tiles), (frames.Identical, frames.Frames));
    }

    [ToolFact(Tools.Python, "openslide-show-properties", Slides = false)]
    public void Convert_Macro_DecodesToTheSamePixels()
    {
        var slide = Synthetic.Slide("two-areas");
        var converted = Synthetic.Convert("two-areas", "-p", "identified");
        Assert.Empty(PixelComparison.Run(slide, "macro", converted.File("overview.dcm")).Different);
    }

    [ToolTheory("dciodvfy")]
    [InlineData("fluorescence", "identified")]
    [InlineData("two-areas", "identified")]
    [InlineData("2010-03-10", "level-iii")]
    public void Convert_OtherProfile_HasNoErrorsOfDciodvfyAndMeetsOurRules(string variant, string profile)
    {
        var converted = Synthetic.Convert(variant, "-p", profile);

        Assert.All(converted.Instances, instance =>
            Assert.DoesNotMatch("(?m)^Error", ProcessRun.Start("dciodvfy", [instance]).Text));
        Assert.Empty(ConformanceChecker.Check(converted.Path));
    }
}
