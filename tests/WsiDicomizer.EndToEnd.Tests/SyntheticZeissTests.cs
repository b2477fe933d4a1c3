using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Zeiss slides: pixels as an independent reader draws them, every planted value is told, and none comes out.</summary>
public class SyntheticZeissTests
{
    private static readonly SyntheticSlides Synthetic = SyntheticSlides.Of("zeiss");

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
        var slide = Synthetic.Slide(variant);

        var converted = Synthetic.Convert(variant);

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
        var converted = Synthetic.Convert(variant);

        var source = File.ReadAllBytes(Synthetic.Slide(variant));
        var frames = InstanceFrames.Read(converted.File(name));
        var copied = frames.Count(frame => source.AsSpan().IndexOf(CodedData(frame)) >= 0);

        Assert.Equal(handling == "reencoded" ? 0 : frames.Count, copied);
    }

    [ToolTheory("dciodvfy")]
    [InlineData("two-scenes", "identified")]
    [InlineData("z-stack", "level-iii")]
    public void Convert_OtherProfile_HasNoErrorsOfDciodvfyAndMeetsOurRules(string variant, string profile)
    {
        var converted = Synthetic.Convert(variant, "-p", profile);

        Assert.All(converted.Instances, instance =>
            Assert.DoesNotMatch("(?m)^Error", ProcessRun.Start("dciodvfy", [instance]).Text));
        Assert.Empty(ConformanceChecker.Check(converted.Path));
    }

    [ToolFact("dciodvfy", Slides = false)]
    public void Inspect_EveryKind_TellsTheLevelsOfTheAnswerKey()
    {
        Assert.NotEmpty(Synthetic.Slides);
        Assert.All(Synthetic.Slides, slide =>
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
