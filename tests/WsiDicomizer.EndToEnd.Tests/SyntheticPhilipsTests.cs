using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>One slide of every kind that <c>synth philips</c> makes, for all tests of the class.</summary>
public sealed class SyntheticPhilips : IDisposable
{
    private readonly TempFolder _folder = new();

    public SyntheticPhilips()
    {
        if (File.Exists(Wsidicomizer.Program))
        {
            Slides = Wsidicomizer.Synthesize(_folder["slides"], seed: 12, "1400x900", "philips");
        }
    }

    internal IReadOnlyList<string> Slides { get; } = [];

    internal string Slide(string variant) =>
        Assert.Single(Slides, slide => slide.EndsWith($"-{variant}.tiff", StringComparison.Ordinal));

    public void Dispose() => _folder.Dispose();
}

/// <summary>Philips slides: a foreign reader knows them, every planted value is told, and none comes out.</summary>
public class SyntheticPhilipsTests(SyntheticPhilips synthetic) : IClassFixture<SyntheticPhilips>
{
    [ToolFact("openslide-show-properties", Slides = false)]
    public void Synth_EveryKind_IsAPhilipsSlideForOpenSlide()
    {
        Assert.Equal(5, synthetic.Slides.Count);
        foreach (var slide in synthetic.Slides)
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
    public void Convert_EveryKind_CopiesEveryTileAndNothingThatWasPlanted(string variant)
    {
        using var folder = new TempFolder();
        var slide = synthetic.Slide(variant);

        var converted = ConvertedFolder.Convert(slide, folder["out"]);

        converted.AssertComplete();
        for (var level = 0; level < 3; level++)
        {
            var instance = converted.File($"volume-{level}.dcm");
            Assert.Empty(PixelComparison.Run(slide, $"{level}", instance).Different);
            var frames = FrameComparison.Run(slide, level, instance);
            Assert.Equal(frames.Tiles, frames.Identical + PlantedValues.MissingTiles(slide, level));
        }

        var planted = PlantedValues.Searchable(slide);
        Assert.NotEmpty(IdentityScan.Find(File.ReadAllBytes(slide), planted));
        Assert.Empty(IdentityScan.Find(folder["out"], planted));
    }

    [ToolTheory("dciodvfy")]
    [InlineData("sparse", "level-iv")]
    [InlineData("big-xml-only", "identified")]
    [InlineData("classic", "identified")]
    public void Convert_AnyProfile_HasNoErrorsOfDciodvfy(string variant, string profile)
    {
        using var folder = new TempFolder();
        var converted = ConvertedFolder.Convert(synthetic.Slide(variant), folder["out"], "-p", profile);

        Assert.All(converted.Instances, instance =>
            Assert.DoesNotMatch("(?m)^Error", ProcessRun.Start("dciodvfy", [instance]).Text));
    }

    [ToolFact("openslide-show-properties", Slides = false)]
    public void Inspect_EveryKind_TellsEveryValueOfTheAnswerKey()
    {
        Assert.NotEmpty(synthetic.Slides);
        Assert.All(synthetic.Slides, PlantedValues.AssertInspected);
    }

    [ToolTheory("openslide-show-properties")]
    [InlineData("sparse", "level-iv")]
    [InlineData("big-xml-only", "identified")]
    public void Convert_AnyProfile_MeetsOurConformanceRules(string variant, string profile)
    {
        using var folder = new TempFolder();
        Assert.Empty(ConformanceChecker.Check(
            ConvertedFolder.Convert(synthetic.Slide(variant), folder["out"], "-p", profile).Path));
    }
}
