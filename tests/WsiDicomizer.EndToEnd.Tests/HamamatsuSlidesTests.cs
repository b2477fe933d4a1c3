using System.Text.Json;
using WsiDicomizer.Dicom;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>NDPI: the coefficients of the source are those of the frames, and nothing that was planted comes out.</summary>
public class HamamatsuSlidesTests
{
    private static readonly SyntheticSlides Synthetic = SyntheticSlides.Of("hamamatsu");

    private const string OpenSlide = "openslide-show-properties";
    private const string Shared = "synthetic/hamamatsu.ndpi";

    // What decoders smooth over the edges of tiles with subsampled chroma leaves more than this.
    private const double LeastDecibels = 45;
    private const double Same = 999;

    [ToolFact(OpenSlide, Slides = false)]
    public void SynthHamamatsu_EveryKind_IsAHamamatsuSlideForOpenSlide()
    {
        Assert.Equal(8, Synthetic.Slides.Count);
        foreach (var slide in Synthetic.Slides)
        {
            var properties = ProcessRun.Start(OpenSlide, [slide]).Output;
            Assert.Contains("openslide.vendor: 'hamamatsu'", properties, StringComparison.Ordinal);
            Assert.Contains("openslide.mpp-x: '0.4545", properties, StringComparison.Ordinal);
            Assert.Contains("openslide.objective-power: '20'", properties, StringComparison.Ordinal);
        }
    }

    // A decoder that shares nothing with the program reads both: every block of every component.
    [ToolTheory(Tools.Python)]
    [InlineData("ycc-422")]
    [InlineData("ycc-420")]
    [InlineData("ycc-444")]
    [InlineData("odd-intervals")]
    [InlineData("no-starts")]
    [InlineData("no-intervals")]
    public void Convert_EveryKind_KeepsEveryCoefficient(string variant)
    {
        var slide = Synthetic.Slide(variant);

        var converted = Synthetic.Convert(variant);

        for (var level = 0; level < 2; level++)
        {
            using var compared = JsonDocument.Parse(Tools.RunScript(
                "jpeg_coefficients.py", slide, $"{level}", converted.File($"volume-{level}.dcm")));
            var blocks = compared.RootElement.GetProperty("blocks").GetInt32();
            Assert.True(blocks > 500);
            Assert.Equal(blocks, compared.RootElement.GetProperty("blocksOfPage").GetInt32());
            Assert.Equal(0, compared.RootElement.GetProperty("different").GetInt32());
        }
    }

    [ToolTheory(Tools.Python, OpenSlide)]
    [InlineData("ycc-422", 2, LeastDecibels)]
    [InlineData("ycc-420", 2, LeastDecibels)]
    [InlineData("ycc-444", 2, Same)]
    [InlineData("odd-intervals", 2, Same)]
    [InlineData("no-starts", 2, LeastDecibels)]
    [InlineData("no-intervals", 2, Same)]
    [InlineData("wide", 4, Same)]
    public void Convert_EveryKind_LooksAsOpenSlideRendersIt(string variant, int levels, double atLeast)
    {
        var slide = Synthetic.Slide(variant);

        var converted = Synthetic.Convert(variant);

        converted.AssertComplete();
        for (var level = 0; level < levels; level++)
        {
            Assert.InRange(Likeness(slide, level, converted), atLeast, Same);
        }
    }

    // Every planted value, in the tag where it is planted; pictures by their page.
    [ToolFact(Tools.Python, Slides = false)]
    public void Inspect_EveryKind_ListsEveryPlantedValue()
    {
        foreach (var slide in Synthetic.Slides)
        {
            using var described = JsonDocument.Parse(Wsidicomizer.RunWell("inspect", slide, "--json").Output);
            var records = described.RootElement.GetProperty("identity").EnumerateArray()
                .Select(record => (Location: Text(record, "location"), Value: Text(record, "value"))).ToList();
            var missing = Entries(slide).Where(entry => !records.Exists(record => IsFoundBy(entry, record.Location, record.Value))).ToList();
            Assert.True(missing.Count == 0, $"{Path.GetFileName(slide)}: {string.Join(", ", missing)}");
        }
    }

    [ToolTheory(Tools.Python, "dciodvfy")]
    [InlineData("ycc-422", "identified")]
    public void Convert_Slide_HasNoErrorsForDciodvfy(string variant, string profile)
    {
        var converted = Synthetic.Convert(variant, "-p", profile);

        foreach (var instance in converted.Instances)
        {
            Assert.DoesNotContain("Error", ProcessRun.Start("dciodvfy", [instance]).Text, StringComparison.Ordinal);
        }
    }

