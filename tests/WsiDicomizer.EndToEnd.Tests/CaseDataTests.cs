using System.Text;
using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary><c>convert --case-metadata</c>: all of it in the identified output, none of it in the others.</summary>
public class CaseDataTests(CaseSlides slides) : IClassFixture<CaseSlides>
{
    // Level III keeps dates and times of acquisition and study by its definition.
    private static readonly string[] KeptByLevelIii = ["20261102", "081517"];

    [ToolFact(Tools.Python)]
    public void Convert_Identified_HasEveryValueInItsModule()
    {
        var converted = slides.Converted("identified", slides.CaseJson);

        foreach (var instance in (string[])["volume-0.dcm", "label.dcm"])
        {
            var missing = CaseSlides.Expected.Except(CaseSlides.Flatten(converted[0], instance)).ToList();
            Assert.True(missing.Count == 0, $"{instance}: {string.Join(" / ", missing)}");
        }
    }

    [ToolTheory]
    [InlineData("basic")]
    [InlineData("level-iii")]
    [InlineData("level-iv")]
    public void Convert_UnderAProfile_LeavesNothingOfTheCaseInNamesOrBytes(string profile)
    {
        var converted = slides.Converted(profile, slides.CaseJson);
        var gone = profile == "level-iii" ? CaseSlides.Planted.Except(KeptByLevelIii) : CaseSlides.Planted;

        Assert.Empty(IdentityScan.Find(Path.GetDirectoryName(converted[0].Path)!, gone));
    }

    [ToolFact]
    public void Convert_Identified_IsSeenByTheScan()
    {
        var found = IdentityScan.Find(slides.Converted("identified", slides.CaseJson)[0].Path, CaseSlides.Planted);

        Assert.All(CaseSlides.Planted, value => Assert.Contains(found, line => line.Contains(value, StringComparison.Ordinal)));
    }

    [ToolTheory("dciodvfy")]
    [InlineData("identified")]
    [InlineData("basic")]
    [InlineData("level-iii")]
    [InlineData("level-iv")]
    public void Dciodvfy_WithCaseData_FindsNoError(string profile)
    {
        foreach (var instance in slides.Converted(profile, slides.CaseJson).SelectMany(folder => folder.Instances))
        {
            var run = ProcessRun.Start("dciodvfy", [instance]);
            Assert.DoesNotMatch("(?m)^Error", run.Text);
            Assert.Contains("VLWholeSlideMicroscopyImage", run.Text, StringComparison.Ordinal);
        }
    }

    [ToolTheory(Tools.Python)]
    [InlineData("identified")]
    [InlineData("level-iii")]
    [InlineData("level-iv")]
    public void Convert_TwoSlidesOfOneCase_AreOneStudyOfOnePatient(string profile)
    {
        var converted = slides.Converted(profile, slides.CaseCsv);
        Assert.Equal(3, converted.Count);

        // The first two are of one case, the third of another patient's.
        var values = converted.Select(folder => CaseSlides.Flatten(folder, "volume-0.dcm")).ToList();
        foreach (var keyword in (string[])["StudyInstanceUID", "PatientID", "AccessionNumber"])
        {
            var found = values.Select(lines => Assert.Single(lines, line => line.StartsWith(keyword + "=", StringComparison.Ordinal))).ToList();
            Assert.NotEqual(keyword + "=", found[0]);
            Assert.Equal(2, found.Distinct().Count());
        }

        Assert.Equal(3, values.Select(lines => lines.First(line => line.StartsWith("SeriesInstanceUID=", StringComparison.Ordinal))).Distinct().Count());
    }

    [ToolFact]
    public void Convert_WithCaseData_IsByteIdenticalEachTimeAndReportsNoIdentity()
    {
        using var folder = new TempFolder();
        var first = slides.Converted("level-iv", slides.CaseJson)[0];

        slides.Convert("level-iv", slides.CaseJson, folder["out"]);

        var again = ConvertedFolder.InOutput(folder["out"])[0];
        Assert.Equal(FolderContent.Read(first.Path), FolderContent.Read(again.Path));
        using var report = JsonDocument.Parse(File.ReadAllBytes(again.File("report.json")));
        Assert.Equal("used", report.RootElement.GetProperty("caseData").GetString());
    }

    [ToolFact]
    public void Convert_SlideWithoutRecord_IsConvertedAndReported()
    {
        using var folder = new TempFolder();
        var cases = folder.Write("case.csv", Encoding.UTF8.GetBytes("FileName;PatientName\r\nelse;Sekret^A\r\n"));

        var run = Wsidicomizer.RunWell("convert", slides.Slides[0], "-o", folder["out"], "--case-metadata", cases, "--json");

        Assert.Contains("\"caseData\":\"none\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"unusedLines\":[2]", run.Output, StringComparison.Ordinal);
        Assert.Contains("no record of the case data fits", run.Errors, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(File.ReadAllBytes(ConvertedFolder.Single(folder["out"]).File("report.json")));
        Assert.Equal("none", report.RootElement.GetProperty("caseData").GetString());
        Assert.DoesNotContain("Sekret", run.Text, StringComparison.Ordinal);
    }

    [ToolFact]
    public void Convert_WrongCaseData_EndsWith2AndDoesNothing()
    {
        using var folder = new TempFolder();
        var cases = folder.Write("case.json", "{\"Slides\":[{\"FileName\":\"a\",\n\"PatientBirthDate\":\"Sekret\"}]}"u8);

        var run = Wsidicomizer.Run("convert", slides.Slides[0], "-o", folder["out"], "--case-metadata", cases);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("case.json:2:20: PatientBirthDate: no date", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Sekret", run.Text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }
}
