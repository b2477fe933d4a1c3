using System.Text.Json;
using System.Text.RegularExpressions;
using WsiDicomizer.EndToEnd.Tests.Running;

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
            Assert.Equal(frames.Tiles, frames.Identical + MissingTiles(slide, level));
        }

        var planted = Entries(slide).Select(entry => entry.Value).Where(value => value.Length >= 6).Distinct().ToList();
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

    [Fact]
    public void Inspect_EveryKind_TellsEveryValueOfTheAnswerKey()
    {
        foreach (var slide in synthetic.Slides)
        {
            using var document = JsonDocument.Parse(Wsidicomizer.RunWell("inspect", "--json", slide).Output);
            var records = document.RootElement.GetProperty("identity").EnumerateArray()
                .Select(record => (
                    Location: record.GetProperty("location").GetString()!,
                    Kind: record.GetProperty("kind").GetString()!,
                    Value: record.TryGetProperty("value", out var value) ? value.GetString() ?? string.Empty : string.Empty))
                .ToList();

            // What no structure leads to is documented as not found; conversion drops it.
            var expected = Entries(slide).Where(entry => !Regex.IsMatch(entry.Where, ", tile |between structures|JPEG COM$")).ToList();
            Assert.True(expected.Count > 20);
            Assert.All(expected, entry => Assert.Contains(records, record => Answers(record, entry)));
        }
    }

    private static bool Answers((string Location, string Kind, string Value) record, (string Where, string Kind, string Value) entry)
    {
        // Tags are spelled differently by reader and writer; their numbers are not.
        var place = Regex.Match(entry.Where, "^(?:file name|page [0-9]+(?:, tag [0-9]+)?)").Value;
        return record.Location.StartsWith(place, StringComparison.Ordinal)
            && (entry.Where.EndsWith("pixels", StringComparison.Ordinal)
                ? record.Kind == entry.Kind
                : entry.Where == "file name"
                    ? entry.Value.StartsWith(record.Value, StringComparison.Ordinal)
                    : record.Value.Contains(entry.Value.Trim(), StringComparison.Ordinal));
    }

    private static int MissingTiles(string slide, int level)
    {
        using var answers = JsonDocument.Parse(File.ReadAllBytes(slide + ".answers.json"));
        return answers.RootElement.GetProperty("levels")[level].GetProperty("missingTiles").GetArrayLength();
    }

    private static List<(string Where, string Kind, string Value)> Entries(string slide)
    {
        using var answers = JsonDocument.Parse(File.ReadAllBytes(slide + ".answers.json"));
        return [.. answers.RootElement.GetProperty("entries").EnumerateArray().Select(entry => (
            entry.GetProperty("where").GetString()!, entry.GetProperty("kind").GetString()!, entry.GetProperty("value").GetString()!))];
    }
}
