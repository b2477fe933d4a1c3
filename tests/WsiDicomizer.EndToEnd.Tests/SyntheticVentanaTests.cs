using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Ventana slides: a foreign reader knows them, every planted value is told, and none comes out.</summary>
public class SyntheticVentanaTests
{
    private static readonly SyntheticSlides Synthetic = SyntheticSlides.Of("ventana");

    // What OpenSlide's canvas has at the left of the first area; the slide begins with the area.
    private const int GlassLeft = 64;

    // What is composed, before it is encoded, and after.
    private const double LeastComposed = 45;
    private const double LeastEncoded = 40;

    public static TheoryData<string> Variants =>
        ["dp", "dp-aligned", "legacy", "export", "dp-left", "dp-two-areas", "dp-planes", "dp-sparse"];

    [ToolFact("openslide-show-properties", Slides = false)]
    public void Synth_EveryKind_IsAVentanaSlideForOpenSlide()
    {
        Assert.Equal(Variants.Count, Synthetic.Slides.Count);
        foreach (var slide in Synthetic.Slides)
        {
            var run = ProcessRun.Start("openslide-show-properties", [slide]);
            if (slide.EndsWith("-dp-left.bif", StringComparison.Ordinal))
            {
                // It knows the format and refuses the joints, as it does for slides of a DP 200.
                Assert.Contains("Bad direction attribute \"LEFT\"", run.Text, StringComparison.Ordinal);
                continue;
            }

            Assert.Contains("openslide.vendor: 'ventana'", run.Output, StringComparison.Ordinal);
            Assert.Contains("openslide.mpp-x: '0.25'", run.Output, StringComparison.Ordinal);
            Assert.Contains("openslide.objective-power: '40'", run.Output, StringComparison.Ordinal);
            Assert.Contains("openslide.level-count: '", run.Output, StringComparison.Ordinal);
            Assert.Equal(
                slide.EndsWith("-dp-two-areas.bif", StringComparison.Ordinal),
                run.Output.Contains("openslide.region[1].x", StringComparison.Ordinal));
        }
    }

    [ToolTheory(Tools.Python, "openslide-show-properties")]
    [InlineData("dp-aligned", GlassLeft)]
    [InlineData("dp-planes", GlassLeft)]
    [InlineData("export", 0)]
    public void Convert_TilesSideBySide_CopiesThem(string variant, int glassLeft)
    {
        var slide = Synthetic.Slide(variant);

        var converted = Synthetic.Convert(variant);

        foreach (var (level, size) in Levels(slide))
        {
            var instance = converted.File($"volume-{level}.dcm");
            var part = (glassLeft >> level, 0, size.Width, size.Height);
            Assert.Empty(PixelComparison.OfPart(slide, level, instance, part).Different);

            // The tables have the other focal planes behind the first.
            var frames = FrameComparison.OfPage(slide, level + 2, instance);
            Assert.Equal((frames.Frames, 0), (frames.Identical, frames.Different.Length));
        }
    }

    [ToolTheory(Tools.Python, "openslide-show-properties")]
    [InlineData("dp", GlassLeft, 255, "explicit", 999)]
    [InlineData("dp", GlassLeft, 255, "auto", LeastEncoded)]
    [InlineData("legacy", 0, 255, "explicit", LeastComposed)]
    [InlineData("legacy", 0, 255, "auto", LeastEncoded)]
    [InlineData("dp-two-areas", GlassLeft, 240, "explicit", 999)]
    public void Convert_TilesThatOverlap_LooksAsOpenSlideRendersThem(
        string variant, int glassLeft, int background, string transferSyntax, double least)
    {
        var slide = Synthetic.Slide(variant);

        var converted = Synthetic.Convert(variant, "--transfer-syntax", transferSyntax);

        foreach (var (level, size) in Levels(slide))
        {
            var likeness = Likeness(slide, level, converted.File($"volume-{level}.dcm"), glassLeft >> level, background);
            Assert.Equal((size.Width, size.Height), (likeness.Width, likeness.Height));
            Assert.True(likeness.Psnr >= least, $"level {level}: {likeness.Psnr} dB");
        }
    }

