using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>A slide of a format that no reader of ours knows and OpenSlide does: it comes in through that, and is marked.</summary>
public sealed class OpenSlideFallbackTests : IDisposable
{
    private static readonly string[] Planted =
    [
        "S24-0815-A1", "2023-12-29 09:59:15", "DOE, JANE", "drsmith", "C50.9-4711", "breast of JANE", "scan-47110815",
        "per Dr Smith",
    ];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ToolFact(Tools.Python, "openslide-show-properties", Slides = false)]
    public void Convert_Sakura_ShowsWhatOpenSlideRenders()
    {
        var slide = MakeSlide();

        var converted = ConvertedFolder.Convert(slide, _folder["out"]);

        Assert.Equal(["thumbnail.dcm", "volume-0.dcm", "volume-1.dcm"], converted.Instances.Select(Path.GetFileName).Order());
        Assert.All([0, 1], level => Assert.InRange(Likeness(slide, level, converted.File($"volume-{level}.dcm")), 40, 999));
        Assert.Contains(
            "read-through-openslide", File.ReadAllText(Path.Combine(converted.Path, "report.json")), StringComparison.Ordinal);
    }

    [ToolFact("dciodvfy", Tools.Python, Slides = false)]
    public void Convert_Sakura_IsConformingAndHoldsNothingPlanted()
    {
        var slide = MakeSlide();

        var converted = ConvertedFolder.Convert(slide, _folder["out"]);

        Assert.All(converted.Instances, instance =>
            Assert.DoesNotMatch("(?m)^Error", ProcessRun.Start("dciodvfy", [instance]).Text));
        Assert.Empty(ConformanceChecker.Check(converted.Path));
        Assert.NotEmpty(IdentityScan.Find(File.ReadAllBytes(slide), Planted));
        Assert.Empty(IdentityScan.Find(_folder["out"], Planted));
    }

    [ToolFact(Tools.Python, Slides = false)]
    public void Inspect_Sakura_TellsEveryColumnThatOpenSlideTells()
    {
        using var document = JsonDocument.Parse(Wsidicomizer.RunWell("inspect", "--json", MakeSlide()).Output);

        var identity = document.RootElement.GetProperty("identity").EnumerateArray().ToList();
        var values = identity
            .Select(record => record.TryGetProperty("value", out var value) ? value.GetString() : null).ToHashSet();
        Assert.Subset(values, Planted.ToHashSet<string?>());
        var kinds = identity.Select(record => record.GetProperty("kind").GetString()).ToHashSet();
        Assert.Subset(kinds, new HashSet<string?> { "LabelImage", "MacroImage", "FileName" });
    }

    [ToolFact(Tools.Python, "openslide-show-properties", Slides = false)]
    public void Convert_DamagedSakura_IsRefusedWithoutAnOutput()
    {
        var slide = MakeSlide("damaged");

        var run = Wsidicomizer.Run("convert", slide, "-o", _folder["out"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("libopenslide cannot read the slide there", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Planted, value => run.Text.Contains(value, StringComparison.Ordinal));
        Assert.Empty(FolderContent.Entries(_folder["out"]));
    }

    private string MakeSlide(params string[] damage)
    {
        var slide = _folder["S24-4711.svslide"];
        Tools.RunScript("make_sakura.py", [slide, .. damage]);
        return slide;
    }

    private static double Likeness(string slide, int level, string instance)
    {
        using var answer = JsonDocument.Parse(Tools.RunScript("likeness.py", slide, $"{level}", instance));
        return answer.RootElement.GetProperty("psnr").GetDouble();
    }
}