    [ToolTheory(Tools.Python, OpenSlide)]
    [InlineData(0)]
    [InlineData(1)]
    public void Convert_SharedSlide_SaysHowAndLooksTheSame(int level)
    {
        using var folder = new TempFolder();

        var converted = ConvertedFolder.Convert(SharedSlides.File(Shared), folder["out"]);

        Assert.InRange(Likeness(SharedSlides.File(Shared), level, converted), LeastDecibels, Same);
        var report = File.ReadAllText(converted.File("report.json"));
        Assert.Contains("\"pixels\": \"transformed losslessly\"", report, StringComparison.Ordinal);
        var volume = converted.Describe($"volume-{level}.dcm");
        Assert.Equal(("512", "512", "YBR_FULL_422"), (volume["Columns"], volume["Rows"], volume["PhotometricInterpretation"]));
        Assert.Equal(level == 0 ? @"ORIGINAL\PRIMARY\VOLUME\NONE" : @"DERIVED\PRIMARY\VOLUME\RESAMPLED", volume["ImageType"]);
    }

    [ToolFact(Tools.Python, Slides = false)]
    public void Convert_SameKey_GivesTheSameBytesWhateverTheThreads()
    {
        using var folder = new TempFolder();
        var key = Wsidicomizer.NewKey(folder);
        var slide = Synthetic.Slide("odd-intervals");

        ConvertedFolder.Convert(slide, folder["one"], "--key-file", key, "--jobs", "1");
        ConvertedFolder.Convert(slide, folder["three"], "--key-file", key, "--jobs", "3");

        Assert.Equal(FolderContent.Read(folder["one"]), FolderContent.Read(folder["three"]));
    }

    // Pages: three planes of level 0, three of level 1; the middle plane is the second.
    [ToolTheory(Tools.Python, OpenSlide)]
    [InlineData("volume-0.dcm", 1, "0")]
    [InlineData("volume-1.dcm", 4, "0")]
    [InlineData("plane-1-volume-0.dcm", 0, "-2.5")]
    [InlineData("plane-1-volume-1.dcm", 3, "-2.5")]
    [InlineData("plane-3-volume-0.dcm", 2, "2.5")]
    public void Convert_FocalPlanes_KeepsEveryCoefficientOfEach(string name, int page, string offset)
    {
        var slide = Synthetic.Slide("focal-planes");

        var converted = Synthetic.Convert("focal-planes");

        using var compared = JsonDocument.Parse(Tools.RunScript("jpeg_coefficients.py", slide, $"{page}", converted.File(name)));
        var blocks = compared.RootElement.GetProperty("blocks").GetInt32();
        Assert.True(blocks > 500);
        Assert.Equal((blocks, 0), (compared.RootElement.GetProperty("blocksOfPage").GetInt32(), compared.RootElement.GetProperty("different").GetInt32()));
        using var file = DicomFile.Open(converted.File(name));
        var origin = Assert.Single(file.Dataset.GetSequence(DicomTag.TotalPixelMatrixOriginSequence).Items);
        Assert.Equal(offset, origin.GetString(DicomTag.ZOffsetInSlideCoordinateSystem));

        // OpenSlide shows the middle plane.
        Assert.Equal(Same, Likeness(slide, 0, converted));
    }

    private static double Likeness(string slide, int level, ConvertedFolder converted)
    {
        using var result = JsonDocument.Parse(
            Tools.RunScript("likeness.py", slide, $"{level}", converted.File($"volume-{level}.dcm")));
        return result.RootElement.GetProperty("psnr").GetDouble();
    }

    private static bool IsFoundBy((string Where, string Name, string Value) entry, string location, string value)
    {
        if (entry.Where == "file name")
        {
            return location == "file name" && entry.Value.StartsWith(value, StringComparison.Ordinal);
        }

        return entry.Where.EndsWith(", pixels", StringComparison.Ordinal)
            ? location == entry.Where[..entry.Where.IndexOf(',', StringComparison.Ordinal)]
            : location == entry.Where && value == entry.Value;
    }

    private static List<(string Where, string Name, string Value)> Entries(string slide)
    {
        using var answers = JsonDocument.Parse(File.ReadAllBytes(slide + ".answers.json"));
        return [.. answers.RootElement.GetProperty("entries").EnumerateArray()
            .Select(entry => (Text(entry, "where"), Text(entry, "name"), Text(entry, "value")))];
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
