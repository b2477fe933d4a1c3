using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary><c>inspect --inventory</c> over archives of slides and of DICOM files that pydicom made.</summary>
public class InventoryTests
{
    [ToolFact(Tools.Python, Slides = false)]
    public void Inventory_OfTwoMakers_ListsAttributesWithCountsAndActionsButNoValue()
    {
        using var folder = Archive();

        var run = Wsidicomizer.RunWell("inspect", "--inventory", folder["in"]);

        Assert.Contains("Acme, CT 9, dicom: 3 files\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("Zeta, Scan 1, dicom: 1 file\n", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n\(0010,0020\) +PatientID +LO +3 +3 +D +profile: identifiers\n", run.Output);
        Assert.Matches(
            @"\n\(0040,0560\)\[\*\]\.\(0040,0551\) +SpecimenDescriptionSequence\[\*\]\.SpecimenIdentifier +LO +3 +1 +\w", run.Output);
        Assert.Matches(@"\n\(0009,xx02 MAKER 1\.0\) +\(0009,xx02 MAKER 1\.0\) +LO UN +3 +\d +X +E\.1-1: X, private\n", run.Output);
        Assert.DoesNotContain("PLANTED", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("20230504", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString("PLANTED"u8), run.Text, StringComparison.Ordinal);
    }

    [ToolFact(Tools.Python, Slides = false)]
    public void Inventory_ShowValues_ShowsThem()
    {
        using var folder = Archive();

        var run = Wsidicomizer.RunWell("inspect", "--inventory", folder["in"], "--show-values");

        Assert.Matches(@"\n\(0010,0020\) .*PLANTED1 \| PLANTED2 \| PLANTED3\n", run.Output);
    }

    [ToolFact(Tools.Python, Slides = false)]
    public void Inventory_AgainstASavedOne_TellsWhatIsNewAlone()
    {
        using var folder = Archive();
        folder.Write("saved.json", System.Text.Encoding.UTF8.GetBytes(
            Wsidicomizer.RunWell("inspect", "--inventory", folder["in"], "--json").Output));
        Assert.DoesNotContain("PLANTED", File.ReadAllText(folder["saved.json"]), StringComparison.Ordinal);

        var same = Wsidicomizer.RunWell("inspect", "--inventory", folder["in"], "--against", folder["saved.json"]);
        var fresh = Wsidicomizer.RunWell(
            "inspect", "--inventory", folder["in"], folder["in-new"], "--json", "--against", folder["saved.json"]);

        Assert.Contains("Nothing is new.", same.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(fresh.Output);
        var source = Assert.Single(document.RootElement.GetProperty("sources").EnumerateArray());
        Assert.Equal("Acme", source.GetProperty("manufacturer").GetString());
        Assert.Equal(
            ["(0008,1030)", "(0009,xx07 OTHER 2.0)", "(0010,0020)"],
            source.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("name").GetString()));
    }

    [ToolFact(Tools.Python, Slides = false)]
    public void Inventory_InAnyOrder_IsTheSame()
    {
        using var folder = Archive();

        Assert.Equal(
            Wsidicomizer.RunWell("inspect", "--inventory", folder["in/ct"], folder["in/sm"], "--json").Output,
            Wsidicomizer.RunWell("inspect", "--inventory", folder["in/sm"], folder["in/ct"], "--json").Output);
    }

    [ToolFact(Tools.Python, Slides = false)]
    public void Inventory_WithDamagedFiles_NamesThemAndDoesTheOthers()
    {
        using var folder = Archive();
        var whole = File.ReadAllBytes(folder["in/ct/1.dcm"]);
        folder.Write("in/a/cut.dcm", whole.AsSpan(0, whole.Length - 9));
        folder.Write("in/a/bare", whole.AsSpan(132 + 12 + BitConverter.ToInt32(whole, 140)));
        folder.Write("in/a/empty.dcm", []);
        folder.Write("in/a/notes.txt", "PLANTED notes"u8);

        var run = Wsidicomizer.Run("inspect", "--inventory", folder["in"]);

        Refusal.AssertClear(run, "cut.dcm", "(?i)end|cut|length");
        Assert.Contains("Acme, CT 9, dicom: 4 files\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 passed over (neither DICOM nor slides), 1 failed.", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", run.Text, StringComparison.Ordinal);
    }

    [SharedSlidesFact]
    public void Inventory_OfTheSampleSlides_TellsKeysAndPlacesWithoutTheirValues()
    {
        var run = Wsidicomizer.RunWell("inspect", "--inventory", Path.GetDirectoryName(Cmu1.Slide)!);

        Assert.Matches(@"\nScanScope ID +vendor key +- +\d+ +\d+ +D X +D: as DeviceSerialNumber: E\.1-1: X/Z/D", run.Output);
        Assert.Matches(@"\nlabel image +- +- +\d+ +not read +X +profile: images, label\n", run.Output);
        Assert.DoesNotContain("CPAPERIOCS", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("12/29/09", run.Text, StringComparison.Ordinal);
    }

    [ToolFact(Slides = false)]
    public void Inventory_OfSyntheticSlides_HoldsNoPlantedValue()
    {
        using var folder = new TempFolder();
        var planted = Wsidicomizer.Synthesize(folder["in"], 5, "600x500").SelectMany(PlantedIn).ToHashSet(StringComparer.Ordinal);

        var shown = Wsidicomizer.RunWell("inspect", "--inventory", folder["in"], "--show-values");
        var run = Wsidicomizer.RunWell("inspect", "--inventory", folder["in"], "--json");

        Assert.InRange(planted.Count(value => shown.Output.Contains(value, StringComparison.Ordinal)), 10, 1000);
        Assert.DoesNotContain(planted, value => run.Text.Contains(value, StringComparison.Ordinal));
    }

    [ToolFact(Slides = false)]
    public void Inventory_WrongOptions_EndWith2()
    {
        using var folder = new TempFolder();
        folder.Write("bad.json", "PLANTED"u8);

        var bad = Wsidicomizer.Run("inspect", "--inventory", folder.Path, "--against", folder["bad.json"]);
        var alone = Wsidicomizer.Run("inspect", folder.Path, "--show-values");
        var profile = Wsidicomizer.Run("inspect", "--inventory", folder.Path, "-p", "nothing");

        Assert.Equal([2, 2, 2], (int[])[bad.ExitCode, alone.ExitCode, profile.ExitCode]);
        Assert.DoesNotContain("PLANTED", bad.Text, StringComparison.Ordinal);
        Assert.Contains("--show-values", alone.Errors, StringComparison.Ordinal);
        Refusal.AssertNoInnards(bad);
    }

    // Shorter ones, such as a rack's number, occur in names and counts by chance.
    private static List<string> PlantedIn(string slide)
    {
        using var answers = JsonDocument.Parse(File.ReadAllBytes(slide + ".answers.json"));
        return [.. answers.RootElement.GetProperty("entries").EnumerateArray()
            .Select(entry => entry.TryGetProperty("value", out var value) ? value.GetString() ?? "" : "")
            .Where(value => value.Length > 4)];
    }

    private static TempFolder Archive()
    {
        var folder = new TempFolder();
        Tools.RunScript("make_archive.py", folder["in"]);
        return folder;
    }
}
