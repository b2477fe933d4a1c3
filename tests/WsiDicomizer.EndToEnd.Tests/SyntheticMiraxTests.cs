using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>MIRAX slides: a foreign reader knows them and draws the same, every planted value is told, and none comes out.</summary>
public class SyntheticMiraxTests
{
    private static readonly SyntheticSlides Synthetic = SyntheticSlides.Of("mirax");

    [ToolFact("openslide-show-properties", Slides = false)]
    public void Synth_EveryKind_IsAMiraxSlideForOpenSlide()
    {
        Assert.Equal(7, Synthetic.Slides.Count);
        foreach (var slide in Synthetic.Slides)
        {
            var properties = ProcessRun.Start("openslide-show-properties", [slide]).Output;
            Assert.Contains("openslide.vendor: 'mirax'", properties, StringComparison.Ordinal);
            Assert.Contains("openslide.mpp-x: '0.232", properties, StringComparison.Ordinal);
            using var key = JsonDocument.Parse(File.ReadAllBytes(slide + ".answers.json"));
            foreach (var level in key.RootElement.GetProperty("levels").EnumerateArray())
            {
                Assert.Contains(
                    $"openslide.level[{level.GetProperty("page").GetInt32()}].width: '{level.GetProperty("width").GetInt32()}'",
                    properties,
                    StringComparison.Ordinal);
            }
        }
    }

    [ToolFact(Tools.Python)]
    public void Convert_SharedSlideWithoutOverlap_CopiesEveryTile()
    {
        using var folder = new TempFolder();
        var slide = SharedSlides.File("synthetic/mirax-nopos-nooverlap.mrxs");
        AssertCopied(slide, ConvertedFolder.Convert(slide, folder["out"]));
    }

    [ToolFact(Tools.Python)]
    public void Convert_WithoutOverlap_CopiesEveryTile()
    {
        var slide = Synthetic.Slide("nopos-nooverlap");
        AssertCopied(slide, Synthetic.Convert("nopos-nooverlap"));
    }

    [ToolTheory(Tools.Python)]
    [InlineData("jpeg", 0)]
    [InlineData("jpeg", 1)]
    [InlineData("png", 0)]
    [InlineData("bmp", 1)]
    [InlineData("stitching", 0)]
    [InlineData("saved", 0)]
    public void Convert_WithOverlap_IsLikeWhatOpenSlideRenders(string variant, int level)
    {
        var slide = Synthetic.Slide(variant);

        var converted = Synthetic.Convert(variant);

        using var answer = JsonDocument.Parse(
            Tools.RunScript("likeness.py", slide, $"{level}", converted.File($"volume-{level}.dcm")));
        Assert.InRange(answer.RootElement.GetProperty("psnr").GetDouble(), 40, 999);
    }

    [ToolFact(Tools.Python, "openslide-show-properties", Slides = false)]
    public void Convert_Pictures_DecodeToTheSamePixels()
    {
        var slide = Synthetic.Slide("jpeg");
        var converted = Synthetic.Convert("jpeg", "-p", "identified");
        Assert.Empty(PixelComparison.Run(slide, "macro", converted.File("overview.dcm")).Different);
        Assert.Empty(PixelComparison.Run(slide, "label", converted.File("label.dcm")).Different);
        Assert.Empty(PixelComparison.Run(slide, "thumbnail", converted.File("thumbnail.dcm")).Different);
    }

    [ToolTheory("dciodvfy")]
    [InlineData("jpeg", "identified")]
    [InlineData("sparse", "level-iii")]
    public void Convert_OtherProfile_HasNoErrorsOfDciodvfyAndMeetsOurRules(string variant, string profile)
    {
        using var folder = new TempFolder();
        var converted = Synthetic.Convert(variant, "-p", profile);

        Assert.All(converted.Instances, instance =>
            Assert.DoesNotMatch("(?m)^Error", ProcessRun.Start("dciodvfy", [instance]).Text));
        Assert.Empty(ConformanceChecker.Check(converted.Path));
    }

    // The folders beside the slides are theirs: no file of them is an input, nor an error where its slide is damaged.
    [ToolFact("openslide-show-properties", Slides = false)]
    public void Convert_AFolder_TakesEachSlideOnce()
    {
        using var folder = new TempFolder();
        foreach (var slide in new[] { Synthetic.Slide("sparse"), Synthetic.Slide("stitching") })
        {
            Copy(slide, folder["in"]);
        }

        var damaged = Copy(Synthetic.Slide("nopos-nooverlap"), folder["in"]);
        File.Delete(Path.Combine(damaged[..^5], "Data0001.dat"));

        var run = Wsidicomizer.Run("convert", folder["in"], "-o", folder["out"], "-v");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(2, Directory.GetDirectories(folder["out"]).Length);
        Assert.Contains("2 slides converted", run.Output, StringComparison.Ordinal);
        Assert.Single(run.Errors.Split('\n'), line => line.Contains("FILE_1 names is missing", StringComparison.Ordinal));
        Assert.DoesNotContain("passed over", run.Text, StringComparison.Ordinal);
    }

    private static void AssertCopied(string slide, ConvertedFolder converted)
    {
        for (var level = 0; level < 3; level++)
        {
            Assert.Empty(PixelComparison.Run(slide, $"{level}", converted.File($"volume-{level}.dcm")).Different);
        }

        var report = File.ReadAllText(converted.File("report.json"));
        Assert.Contains("\"pixels\": \"rewrapped\"", report.Replace("\"copied\"", "\"rewrapped\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("re-encoded", report, StringComparison.Ordinal);
    }

    private static string Copy(string slide, string folder)
    {
        var companion = Path.Combine(folder, Path.GetFileNameWithoutExtension(slide));
        Directory.CreateDirectory(companion);
        foreach (var file in Directory.GetFiles(slide[..^5]))
        {
            File.Copy(file, Path.Combine(companion, Path.GetFileName(file)));
        }

        File.Copy(slide, companion + ".mrxs");
        return companion + ".mrxs";
    }
}
