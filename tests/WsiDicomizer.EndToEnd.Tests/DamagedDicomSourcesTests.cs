using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>DICOM folders with files that are damaged, or are no slides: nothing is left out in silence.</summary>
public sealed class DamagedDicomSourcesTests
{
    [ToolFact]
    public void Convert_AnnotationFile_IsRefusedWithItsReason()
    {
        using var folder = new TempFolder();

        var run = Wsidicomizer.Run("convert", SharedSlides.File("dicom-wsi/" + DicomSources.Annotations), "-o", folder["out"]);

        Refusal.AssertClear(run, DicomSources.Annotations, "no VL Whole Slide Microscopy image");
        Assert.False(ConvertedFolder.AnyIn(folder["out"]));
    }

    [ToolTheory]
    [InlineData("convert")]
    [InlineData("inspect")]
    public void Run_ACutFileOfTheSeries_RefusesTheSlideOnce(string command)
    {
        using var folder = new TempFolder();
        DicomSources.CopyTo(folder, "in", DicomSources.Cmu1);
        foreach (var cut in Directory.GetFiles(folder["in"]))
        {
            var whole = File.ReadAllBytes(cut);
            File.WriteAllBytes(cut, whole[..^5000]);

            var run = command == "convert"
                ? Wsidicomizer.Run("convert", folder["in"], "-o", folder["out"], "--json")
                : Wsidicomizer.Run("inspect", folder["in"]);

            Refusal.AssertClear(run, Path.GetFileName(cut), "longer than what encloses it \\(at byte [0-9]+\\)");
            Assert.DoesNotContain(": at byte", run.Errors, StringComparison.Ordinal);
            Assert.Single(run.Errors.Split('\n'), line => line.Contains(".dcm", StringComparison.Ordinal));
            Assert.False(ConvertedFolder.AnyIn(folder["out"]));
            File.WriteAllBytes(cut, whole);
        }
    }

    [ToolFact]
    public void Convert_GarbageBesideTheSlide_IsToldAndNotNamedInTheReport()
    {
        using var folder = new TempFolder();
        DicomSources.CopyTo(folder, "in", DicomSources.Cmu1);
        var garbage = folder.Write("in/sekret.dcm", [.. new byte[128], .. "DICM"u8, .. new byte[1000]]);
        folder.Write("in/notes.txt", "no DICOM"u8);
        var slide = Directory.GetFiles(folder["in"], "1.2*.dcm")[0];

        var converted = ConvertedFolder.Convert(slide, folder["out"]);
        var inspected = Wsidicomizer.RunWell("inspect", slide).Output;
        var all = Wsidicomizer.Run("convert", folder["in"], "-o", folder["all"]);

        var note = Assert.Single(Notes(converted), text => text.Contains("cannot be read", StringComparison.Ordinal));
        Assert.Contains(": 1;", note, StringComparison.Ordinal);
        Assert.Empty(IdentityScan.Find(folder["out"], ["sekret"]));
        Assert.Contains(garbage, inspected, StringComparison.Ordinal);
        Assert.DoesNotContain("notes.txt", inspected, StringComparison.Ordinal);

        // In a folder that is converted as a whole, the file is one that failed.
        Refusal.AssertClear(all, "sekret.dcm", "at byte");
        Assert.Equal(converted.Names, ConvertedFolder.Single(folder["all"]).Names);
    }

    [ToolFact]
    public void Convert_FaultsThatAreTolerated_AreToldByTheirCodes()
    {
        using var folder = new TempFolder();
        DicomSources.CopyTo(folder, "in", "highdicom-sm_image.dcm");
        var path = folder["in/highdicom-sm_image.dcm"];
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf("Test^Patient"u8)] = 0xFF;
        File.WriteAllBytes(path, bytes);

        var converted = ConvertedFolder.Convert(folder["in"], folder["out"]);
        var inspected = Wsidicomizer.RunWell("inspect", folder["in"]).Output;
        using var json = JsonDocument.Parse(Wsidicomizer.RunWell("inspect", folder["in"], "--json").Output);

        Assert.Contains("DCM1115 (1)", Assert.Single(Notes(converted), text => text.Contains("tolerated", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("DCM1115", inspected, StringComparison.Ordinal);
        Assert.Equal("DCM1115", Assert.Single(json.RootElement.GetProperty("toleratedFaults").EnumerateArray()).GetProperty("code").GetString());
    }

    private static List<string> Notes(ConvertedFolder converted)
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(converted.File("report.json")));
        return [.. report.RootElement.GetProperty("notes").EnumerateArray().Select(note => note.GetString()!)];
    }
}
