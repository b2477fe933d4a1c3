using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>OME-TIFF: foreign readers see the same pixels, every planted value is told, and none comes out.</summary>
public class SyntheticOmeTests
{
    private static readonly SyntheticSlides Synthetic = SyntheticSlides.Of("ome-tiff");

    // OpenSlide knows no OME: it reads what is generic, of SubIFDs nothing.
    [ToolFact("openslide-show-properties", Slides = false)]
    public void Synth_EveryKind_IsAGenericTiffForOpenSlide()
    {
        Assert.Equal(6, Synthetic.Slides.Count);
        foreach (var slide in Synthetic.Slides)
        {
            var properties = ProcessRun.Start("openslide-show-properties", [slide]).Output;
            Assert.Contains("openslide.vendor: 'generic-tiff'", properties, StringComparison.Ordinal);
            Assert.Contains("openslide.level[0].width: '1600'", properties, StringComparison.Ordinal);
            Assert.Contains(
                $"openslide.level-count: '{(slide == Synthetic.Slide("pages-rgb") ? 3 : 1)}'", properties, StringComparison.Ordinal);
        }
    }

    [ToolTheory(Tools.Python)]
    [InlineData("subifd-rgb", "volume-0.dcm", 0, "-", 1600, 8)]
    [InlineData("subifd-rgb", "volume-1.dcm", 0, "0", 800, 8)]
    [InlineData("subifd-rgb", "volume-2.dcm", 0, "1", 400, 8)]
    [InlineData("pages-rgb", "volume-0.dcm", 0, "-", 1600, 8)]
    [InlineData("pages-rgb", "volume-2.dcm", 2, "-", 400, 8)]
    [InlineData("deflate", "volume-0.dcm", 0, "-", 1600, 8)]
    [InlineData("deflate", "volume-1.dcm", 0, "0", 800, 8)]
    [InlineData("channels-8bit", "volume-0.dcm", 0, "-", 1600, 8)]
    [InlineData("channels-8bit", "channel-2-volume-0.dcm", 1, "-", 1600, 8)]
    [InlineData("channels-8bit", "channel-3-volume-1.dcm", 2, "0", 800, 8)]
    [InlineData("channels-16bit", "volume-0.dcm", 0, "-", 1600, 16)]
    [InlineData("channels-16bit", "channel-2-volume-2.dcm", 1, "1", 400, 16)]
    [InlineData("channels-16bit", "channel-3-volume-0.dcm", 2, "-", 1600, 16)]
    [InlineData("focal-planes", "volume-0.dcm", 0, "-", 1600, 8)]
    [InlineData("focal-planes", "plane-2-volume-1.dcm", 1, "0", 800, 8)]
    [InlineData("focal-planes", "plane-3-volume-0.dcm", 2, "-", 1600, 8)]
    public void Convert_EveryKind_ShowsWhatTifffileReads(string variant, string name, int page, string child, int columns, int bits)
    {
        var slide = Synthetic.Slide(variant);

        var converted = Synthetic.Convert(variant);

        using var compared = JsonDocument.Parse(Tools.RunScript("tiff_page.py", slide, $"{page}", child, converted.File(name)));
        int Number(string key) => compared.RootElement.GetProperty(key).GetInt32();
        Assert.Equal((columns, columns * 3 / 4, bits, 0), (Number("columns"), Number("rows"), Number("bits"), Number("different")));
        Assert.Equal((columns + 255) / 256 * (((columns * 3 / 4) + 255) / 256), Number("compared"));
    }

    [ToolTheory(Tools.Python, "openslide-show-properties")]
    [InlineData("subifd-rgb", 0)]
    [InlineData("pages-rgb", 0)]
    [InlineData("pages-rgb", 1)]
    [InlineData("deflate", 0)]
    [InlineData("focal-planes", 0)]
    public void Convert_PlainKinds_LookAsOpenSlideRendersThem(string variant, int level)
    {
        var slide = Synthetic.Slide(variant);
        var converted = Synthetic.Convert(variant);
        Assert.Empty(PixelComparison.Run(slide, $"{level}", converted.File($"volume-{level}.dcm")).Different);
    }

