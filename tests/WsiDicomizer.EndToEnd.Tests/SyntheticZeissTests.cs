using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>One slide of every kind that <c>synth zeiss</c> makes, for all tests of the class.</summary>
public sealed class SyntheticZeiss : IDisposable
{
    private readonly TempFolder _folder = new();

    public SyntheticZeiss()
    {
        if (File.Exists(Wsidicomizer.Program))
        {
            Slides = Wsidicomizer.Synthesize(_folder["slides"], seed: 14, "1600x1200", "zeiss");
        }
    }

    internal IReadOnlyList<string> Slides { get; } = [];

    internal string Slide(string variant) =>
        Assert.Single(Slides, slide => slide.EndsWith($"-{variant}.czi", StringComparison.Ordinal));

    public void Dispose() => _folder.Dispose();
}

/// <summary>Zeiss slides: pixels as an independent reader draws them, every planted value is told, and none comes out.</summary>
public class SyntheticZeissTests(SyntheticZeiss synthetic) : IClassFixture<SyntheticZeiss>
{
    // Re-encoded at least 40 dB; copied and lossless without any difference.
    [ToolTheory(Tools.Python, "zstd")]
    [InlineData("jpeg-mosaic", "volume-0.dcm", 0, 0, 0, 1, 40)]
    [InlineData("jpeg-mosaic", "volume-1.dcm", 0, 0, 0, 2, 1000)]
    [InlineData("jpeg-grid", "volume-0.dcm", 0, 0, 0, 1, 1000)]
    [InlineData("jpeg-grid", "volume-1.dcm", 0, 0, 0, 2, 1000)]
    [InlineData("zstd1", "volume-0.dcm", 0, 0, 0, 1, 1000)]
    [InlineData("zstd1", "volume-1.dcm", 0, 0, 0, 2, 1000)]
    [InlineData("uncompressed", "volume-0.dcm", 0, 0, 0, 1, 1000)]
    [InlineData("two-scenes", "volume-0.dcm", 0, 0, 0, 1, 1000)]
    [InlineData("two-scenes", "area-2-volume-0.dcm", 1, 0, 0, 1, 1000)]
    [InlineData("two-scenes", "area-2-volume-1.dcm", 1, 0, 0, 2, 1000)]
    [InlineData("gray16-two-channels", "volume-0.dcm", 0, 0, 0, 1, 1000)]
    [InlineData("gray16-two-channels", "channel-2-volume-0.dcm", 0, 1, 0, 1, 1000)]
    [InlineData("gray16-two-channels", "channel-2-volume-1.dcm", 0, 1, 0, 2, 1000)]
    [InlineData("z-stack", "volume-0.dcm", 0, 0, 0, 1, 1000)]
    [InlineData("z-stack", "plane-3-volume-0.dcm", 0, 0, 2, 1, 1000)]
    public void Convert_EveryKind_ShowsWhatAnIndependentReaderDraws(
        string variant, string name, int scene, int channel, int plane, int downsample, double leastPsnr)
    {
        using var folder = new TempFolder();
        var slide = synthetic.Slide(variant);

        var converted = ConvertedFolder.Convert(slide, folder["out"]);

        var comparison = CziComparison.Run(slide, (scene, channel, plane), downsample, converted.File(name));
        Assert.True(comparison.Psnr >= leastPsnr, $"{comparison}");
    }

    // The report's word for it, beside the pixels above: what was copied has the digest of the source's coded data.
    [ToolTheory(Tools.Python)]
    [InlineData("jpeg-grid", "volume-0.dcm", "rewrapped")]
    [InlineData("jpeg-grid", "volume-1.dcm", "copied")]
    [InlineData("jpeg-mosaic", "volume-0.dcm", "reencoded")]
    public void Convert_JpegSubblocks_AreCopiedWhereTheyAreTiles(string variant, string name, string handling)
    {
        using var folder = new TempFolder();
        var converted = ConvertedFolder.Convert(synthetic.Slide(variant), folder["out"]);

        var source = File.ReadAllBytes(synthetic.Slide(variant));
        var frames = InstanceFrames.Read(converted.File(name));
        var copied = frames.Count(frame => source.AsSpan().IndexOf(CodedData(frame)) >= 0);

        Assert.Equal(handling == "reencoded" ? 0 : frames.Count, copied);
    }

    [ToolTheory(Tools.Python)]
    [InlineData("jpeg-mosaic")]
    [InlineData("jpeg-grid")]
    [InlineData("zstd1")]
    [InlineData("uncompressed")]
    [InlineData("two-scenes")]
    [InlineData("gray16-two-channels")]
    [InlineData("z-stack")]
    public void Convert_EveryKind_LeavesNothingThatWasPlanted(string variant)
    {
        using var folder = new TempFolder();
        var slide = synthetic.Slide(variant);

        ConvertedFolder.Convert(slide, folder["out"]);

        var planted = PlantedValues.Searchable(slide);
        Assert.NotEmpty(IdentityScan.Find(File.ReadAllBytes(slide), planted));
        Assert.Empty(IdentityScan.Find(folder["out"], planted));
    }

    [ToolTheory("dciodvfy")]
    [InlineData("jpeg-mosaic", "level-iv")]
    [InlineData("jpeg-grid", "level-iv")]
    [InlineData("zstd1", "level-iv")]
    [InlineData("uncompressed", "level-iv")]
    [InlineData("two-scenes", "identified")]
    [InlineData("gray16-two-channels", "level-iv")]
    [InlineData("z-stack", "level-iii")]
    public void Convert_EveryKind_HasNoErrorsOfDciodvfyAndMeetsOurRules(string variant, string profile)
    {
        using var folder = new TempFolder();
        var converted = ConvertedFolder.Convert(synthetic.Slide(variant), folder["out"], "-p", profile);

        Assert.All(converted.Instances, instance =>
            Assert.DoesNotMatch("(?m)^Error", ProcessRun.Start("dciodvfy", [instance]).Text));
        Assert.Empty(ConformanceChecker.Check(converted.Path));
    }

    [ToolFact("dciodvfy", Slides = false)]
    public void Inspect_EveryKind_TellsEveryValueOfTheAnswerKey()
    {
        Assert.Equal(7, synthetic.Slides.Count);
        Assert.All(synthetic.Slides, PlantedValues.AssertInspected);
    }

    [ToolFact("dciodvfy", Slides = false)]
    public void Inspect_EveryKind_TellsTheLevelsOfTheAnswerKey()
    {
        Assert.NotEmpty(synthetic.Slides);
        Assert.All(synthetic.Slides, slide =>
        {
            using var told = JsonDocument.Parse(Wsidicomizer.RunWell("inspect", "--json", slide).Output);
            using var key = JsonDocument.Parse(File.ReadAllBytes(slide + ".answers.json"));
            Assert.Equal(Sizes(key, "page"), Sizes(told, "area"));
        });
    }

    private static List<string> Sizes(JsonDocument document, string pyramid) =>
    [
        .. document.RootElement.GetProperty("levels").EnumerateArray().Select(level =>
            $"{level.GetProperty(pyramid)}: {level.GetProperty("width")} {level.GetProperty("height")}"),
    ];

    // From the scan's start to the end of the image: headers are rewritten.
    private static byte[] CodedData(byte[] frame)
    {
        var scan = frame.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        var end = frame.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]);
        return frame[scan..(end + 2)];
    }
}
