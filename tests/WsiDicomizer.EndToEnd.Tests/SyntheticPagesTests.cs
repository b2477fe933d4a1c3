using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Generic TIFF, Huron, Trestle, QPTIFF, plain images: known to OpenSlide where it knows them, told whole, kept in pixels.</summary>
public class SyntheticPagesTests
{
    private const double Same = 999;

    private static readonly string[] Vendors = ["generic-tiff", "huron", "trestle", "qptiff", "plain-image"];

    [ToolFact("openslide-show-properties", Slides = false)]
    public void Synth_EveryKind_IsWhatOpenSlideTakesItFor()
    {
        Assert.Equal([10, 2, 3, 2, 3], Vendors.Select(vendor => SyntheticSlides.Of(vendor).Slides.Count));

        // It reads JPEG 2000 under Aperio's numbers alone, and Huron and QPTIFF as generic TIFF.
        foreach (var (vendor, expected) in new[] { ("generic-tiff", "generic-tiff"), ("huron", "generic-tiff"), ("qptiff", "generic-tiff"), ("trestle", "trestle") })
        {
            foreach (var slide in SyntheticSlides.Of(vendor).Slides.Where(slide => !slide.EndsWith("-jpeg2000.tif", StringComparison.Ordinal)))
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
        var slide = SyntheticSlides.Of(vendor).Slide(variant);
        var converted = SyntheticSlides.Of(vendor).Convert(variant);
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
        var slide = SyntheticSlides.Of(vendor).Slide(variant);
        var converted = SyntheticSlides.Of(vendor).Convert(variant);
        var frames = FrameComparison.OfPage(slide, page, converted.File($"volume-{level}.dcm"));
        Assert.Equal((frames.Tiles, frames.Tiles), (frames.Identical, frames.Frames));
    }

    // OpenSlide 3.4.1 fails there; from 4.0 on it shows background.
    [ToolFact(Tools.Python)]
    public void Convert_MissingTile_IsWhite()
    {
        using var folder = new TempFolder();
        var slide = SyntheticSlides.Of("generic-tiff").Slide("jpeg");
        var run = Wsidicomizer.RunWell("convert", slide, "-o", folder["out"]);
        Assert.Contains("level 1: 1 tile(s) that the slide does not store were made white", run.Output, StringComparison.Ordinal);
        var frames = FrameComparison.OfPage(slide, 1, ConvertedFolder.Single(folder["out"]).File("volume-1.dcm"));
        Assert.Equal([2], frames.Different);
    }

    [ToolFact(Tools.Python)]
    public void Convert_ContradictedColour_FollowsTheStreams()
    {
        var converted = SyntheticSlides.Of("generic-tiff").Convert("jpeg-contradicted");
        Assert.Equal("YBR_FULL_422", converted.Describe("volume-0.dcm")["PhotometricInterpretation"]);
    }

    [ToolTheory(Tools.Python, "openslide-show-properties")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Convert_OverlappingTiles_AreWhatOpenSlideComposes(int level)
    {
        var slide = SyntheticSlides.Of("trestle").Slide("overlaps");
        var converted = SyntheticSlides.Of("trestle").Convert("overlaps");
        Assert.InRange(Psnr("likeness.py", slide, $"{level}", converted.File($"volume-{level}.dcm")), 45, Same);
    }

    [ToolTheory(Tools.Python)]
    [InlineData("striped-tiff", Same)]
    [InlineData("png", Same)]
    [InlineData("jpeg", 45)]
    public void Convert_PlainImage_HasItsPixels(string variant, double atLeast)
    {
        var image = SyntheticSlides.Of("plain-image").Slide(variant);
        var converted = SyntheticSlides.Of("plain-image").Convert(variant);
        Assert.InRange(Psnr("image_likeness.py", image, converted.File("volume-0.dcm")), atLeast, Same);
    }

    [ToolTheory("dciodvfy")]
    [InlineData("huron", "classic")]
    [InlineData("trestle", "plain")]
    [InlineData("qptiff", "bright-field")]
    public void Convert_Identified_KeepsThePicturesAndHasNoErrors(string vendor, string variant)
    {
        using var folder = new TempFolder();
        var converted = SyntheticSlides.Of(vendor).Convert(variant, "-p", "identified");

        Assert.Contains("overview.dcm", converted.Names);
        Assert.All(converted.Instances, instance =>
            Assert.DoesNotMatch("(?m)^Error", ProcessRun.Start("dciodvfy", [instance]).Text));
    }

    // A photograph of a label may lie in any folder.
    [ToolFact(Tools.Python)]
    public void Convert_FolderOfPlainImages_TakesNone()
    {
        using var folder = new TempFolder();
        var run = Wsidicomizer.Run("convert", SyntheticSlides.Of("plain-image").Path, "-o", folder["out"]);
        Assert.Equal(1, run.ExitCode);
        Assert.False(ConvertedFolder.AnyIn(folder["out"]));
    }

    private static double Psnr(string script, params string[] arguments)
    {
        using var answer = JsonDocument.Parse(Tools.RunScript(script, arguments));
        return answer.RootElement.GetProperty("psnr").GetDouble();
    }
}