    [ToolTheory("dciodvfy")]
    [InlineData("subifd-rgb", "identified")]
    [InlineData("channels-8bit", "identified")]
    [InlineData("deflate", "level-iii")]
    public void Convert_OtherProfile_HasNoErrorsOfDciodvfyAndMeetsOurRules(string variant, string profile)
    {
        var converted = Synthetic.Convert(variant, "-p", profile);

        Assert.All(converted.Instances, instance =>
            Assert.DoesNotMatch("(?m)^Error", ProcessRun.Start("dciodvfy", [instance]).Text));
        Assert.Empty(ConformanceChecker.Check(converted.Path));
    }

    [ToolFact(Tools.Python, Slides = false)]
    public void Convert_Channels_SayTheirLight()
    {
        var converted = Synthetic.Convert("channels-16bit");

        // Excitation and emission are known of the first and third channel, not of the second.
        foreach (var (name, number, excitation, emission) in new[]
        {
            ("volume-0.dcm", "1", "358.0", "461"), ("channel-2-volume-0.dcm", "2", null, null), ("channel-3-volume-0.dcm", "3", "650.0", "670"),
        })
        {
            using var path = JsonDocument.Parse(Tools.RunScript("optical_path.py", converted.File(name)));
            string? Text(string key) => path.RootElement.GetProperty(key).GetString();
            Assert.Equal(
                (number, "111743", excitation, emission),
                (Text("OpticalPathIdentifier"), Text("IlluminationTypeCodeSequence"), Text("IlluminationWaveLength"), Text("ImagePathFilterPassThroughWavelength")));
            Assert.Equal(excitation is null ? "414298005" : null, Text("IlluminationColorCodeSequence"));
            Assert.Equal(("MONOCHROME2", "16", number), (Text("PhotometricInterpretation"), Text("BitsStored"), Text("SeriesNumber")));
            Assert.Null(Text("ICCProfile"));
        }
    }

    // tags say RGB, the stream YCbCr; 33003 is said, the stream holds RGB without a transform; strips of samples with a sign.
    [ToolTheory(Tools.Python, "dciodvfy")]
    [InlineData("wsic-XYC-JPEG.ome.tiff", "YBR_FULL_422")]
    [InlineData("wsic-XYC-JPEG-2000.ome.tiff", "RGB")]
    [InlineData("tiledb-multi-channel.ome.tif", "MONOCHROME2")]
    [InlineData("CMU-1-Small-Region.subifd.ome.tif", "RGB")]
    public void Convert_FilesOfOthers_SaysTheirColours(string name, string photometric)
    {
        using var folder = new TempFolder();

        var converted = ConvertedFolder.Convert(SharedSlides.File($"ome-tiff/{name}"), folder["out"], "--mpp", "0.5");

        Assert.Equal(photometric, converted.Describe("volume-0.dcm")["PhotometricInterpretation"]);
        Assert.All(converted.Instances, instance =>
            Assert.DoesNotMatch("(?m)^Error", ProcessRun.Start("dciodvfy", [instance]).Text));
    }

    [ToolFact(Tools.Python)]
    public void Convert_TheSamePictureAsJpegAndJpeg2000_HasTheSameColours()
    {
        using var folder = new TempFolder();
        var jpeg = ConvertedFolder.Convert(SharedSlides.File("ome-tiff/wsic-XYC-JPEG.ome.tiff"), folder["one"], "--mpp", "0.5");
        var jpeg2000 = ConvertedFolder.Convert(SharedSlides.File("ome-tiff/wsic-XYC-JPEG-2000.ome.tiff"), folder["two"], "--mpp", "0.5");

        using var means = JsonDocument.Parse(Tools.RunScript("mean_colors.py", jpeg.File("volume-0.dcm"), jpeg2000.File("volume-0.dcm")));
        Assert.InRange(means.RootElement.GetProperty("difference").GetDouble(), 0, 1.5);
    }
}
