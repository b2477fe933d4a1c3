using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary><c>--dual-tiff</c>: one file, two formats, for programs that know only one of them.</summary>
public sealed class DualTiffTests(Cmu1 cmu1) : IClassFixture<Cmu1>
{
    private const string OpenSlide = "openslide-show-properties";

    [ToolTheory(Tools.Python, OpenSlide)]
    [InlineData("aperio/CMU-1-Small-Region.svs", 1)]
    [InlineData("synthetic/aperio-classic-rgb.svs", 2)]
    [InlineData("synthetic/aperio-zero-tile.svs", 2)]
    public void Convert_Jpeg_OpensAsPyramidWithTheSamePixels(string slide, int levels)
    {
        using var folder = new TempFolder();
        var converted = Convert(SharedSlides.File(slide), folder["out"]);

        using var found = JsonDocument.Parse(Tools.RunScript("dual_tiff.py", converted.Path));

        Assert.Equal(levels, found.RootElement.GetProperty("levels").GetInt32());
        Assert.Equal("generic-tiff", found.RootElement.GetProperty("vendor").GetString());
        Assert.Equal(0, found.RootElement.GetProperty("different").GetArrayLength());
        Assert.Equal(
            ["tiff.ResolutionUnit", "tiff.XResolution", "tiff.YResolution"],
            found.RootElement.GetProperty("properties").EnumerateArray().Select(name => name.GetString()));
    }

    [ToolFact(Tools.Python, OpenSlide, Slides = false)]
    public void Convert_EverySyntheticSlide_OpensOrSaysWhyNot()
    {
        using var folder = new TempFolder();
        foreach (var slide in Wsidicomizer.Synthesize(folder["in"], 5, "1500x1200"))
        {
            var converted = Convert(slide, folder[$"out/{Path.GetFileNameWithoutExtension(slide)}"]);
            using var found = JsonDocument.Parse(Tools.RunScript("dual_tiff.py", converted.Path));
            if (slide.Contains("33005", StringComparison.Ordinal))
            {
                Assert.Contains("33005", found.RootElement.GetProperty("refused").GetString(), StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal(0, found.RootElement.GetProperty("different").GetArrayLength());
            }
        }
    }

    [ToolFact("tiffinfo", "tiffcp", "tiffdump")]
    public void Libtiff_EveryFile_IsReadWithoutAWarning()
    {
        using var folder = new TempFolder();
        var converted = Convert(SharedSlides.File("synthetic/aperio-classic-rgb.svs"), folder["out"]);
        foreach (var name in (string[])["volume-0.dcm", "volume-1.dcm"])
        {
            var info = ProcessRun.Start("tiffinfo", ["-D", converted.File(name)]);
            Assert.Equal((0, string.Empty), (info.ExitCode, info.Errors));
            Assert.Contains("JPEG", info.Output, StringComparison.Ordinal);

            // Decodes every tile, and writes it in another way.
            var copy = ProcessRun.Start("tiffcp", ["-c", "none", "-s", converted.File(name), folder[name + ".tif"]]);
            Assert.Equal((0, string.Empty), (copy.ExitCode, copy.Errors));
        }

        Assert.Contains(
            "Directory 1:", ProcessRun.Start("tiffdump", [converted.File("volume-0.dcm")]).Output, StringComparison.Ordinal);
    }

    [ToolFact("dciodvfy", "dcmdump", "gdcminfo", Tools.Python)]
    public void Dicom_EveryInstance_IsUnimpaired()
    {
        using var folder = new TempFolder();
        var converted = Convert(SharedSlides.File("synthetic/aperio-classic-rgb.svs"), folder["out"]);
        foreach (var instance in converted.Instances)
        {
            var checkedBy = ProcessRun.Start("dciodvfy", [instance]).Text;
            Assert.Contains("VLWholeSlideMicroscopyImage", checkedBy, StringComparison.Ordinal);
            Assert.DoesNotMatch("(?m)^Error", checkedBy);

            var dumped = ProcessRun.Start("dcmdump", [instance]);
            Assert.Equal(0, dumped.ExitCode);
            Assert.DoesNotMatch("(?m)^[EW]:", dumped.Errors);

            Assert.Equal(0, ProcessRun.Start("gdcminfo", [instance]).ExitCode);
            var values = converted.Describe(Path.GetFileName(instance));
            Assert.Equal(values["NumberOfFrames"], values["DecodedFrames"]);
        }
    }

    [ToolFact]
    public void Convert_LevelIv_LeavesNoIdentityAndIsTheSameAgain()
    {
        using var folder = new TempFolder();
        var one = Convert(Cmu1.Slide, folder["one"], "--key-file", cmu1.Key);
        var two = Convert(Cmu1.Slide, folder["two"], "--key-file", cmu1.Key, "--jobs", "1");

        Assert.Equal(FolderContent.Read(one.Path), FolderContent.Read(two.Path));
        Assert.Empty(IdentityScan.Find(folder["one"], Cmu1.Identity));
    }

    [ToolFact]
    public void Convert_PlantedIdentity_IsOnNeitherSide()
    {
        using var folder = new TempFolder();
        string[] planted =
        [
            "DOE_JANE", "DOE, JANE", "Doe Jane", "S24-0815", "drsmith", "SS7890", "12/29/23", "20231229", "09:59:15",
        ];

        foreach (var slide in (string[])["synthetic/aperio-classic-rgb.svs", "synthetic/aperio-33005.svs"])
        {
            Convert(SharedSlides.File(slide), folder[$"out/{Path.GetFileName(slide)[..^4]}"]);
        }

        Assert.Empty(IdentityScan.Find(folder["out"], planted));
    }

    [ToolFact]
    public void Convert_Report_TellsTheExtraBytes()
    {
        using var folder = new TempFolder();
        var converted = Convert(SharedSlides.File("synthetic/aperio-classic-rgb.svs"), folder["out"]);

        using var report = JsonDocument.Parse(File.ReadAllBytes(converted.File("report.json")));
        var volume = report.RootElement.GetProperty("instances")[0];
        Assert.Equal("TIFF", volume.GetProperty("tiff").GetProperty("format").GetString());
        Assert.Equal(2, volume.GetProperty("tiff").GetProperty("levels").GetInt32());
        var small = new FileInfo(converted.File("volume-1.dcm")).Length;
        Assert.InRange(volume.GetProperty("tiff").GetProperty("extraBytes").GetInt64(), 1, small);
    }

    private static ConvertedFolder Convert(string slide, string output, params string[] options)
    {
        var run = Wsidicomizer.RunWell(["convert", slide, "-o", output, "--dual-tiff", .. options]);
        Assert.Contains("TIFF as well: ", run.Output, StringComparison.Ordinal);
        return ConvertedFolder.Single(output);
    }
}
