using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>One slide of every kind of the formats whose levels are plain pages, and of plain images.</summary>
public sealed class SyntheticPages : IDisposable
{
    private static readonly string[] Vendors = ["generic-tiff", "huron", "trestle", "qptiff", "plain-image"];

    private readonly TempFolder _folder = new();

    public SyntheticPages()
    {
        if (File.Exists(Wsidicomizer.Program))
        {
            Slides = Vendors.ToDictionary(
                vendor => vendor,
                vendor => (IReadOnlyList<string>)[.. Wsidicomizer.Synthesize(_folder[vendor], seed: 13, "1600x1200", vendor)
                    .Where(path => !path.EndsWith(".Full", StringComparison.Ordinal))]);
        }
    }

    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Slides { get; } = new Dictionary<string, IReadOnlyList<string>>();

    internal string Folder(string vendor) => _folder[vendor];

    internal string Slide(string vendor, string variant) =>
        Assert.Single(Slides[vendor], slide => Path.GetFileNameWithoutExtension(slide).EndsWith($"-{variant}", StringComparison.Ordinal));

    public void Dispose() => _folder.Dispose();
}

/// <summary>Generic TIFF, Huron, Trestle, QPTIFF, plain images: known to OpenSlide where it knows them, told whole, kept in pixels.</summary>
public class SyntheticPagesTests(SyntheticPages synthetic) : IClassFixture<SyntheticPages>
{
    private const double Same = 999;

    public static TheoryData<string, string> All => new()
    {
        { "generic-tiff", "jpeg" }, { "generic-tiff", "jpeg-rgb" }, { "generic-tiff", "jpeg-contradicted" },
        { "generic-tiff", "subifds" }, { "generic-tiff", "jpeg2000" }, { "generic-tiff", "deflate-big" }, { "generic-tiff", "lzw" },
        { "generic-tiff", "uncompressed" }, { "generic-tiff", "grey8" }, { "generic-tiff", "grey16" },
        { "huron", "classic" }, { "huron", "big-rgb" }, { "trestle", "plain" }, { "trestle", "overlaps" }, { "trestle", "no-macro" },
        { "qptiff", "bright-field" }, { "qptiff", "big-lzw" },
        { "plain-image", "striped-tiff" }, { "plain-image", "jpeg" }, { "plain-image", "png" },
    };

    [ToolFact("openslide-show-properties", Slides = false)]
    public void Synth_EveryKind_IsWhatOpenSlideTakesItFor()
    {
        Assert.Equal([10, 2, 3, 2, 3], synthetic.Slides.Values.Select(slides => slides.Count));

        // It reads JPEG 2000 under Aperio's numbers alone, and Huron and QPTIFF as generic TIFF.
        foreach (var (vendor, expected) in new[] { ("generic-tiff", "generic-tiff"), ("huron", "generic-tiff"), ("qptiff", "generic-tiff"), ("trestle", "trestle") })
        {
            foreach (var slide in synthetic.Slides[vendor].Where(slide => !slide.EndsWith("-jpeg2000.tif", StringComparison.Ordinal)))
            {
                var properties = ProcessRun.Start("openslide-show-properties", [slide]).Output;
                Assert.Contains($"openslide.vendor: '{expected}'", properties, StringComparison.Ordinal);
                Assert.Contains("openslide.level[0].width: '1600'", properties, StringComparison.Ordinal);
                if (vendor == "trestle")
                {
                    Assert.Contains("openslide.mpp-x: '0.5'", properties, StringComparison.Ordinal);
                }
            }
        }
    }

    [ToolTheory(Tools.Python, "openslide-show-properties")]
    [InlineData("generic-tiff", "jpeg", 0)]
    [InlineData("generic-tiff", "jpeg", 2)]
    [InlineData("generic-tiff", "jpeg-rgb", 0)]
    [InlineData("generic-tiff", "subifds", 0)]
    [InlineData("generic-tiff", "deflate-big", 0)]
    [InlineData("generic-tiff", "lzw", 2)]
    [InlineData("generic-tiff", "uncompressed", 0)]
    [InlineData("generic-tiff", "grey8", 0)]
    [InlineData("huron", "classic", 0)]
    [InlineData("huron", "big-rgb", 1)]
    [InlineData("trestle", "plain", 0)]
    [InlineData("trestle", "no-macro", 2)]
    [InlineData("qptiff", "bright-field", 0)]
    [InlineData("qptiff", "big-lzw", 1)]
    public void Convert_Level_HasThePixelsThatOpenSlideSees(string vendor, string variant, int level)
    {
        using var folder = new TempFolder();
        var slide = synthetic.Slide(vendor, variant);
        var converted = ConvertedFolder.Convert(slide, folder["out"]);
        Assert.Empty(PixelComparison.Run(slide, $"{level}", converted.File($"volume-{level}.dcm")).Different);
    }

    [ToolTheory(Tools.Python)]
    [InlineData("generic-tiff", "jpeg-rgb", 0, 0)]
    [InlineData("generic-tiff", "jpeg-contradicted", 0, 0)]
    [InlineData("generic-tiff", "jpeg2000", 1, 1)]
    [InlineData("generic-tiff", "grey8", 2, 2)]
    [InlineData("huron", "classic", 2, 1)]
    [InlineData("trestle", "plain", 1, 1)]
    [InlineData("qptiff", "bright-field", 2, 1)]
    public void Convert_Tiles_AreCopied(string vendor, string variant, int page, int level)
    {
        using var folder = new TempFolder();
        var slide = synthetic.Slide(vendor, variant);
        var converted = ConvertedFolder.Convert(slide, folder["out"]);
        var frames = FrameComparison.OfPage(slide, page, converted.File($"volume-{level}.dcm"));
        Assert.Equal((frames.Tiles, frames.Tiles), (frames.Identical, frames.Frames));
    }

