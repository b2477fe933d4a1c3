using System.Text.Json;
using System.Text.RegularExpressions;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Every slide that there is, made up or shared: converted at level IV without an error, and like what OpenSlide shows.</summary>
public sealed class EverySlideTests : IDisposable
{
    private const double LeastCopied = 45;
    private const double LeastEncoded = 40;

    // Where OpenSlide 3.4.1 is no oracle; each is compared with another one in the tests of its vendor.
    private static readonly (string Name, string Reason)[] NotShownRight =
    [
        ("-jpeg-contradicted.tif", "it trusts a tag that the streams contradict"),
        ("-deflate-big.tif", "it renders reduced levels of deflate and LZW differently from one read to the next"),
        ("-lzw.tif", "it renders reduced levels of deflate and LZW differently from one read to the next"),
        ("-big-lzw.qptiff", "it renders reduced levels of deflate and LZW differently from one read to the next"),
        ("-grey8.tif", "it renders reduced levels of deflate and LZW differently from one read to the next"),
        ("-striped-tiff.tif", "it renders deflate and LZW differently from one read to the next"),
        ("wsic-XYC-JPEG.ome.tiff", "it trusts a tag that the streams contradict"),
        ("wsic-XYC-JPEG-2000.ome.tiff", "it takes RGB for YCbCr"),
    ];

    private static readonly string[] VendorNames =
    [
        "aperio", "hamamatsu", "hamamatsu-vms", "philips", "leica", "ventana", "ome-tiff", "generic-tiff", "zeiss", "huron",
        "trestle", "qptiff", "mirax", "plain-image",
    ];

    private readonly TempFolder _folder = new();

    /// <summary>The vendors of <c>synth</c>; of iSyntax there are no pixels yet.</summary>
    public static TheoryData<string> Vendors => [.. VendorNames];

    public static TheoryData<string> SharedFolders => ["aperio", "generic-tiff", "ome-tiff", "synthetic"];

    public void Dispose() => _folder.Dispose();

    [ToolFact(Slides = false)]
    public void Synth_Vendors_AreTheOnesThatAreTested()
    {
        var help = Wsidicomizer.RunWell("synth", "--help").Output;
        var offered = Regex.Matches(help, "(?m)^  ([a-z-]+) +Make \\1 slides").Select(match => match.Groups[1].Value);
        Assert.Equal(VendorNames.Append("isyntax").Order(), offered.Order());
    }

    [ToolTheory(Tools.Python, "dciodvfy", "openslide-show-properties")]
    [MemberData(nameof(Vendors))]
    public void Convert_EverySyntheticSlide_HasNoErrorAndLooksAsOpenSlideShowsIt(string vendor)
    {
        var synthetic = SyntheticSlides.Of(vendor);
        Assert.NotEmpty(synthetic.Slides);
        Assert.All(synthetic.Slides, slide => Check(slide, synthetic.ConvertSlide(slide)));
    }

    [ToolTheory(Tools.Python)]
    [MemberData(nameof(Vendors))]
    public void Convert_EverySyntheticSlide_LeavesNothingThatWasPlanted(string vendor)
    {
        var synthetic = SyntheticSlides.Of(vendor);
        Assert.NotEmpty(synthetic.Slides);
        Assert.All(synthetic.Slides, slide =>
        {
            var planted = PlantedValues.Searchable(slide);
            Assert.True(planted.Count > 10);
            Assert.NotEmpty(FilesOf(slide).SelectMany(file => IdentityScan.Find(File.ReadAllBytes(file), planted)));
            Assert.Empty(IdentityScan.Find(Path.GetDirectoryName(synthetic.ConvertSlide(slide).Path)!, planted));
        });
    }

    // NDPI has a stricter test of its own.
    [ToolTheory(Tools.Python)]
    [MemberData(nameof(Vendors))]
    public void Inspect_EverySyntheticSlide_TellsEveryValueOfTheAnswerKey(string vendor)
    {
        var slides = SyntheticSlides.Of(vendor).Slides;
        Assert.NotEmpty(slides);
        Assert.All(slides, PlantedValues.AssertInspected);
    }

    [ToolTheory(Tools.Python, "dciodvfy", "openslide-show-properties")]
    [MemberData(nameof(SharedFolders))]
    public void Convert_EverySharedSlide_HasNoErrorAndLooksAsOpenSlideShowsIt(string folder)
    {
        var slides = Directory.EnumerateFiles(SharedSlides.File(folder), "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".svs" or ".tif" or ".tiff" or ".ndpi" or ".scn" or ".mrxs" or ".bif" or ".vms")
            .Where(path => !path.EndsWith("-unreadable.svs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(slides);
        Assert.All(slides, slide =>
        {
            var output = _folder[Path.GetFileName(slide) + ".out"];
            Check(slide, Convert(slide, output));
            Directory.Delete(output, recursive: true);
        });
    }

    private static void Check(string slide, ConvertedFolder converted)
    {
        Assert.All(converted.Instances, instance =>
            Assert.DoesNotMatch("(?m)^Error", ProcessRun.Start("dciodvfy", [instance]).Text));
        Assert.Empty(ConformanceChecker.Check(converted.Path));
        var handling = ReadHandling(converted);
        using var levels = JsonDocument.Parse(Tools.RunScript("every_level.py", slide, converted.Path));
        foreach (var level in levels.RootElement.EnumerateArray())
        {
            var name = level.GetProperty("name").GetString()!;
            if (level.GetProperty("psnr").ValueKind == JsonValueKind.Number && !NotShownRight.Any(known => slide.EndsWith(known.Name, StringComparison.Ordinal)))
            {
                var least = handling[name] == "re-encoded" ? LeastEncoded : LeastCopied;
                Assert.True(
                    level.GetProperty("psnr").GetDouble() >= least,
                    $"{Path.GetFileName(slide)}, {name} ({handling[name]}): {level.GetProperty("psnr")} dB, expected {least}");
            }
        }
    }

    // A slide of several files has a folder of its name, or files whose names begin with its name.
    private static IEnumerable<string> FilesOf(string slide) => Directory.EnumerateFiles(
        Path.GetDirectoryName(slide)!, "*", SearchOption.AllDirectories).Where(file =>
            file.StartsWith(Path.ChangeExtension(slide, null), StringComparison.Ordinal)
            && !file.EndsWith(".answers.json", StringComparison.Ordinal));

    private static ConvertedFolder Convert(string slide, string output)
    {
        var run = Wsidicomizer.Run("convert", slide, "-o", output);
        if (run.ExitCode == 1 && run.Errors.Contains("--mpp", StringComparison.Ordinal))
        {
            return ConvertedFolder.Convert(slide, output, "--mpp", "0.5");
        }

        Assert.True(run.ExitCode == 0, $"{Path.GetFileName(slide)}: {run.Text}");
        return ConvertedFolder.Single(output);
    }

    private static Dictionary<string, string> ReadHandling(ConvertedFolder converted)
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(converted.File("report.json")));
        return report.RootElement.GetProperty("instances").EnumerateArray().ToDictionary(
            instance => instance.GetProperty("file").GetString()!, instance => instance.GetProperty("pixels").GetString()!);
    }
}
