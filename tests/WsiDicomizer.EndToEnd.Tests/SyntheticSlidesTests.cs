using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>One slide of every kind that <c>synth aperio</c> makes, for all tests of the class.</summary>
public sealed class SyntheticAperio : IDisposable
{
    private readonly TempFolder _folder = new();

    public SyntheticAperio()
    {
        if (File.Exists(Wsidicomizer.Program))
        {
            Slides = Wsidicomizer.Synthesize(_folder["slides"], seed: 11, "1000x800");
        }
    }

    internal IReadOnlyList<string> Slides { get; } = [];

    internal string Slide(string variant) =>
        Assert.Single(Slides, slide => slide.EndsWith($"-{variant}.svs", StringComparison.Ordinal));

    public void Dispose() => _folder.Dispose();
}

/// <summary>Synthetic slides: a foreign reader knows them, and nothing that was planted comes out.</summary>
public class SyntheticSlidesTests(SyntheticAperio synthetic) : IClassFixture<SyntheticAperio>
{
    private const int LongEnough = 6;

    [ToolFact("openslide-show-properties", Slides = false)]
    public void SynthAperio_EveryKind_IsAnAperioSlideForOpenSlide()
    {
        Assert.NotEmpty(synthetic.Slides);
        foreach (var slide in synthetic.Slides)
        {
            var properties = ProcessRun.Start("openslide-show-properties", [slide]).Output;
            Assert.Contains("openslide.vendor: 'aperio'", properties, StringComparison.Ordinal);
            Assert.Contains("openslide.level[0].width: '1000'", properties, StringComparison.Ordinal);
            Assert.Contains("openslide.level[0].height: '800'", properties, StringComparison.Ordinal);
        }
    }

    [ToolTheory(Tools.Python, "openslide-show-properties")]
    [InlineData("classic-rgb")]
    [InlineData("classic-ycbcr")]
    [InlineData("gt450")]
    [InlineData("gt450-no-tables")]
    [InlineData("33005")]
    [InlineData("zero-tile")]
    public void Convert_EveryKind_KeepsThePixelsAndNothingThatWasPlanted(string variant)
    {
        using var folder = new TempFolder();
        var slide = synthetic.Slide(variant);

        var converted = ConvertedFolder.Convert(slide, folder["out"]);

        converted.AssertComplete();
        Assert.Empty(PixelComparison.Run(slide, "0", converted.File("volume-0.dcm")).Different);
        var planted = Planted(slide);
        Assert.True(planted.Count > 5);
        Assert.NotEmpty(IdentityScan.Find(File.ReadAllBytes(slide), planted));
        Assert.Empty(IdentityScan.Find(folder["out"], planted));
    }

    [ToolFact(Tools.Python, "openslide-show-properties", Slides = false)]
    public void Convert_YCbCrJpeg2000WithoutTransform_IsEncodedAnewAndSaysSo()
    {
        using var folder = new TempFolder();
        var slide = synthetic.Slide("33003");

        Wsidicomizer.RunWell("convert", slide, "-o", folder["out"]);

        var converted = ConvertedFolder.Single(folder["out"]);
        var volume = converted.Describe("volume-0.dcm");
        Assert.Equal(@"DERIVED\PRIMARY\VOLUME\NONE", volume["ImageType"]);
        Assert.Equal(@"ISO_15444_1\ISO_10918_1", volume["LossyImageCompressionMethod"]);
        var compared = PixelComparison.Run(slide, "0", converted.File("volume-0.dcm"));
        Assert.All(compared.Different, frame => Assert.InRange(frame.Mean, 0, 3));
        Assert.Empty(IdentityScan.Find(folder["out"], Planted(slide)));
    }

    private static List<string> Planted(string slide)
    {
        using var answers = JsonDocument.Parse(File.ReadAllBytes(slide + ".answers.json"));
        return [.. answers.RootElement.GetProperty("entries").EnumerateArray()
            .Select(entry => entry.GetProperty("value").GetString()!)
            .Where(value => value.Length >= LongEnough)
            .Distinct(StringComparer.Ordinal)];
    }
}