    // OpenSlide 3.4.1 fails there; from 4.0 on it shows background.
    [ToolFact(Tools.Python)]
    public void Convert_MissingTile_IsWhite()
    {
        using var folder = new TempFolder();
        var slide = synthetic.Slide("generic-tiff", "jpeg");
        var run = Wsidicomizer.RunWell("convert", slide, "-o", folder["out"]);
        Assert.Contains("level 1: 1 tile(s) that the slide does not store were made white", run.Output, StringComparison.Ordinal);
        var frames = FrameComparison.OfPage(slide, 1, ConvertedFolder.Single(folder["out"]).File("volume-1.dcm"));
        Assert.Equal([2], frames.Different);
    }

    [ToolFact(Tools.Python)]
    public void Convert_ContradictedColour_FollowsTheStreams()
    {
        using var folder = new TempFolder();
        var converted = ConvertedFolder.Convert(synthetic.Slide("generic-tiff", "jpeg-contradicted"), folder["out"]);
        Assert.Equal("YBR_FULL_422", converted.Describe("volume-0.dcm")["PhotometricInterpretation"]);
    }

    [ToolTheory(Tools.Python, "openslide-show-properties")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Convert_OverlappingTiles_AreWhatOpenSlideComposes(int level)
    {
        using var folder = new TempFolder();
        var slide = synthetic.Slide("trestle", "overlaps");
        var converted = ConvertedFolder.Convert(slide, folder["out"]);
        Assert.InRange(Psnr("likeness.py", slide, $"{level}", converted.File($"volume-{level}.dcm")), 45, Same);
    }

    [ToolTheory(Tools.Python)]
    [InlineData("striped-tiff", Same)]
    [InlineData("png", Same)]
    [InlineData("jpeg", 45)]
    public void Convert_PlainImage_HasItsPixels(string variant, double atLeast)
    {
        using var folder = new TempFolder();
        var image = synthetic.Slide("plain-image", variant);
        var converted = ConvertedFolder.Convert(image, folder["out"]);
        Assert.InRange(Psnr("image_likeness.py", image, converted.File("volume-0.dcm")), atLeast, Same);
    }

    [ToolTheory(Tools.Python)]
    [MemberData(nameof(All))]
    public void Convert_EveryKind_LeavesNothingThatWasPlanted(string vendor, string variant)
    {
        using var folder = new TempFolder();
        var slide = synthetic.Slide(vendor, variant);

        ConvertedFolder.Convert(slide, folder["out"]);

        var planted = PlantedValues.Searchable(slide);
        Assert.NotEmpty(IdentityScan.Find(File.ReadAllBytes(slide), planted));
        Assert.Empty(IdentityScan.Find(folder["out"], planted));
    }

    [ToolTheory("dciodvfy")]
    [MemberData(nameof(All))]
    public void Convert_EveryKind_HasNoErrorsOfDciodvfyAndMeetsOurRules(string vendor, string variant)
    {
        using var folder = new TempFolder();
        var converted = ConvertedFolder.Convert(synthetic.Slide(vendor, variant), folder["out"]);

        Assert.All(converted.Instances, instance =>
            Assert.DoesNotMatch("(?m)^Error", ProcessRun.Start("dciodvfy", [instance]).Text));
        Assert.Empty(ConformanceChecker.Check(converted.Path));
    }

    [ToolTheory("dciodvfy")]
    [InlineData("huron", "classic")]
    [InlineData("trestle", "plain")]
    [InlineData("qptiff", "bright-field")]
    public void Convert_Identified_KeepsThePicturesAndHasNoErrors(string vendor, string variant)
    {
        using var folder = new TempFolder();
        var converted = ConvertedFolder.Convert(synthetic.Slide(vendor, variant), folder["out"], "-p", "identified");

        Assert.Contains("overview.dcm", converted.Names);
        Assert.All(converted.Instances, instance =>
            Assert.DoesNotMatch("(?m)^Error", ProcessRun.Start("dciodvfy", [instance]).Text));
    }

    // A photograph of a label may lie in any folder.
    [ToolFact(Tools.Python)]
    public void Convert_FolderOfPlainImages_TakesNone()
    {
        using var folder = new TempFolder();
        var run = Wsidicomizer.Run("convert", synthetic.Folder("plain-image"), "-o", folder["out"]);
        Assert.Equal(1, run.ExitCode);
        Assert.False(ConvertedFolder.AnyIn(folder["out"]));
    }

    [ToolFact("openslide-show-properties", Slides = false)]
    public void Inspect_EveryKind_TellsEveryValueOfTheAnswerKey() =>
        Assert.All(synthetic.Slides.Values.SelectMany(slides => slides), PlantedValues.AssertInspected);

    private static double Psnr(string script, params string[] arguments)
    {
        using var answer = JsonDocument.Parse(Tools.RunScript(script, arguments));
        return answer.RootElement.GetProperty("psnr").GetDouble();
    }
}
