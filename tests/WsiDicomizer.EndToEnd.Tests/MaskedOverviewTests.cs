using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary><c>mask-label</c>: of the picture of the glass the label's part is white, and the rest what the scanner wrote.</summary>
public sealed class MaskedOverviewTests
{
    [ToolTheory(Tools.Python, "dciodvfy")]
    [InlineData("hamamatsu", "ycc-422.ndpi", "coefficients")]
    [InlineData("hamamatsu", "ycc-420.ndpi", "coefficients")]
    [InlineData("aperio", "classic-rgb.svs", "coefficients")]
    [InlineData("leica", "one-area.scn", "pixels")]
    public void Convert_MaskLabel_CoversTheLabelAlone(string vendor, string kind, string kept)
    {
        using var folder = new TempFolder();
        var slide = Wsidicomizer.Synthesize(folder["slides"], 7, "1300x900", vendor)
            .Single(path => path.EndsWith("-" + kind, StringComparison.Ordinal));

        var converted = ConvertedFolder.Convert(slide, folder["out"], "--overview", "mask-label");

        var mask = Mask(converted);
        Assert.Equal((kept, "of the format"), (mask.GetProperty("keptOutside").GetString(), mask.GetProperty("place").GetString()));
        AssertCovered(slide, converted, mask);
        AssertConforms(converted);
        Assert.Empty(IdentityScan.Find(folder["out"], PlantedValues.Searchable(slide)));
    }

    // A scanner's own macro: the label's part, with the bytes of its stream nowhere in the output.
    [ToolFact(Tools.Python)]
    public void Convert_RealMacro_IsCoveredAndOtherwiseTheScanners()
    {
        using var folder = new TempFolder();

        var converted = ConvertedFolder.Convert(Cmu1.Slide, folder["out"], "-p", "research-longitudinal");

        AssertCovered(Cmu1.Slide, converted, Mask(converted));
    }

    [ToolFact(Tools.Python, "dciodvfy")]
    public void Deidentify_MaskLabelWithAnArea_CoversThatAlone()
    {
        using var folder = new TempFolder();
        var slide = Wsidicomizer.Synthesize(folder["slides"], 7, "1300x900", "hamamatsu")
            .Single(path => path.EndsWith("-ycc-422.ndpi", StringComparison.Ordinal));
        var identified = ConvertedFolder.Convert(slide, folder["identified"], "-p", "identified");

        Wsidicomizer.RunWell(
            "deidentify", identified.File("overview.dcm"), "-o", folder["out"], "--overview", "mask-label", "--label-area", "0,0,0.35,1");

        var instance = Assert.Single(Directory.GetFiles(folder["out"], "*.dcm", SearchOption.AllDirectories));
        using var report = JsonDocument.Parse(File.ReadAllBytes(folder["out/report.json"]));
        AssertCovered(slide, instance, report.RootElement.GetProperty("labelMasks")[0]);
        AssertNoError(instance);
    }

    [ToolFact(Slides = false)]
    public void Deidentify_MaskLabelWithoutAnArea_DropsTheOverviewAndSaysWhy()
    {
        using var folder = new TempFolder();
        var slide = Wsidicomizer.Synthesize(folder["slides"], 7, "1300x900", "hamamatsu")[0];
        var identified = ConvertedFolder.Convert(slide, folder["identified"], "-p", "identified");

        var run = Wsidicomizer.RunWell("deidentify", identified.Path, "-o", folder["out"], "-p", "research-longitudinal");

        Assert.Contains("1 overview left out, for the label cannot be covered", run.Text, StringComparison.Ordinal);
        Assert.Contains("--label-area", run.Text, StringComparison.Ordinal);
    }

    private static JsonElement Mask(ConvertedFolder converted)
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(converted.File("report.json")));
        return report.RootElement.GetProperty("instances").EnumerateArray()
            .Single(instance => instance.GetProperty("file").GetString() == "overview.dcm").GetProperty("labelMask").Clone();
    }

    private static void AssertCovered(string slide, ConvertedFolder converted, JsonElement mask) =>
        AssertCovered(slide, converted.File("overview.dcm"), mask);

    private static void AssertCovered(string slide, string instance, JsonElement mask)
    {
        string[] rectangle = [.. new[] { "left", "top", "width", "height" }.Select(name => $"{mask.GetProperty(name).GetInt32()}")];
        using var compared = JsonDocument.Parse(Tools.RunScript("masked_overview.py", [slide, instance, .. rectangle]));
        var root = compared.RootElement;

        // The label had shades, and has one; outside nothing differs, by a decoder that is not ours.
        Assert.Equal("[255, 255]", root.GetProperty("inside").GetRawText());
        Assert.InRange(root.GetProperty("source").GetInt32(), 100, int.MaxValue);
        Assert.Equal(0, root.GetProperty("outside").GetInt32());
        Assert.InRange(root.GetProperty("pixels").GetInt32(), 100_000, int.MaxValue);
        Assert.Equal("""["DERIVED", "PRIMARY", "OVERVIEW", "NONE"]""", root.GetProperty("ImageType").GetRawText());
        Assert.Equal(("NO", "YES"), (root.GetProperty("BurnedInAnnotation").GetString(), root.GetProperty("SpecimenLabelInImage").GetString()));
    }

    private static void AssertConforms(ConvertedFolder converted)
    {
        Assert.Empty(ConformanceChecker.Check(converted.Path));
        AssertNoError(converted.File("overview.dcm"));
    }

    private static void AssertNoError(string instance)
    {
        var text = ProcessRun.Start("dciodvfy", [instance]).Text;
        Assert.Contains("VLWholeSlideMicroscopyImage", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text.Split('\n'), line => line.StartsWith("Error", StringComparison.Ordinal));
    }
}