    // OpenSlide 3.4.1 opens such a slide and fails where a tile is not stored.
    [ToolFact(Tools.Python, Slides = false)]
    public void Convert_TilesThatWereNotStored_CopiesTheOthers()
    {
        var slide = Synthetic.Slide("dp-sparse");

        var converted = Synthetic.Convert("dp-sparse");

        Assert.True(PlantedValues.MissingTiles(slide, 0) > 0);
        foreach (var (level, _) in Levels(slide))
        {
            var frames = FrameComparison.OfPage(slide, level + 2, converted.File($"volume-{level}.dcm"));
            Assert.Equal(frames.Tiles, frames.Identical + PlantedValues.MissingTiles(slide, level));
        }
    }

    [ToolTheory(Tools.Python, "openslide-show-properties")]
    [InlineData("ventana-legacy.bif", "auto", LeastEncoded)]
    [InlineData("ventana-legacy.bif", "explicit", 999)]
    [InlineData("ventana-export.tif", "auto", 999)]
    public void Convert_SharedSlide_LooksAsOpenSlideRendersIt(string name, string transferSyntax, double least)
    {
        using var folder = new TempFolder();
        var slide = SharedSlides.File($"synthetic/{name}");

        var converted = ConvertedFolder.Convert(slide, folder["out"], "--transfer-syntax", transferSyntax);

        for (var level = 0; level < 3; level++)
        {
            var psnr = Likeness(slide, level, converted.File($"volume-{level}.dcm"), 0, 255).Psnr;
            Assert.True(psnr >= least, $"level {level}: {psnr} dB");
        }
    }

    [ToolTheory("dciodvfy")]
    [InlineData("dp", "identified")]
    [InlineData("legacy", "identified")]
    [InlineData("dp-planes", "level-iii")]
    public void Convert_OtherProfile_HasNoErrorsOfDciodvfyAndMeetsOurRules(string variant, string profile)
    {
        var converted = Synthetic.Convert(variant, "-p", profile);

        Assert.All(converted.Instances, instance =>
            Assert.DoesNotMatch("(?m)^Error", ProcessRun.Start("dciodvfy", [instance]).Text));
        Assert.Empty(ConformanceChecker.Check(converted.Path));
    }

    [ToolTheory(Tools.Python, "openslide-show-properties")]
    [InlineData("dp")]
    [InlineData("legacy")]
    public void Convert_Overview_DecodesToTheSamePixels(string variant)
    {
        var slide = Synthetic.Slide(variant);
        var converted = Synthetic.Convert(variant, "-p", "identified");
        Assert.Empty(PixelComparison.Run(slide, "macro", converted.File("overview.dcm")).Different);
    }

    private static LevelLikeness Likeness(string slide, int level, string instance, int left, int background) =>
        JsonSerializer.Deserialize<LevelLikeness>(
            Tools.RunScript("level_likeness.py", slide, $"{level}", instance, $"{left}", $"{background}"), JsonSerializerOptions.Web)!;

    private static List<(int Level, (int Width, int Height) Size)> Levels(string slide)
    {
        using var answers = JsonDocument.Parse(File.ReadAllBytes(slide + ".answers.json"));
        return
        [
            .. answers.RootElement.GetProperty("levels").EnumerateArray().Select((level, index) =>
                (index, (level.GetProperty("width").GetInt32(), level.GetProperty("height").GetInt32()))),
        ];
    }

    /// <summary>How like an instance is to what OpenSlide renders.</summary>
    /// <param name="Psnr">Decibels; 999 where they are the same.</param>
    /// <param name="Width">Of the instance's pixel matrix.</param>
    /// <param name="Height">Of the instance's pixel matrix.</param>
    private sealed record LevelLikeness(double Psnr, int Width, int Height);
}
