using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>One slide of every kind that <c>synth hamamatsu-vms</c> makes, for all tests of the class.</summary>
public sealed class SyntheticVms : IDisposable
{
    private readonly TempFolder _folder = new();

    public SyntheticVms()
    {
        if (File.Exists(Wsidicomizer.Program))
        {
            Wsidicomizer.RunWell("synth", "hamamatsu-vms", "-o", _folder["slides"], "--size", "1200x1000", "--seed", "5");
            Slides = [.. Directory.EnumerateFiles(_folder["slides"], "*.vm?").Order(StringComparer.Ordinal)];
        }
    }

    internal IReadOnlyList<string> Slides { get; } = [];

    internal string Slide(string variant) => Assert.Single(
        Slides, slide => Path.GetFileNameWithoutExtension(slide).EndsWith($"-{variant}", StringComparison.Ordinal));

    public void Dispose() => _folder.Dispose();
}

/// <summary>VMS and VMU: the coefficients of the source are those of the frames, and nothing that was planted comes out.</summary>
public class SyntheticVmsTests(SyntheticVms synthetic) : IClassFixture<SyntheticVms>
{
    private const string OpenSlide = "openslide-show-properties";
    private const double Same = 999;

    [ToolFact(OpenSlide, Slides = false)]
    public void Synth_EveryKind_IsAHamamatsuSlideForOpenSlide()
    {
        Assert.Equal(4, synthetic.Slides.Count);
        foreach (var slide in synthetic.Slides)
        {
            var properties = ProcessRun.Start(OpenSlide, [slide]).Output;
            Assert.Contains("openslide.vendor: 'hamamatsu'", properties, StringComparison.Ordinal);
            Assert.Contains("openslide.mpp-x: '0.46", properties, StringComparison.Ordinal);
            Assert.Contains("openslide.level[0].width: '1280'", properties, StringComparison.Ordinal);
        }
    }

    // A decoder that shares nothing with the program reads both: every block of every component of every JPEG.
    [ToolTheory(Tools.Python)]
    [InlineData("grid", "", "volume-0.dcm")]
    [InlineData("single", "", "volume-0.dcm")]
    public void Convert_EveryJpeg_KeepsEveryCoefficient(string variant, string prefix, string instance)
    {
        using var folder = new TempFolder();
        var slide = synthetic.Slide(variant);

        var converted = ConvertedFolder.Convert(slide, folder["out"]);

        var stem = Path.ChangeExtension(slide, null);
        foreach (var (name, place) in variant == "grid"
            ? new[] { ("_0_0_0.jpg", "0,0"), ("_0_1_0.jpg", "1024,0") }
            : [("_0_0_0.jpg", "0,0")])
        {
            using var compared = JsonDocument.Parse(Tools.RunScript(
                "jpeg_coefficients.py", stem + name, place, converted.File(prefix + instance)));
            var blocks = compared.RootElement.GetProperty("blocks").GetInt32();
            Assert.True(blocks > 500);
            Assert.Equal(blocks, compared.RootElement.GetProperty("blocksOfPage").GetInt32());
            Assert.Equal(0, compared.RootElement.GetProperty("different").GetInt32());
        }
    }

    // OpenSlide makes levels of its own between: the map is its number 3. Of VMU it makes none.
    [ToolTheory(Tools.Python, OpenSlide)]
    [InlineData("grid", 0, 0, 45)]
    [InlineData("grid", 1, 3, 45)]
    [InlineData("single", 0, 0, Same)]
    [InlineData("single", 1, 3, Same)]
    [InlineData("uncompressed", 0, 0, 40)]
    [InlineData("uncompressed", 1, 1, 40)]
    public void Convert_Level_LooksAsOpenSlideRendersIt(string variant, int level, int openSlideLevel, double atLeast)
    {
        using var folder = new TempFolder();
        var slide = synthetic.Slide(variant);

        var converted = ConvertedFolder.Convert(slide, folder["out"]);

        Assert.InRange(Likeness(slide, openSlideLevel, converted.File($"volume-{level}.dcm")), atLeast, Same);
    }

    [ToolFact(Tools.Python)]
    public void Convert_SharedSlide_IsExact()
    {
        using var folder = new TempFolder();
        var slide = SharedSlides.File("synthetic/vms/s.vms");

        var converted = ConvertedFolder.Convert(slide, folder["out"]);

        Assert.Equal(Same, Likeness(slide, 0, converted.File("volume-0.dcm")));
        Assert.Equal(Same, Likeness(slide, 3, converted.File("volume-1.dcm")));
    }

    [ToolTheory(Tools.Python, "dciodvfy")]
    [InlineData("grid", "level-iv", 2)]
    [InlineData("single", "level-iv", 2)]
    [InlineData("layers", "level-iv", 4)]
    [InlineData("uncompressed", "level-iv", 2)]
    [InlineData("grid", "identified", 3)]
    public void Convert_EveryKind_HasNoErrorsAndLeavesNothingThatWasPlanted(string variant, string profile, int instances)
    {
        using var folder = new TempFolder();
        var slide = synthetic.Slide(variant);

        var converted = ConvertedFolder.Convert(slide, folder["out"], "-p", profile);

        Assert.Equal(instances, converted.Instances.Count);
        Assert.All(converted.Instances, instance =>
            Assert.DoesNotMatch("(?m)^Error", ProcessRun.Start("dciodvfy", [instance]).Text));
        Assert.Empty(ConformanceChecker.Check(converted.Path));
        if (profile != "identified")
        {
            var planted = PlantedValues.Searchable(slide);
            Assert.NotEmpty(IdentityScan.Find(File.ReadAllBytes(slide), planted));
            Assert.Empty(IdentityScan.Find(folder["out"], planted));
        }
    }

    [ToolFact(OpenSlide, Slides = false)]
    public void Inspect_EveryKind_TellsEveryValueOfTheAnswerKey()
    {
        Assert.NotEmpty(synthetic.Slides);
        Assert.All(synthetic.Slides, PlantedValues.AssertInspected);
    }

    [ToolFact(Tools.Python, Slides = false)]
    public void Convert_LostCompanion_IsRefusedByItsKey()
    {
        using var folder = new TempFolder();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(synthetic.Slide("grid"))!, "*-grid*"))
        {
            File.Copy(file, folder[Path.GetFileName(file)]);
        }

        var lost = Path.ChangeExtension(Path.GetFileName(synthetic.Slide("grid")), null) + "_0_1_0.jpg";
        File.Delete(folder[lost]);
        var index = Path.GetFileName(synthetic.Slide("grid"));
        var run = Wsidicomizer.Run("convert", folder[index], "-o", folder["out"]);

        Refusal.AssertClear(run, index, "the file that ImageFile\\(1,0\\) names is missing");
    }

    private static double Likeness(string slide, int level, string instance)
    {
        using var answer = JsonDocument.Parse(Tools.RunScript("likeness.py", slide, $"{level}", instance));
        return answer.RootElement.GetProperty("psnr").GetDouble();
    }
}
