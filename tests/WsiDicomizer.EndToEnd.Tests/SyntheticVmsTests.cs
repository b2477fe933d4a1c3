using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>VMS and VMU: the coefficients of the source are those of the frames, and nothing that was planted comes out.</summary>
public class SyntheticVmsTests
{
    private static readonly SyntheticSlides Synthetic = SyntheticSlides.Of("hamamatsu-vms");

    private const string OpenSlide = "openslide-show-properties";
    private const double Same = 999;

    [ToolFact(OpenSlide, Slides = false)]
    public void Synth_EveryKind_IsAHamamatsuSlideForOpenSlide()
    {
        Assert.Equal(4, Synthetic.Slides.Count);
        foreach (var slide in Synthetic.Slides)
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
        var slide = Synthetic.Slide(variant);

        var converted = Synthetic.Convert(variant);

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
        var slide = Synthetic.Slide(variant);

        var converted = Synthetic.Convert(variant);

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
    public void Convert_EveryKind_HasNoErrorsAndEveryInstance(string variant, string profile, int instances)
    {
        using var folder = new TempFolder();
        var slide = Synthetic.Slide(variant);

        var converted = Synthetic.Convert(variant, "-p", profile);

        Assert.Equal(instances, converted.Instances.Count);
        Assert.All(converted.Instances, instance =>
            Assert.DoesNotMatch("(?m)^Error", ProcessRun.Start("dciodvfy", [instance]).Text));
        Assert.Empty(ConformanceChecker.Check(converted.Path));
    }

    [ToolFact(Tools.Python, Slides = false)]
    public void Convert_LostCompanion_IsRefusedByItsKey()
    {
        using var folder = new TempFolder();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Synthetic.Slide("grid"))!, "*-grid*"))
        {
            File.Copy(file, folder[Path.GetFileName(file)]);
        }

        var lost = Path.ChangeExtension(Path.GetFileName(Synthetic.Slide("grid")), null) + "_0_1_0.jpg";
        File.Delete(folder[lost]);
        var index = Path.GetFileName(Synthetic.Slide("grid"));
        var run = Wsidicomizer.Run("convert", folder[index], "-o", folder["out"]);

        Refusal.AssertClear(run, index, "the file that ImageFile\\(1,0\\) names is missing");
    }

    private static double Likeness(string slide, int level, string instance)
    {
        using var answer = JsonDocument.Parse(Tools.RunScript("likeness.py", slide, $"{level}", instance));
        return answer.RootElement.GetProperty("psnr").GetDouble();
    }
}
