using System.Text;
using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Profiles as users have them: what outputs say of the one they were made with, mistakes, and the schema.</summary>
public class ProfileTests(Cmu1 cmu1) : IClassFixture<Cmu1>
{
    [ToolTheory(Tools.Python)]
    [InlineData("identified", "NO", "", "")]
    [InlineData("basic", "YES", "DCM:113100", "REMOVED")]
    [InlineData("level-iii", "YES", "DCM:113100 DCM:113106 DCM:113109", "UNMODIFIED")]
    [InlineData("level-iv", "YES", "DCM:113100 DCM:113105", "REMOVED")]
    [InlineData("research-longitudinal", "YES", "DCM:113100 DCM:113105 DCM:113107 DCM:113108", "MODIFIED")]
    [InlineData("aida-1-images", "YES", "DCM:113100", "REMOVED")]
    [InlineData("aida-2-scanner", "YES", "DCM:113100", "REMOVED")]
    [InlineData("aida-3-period", "YES", "DCM:113100 DCM:113107", "MODIFIED")]
    [InlineData("aida-4-examination", "YES", "DCM:113100 DCM:113107", "MODIFIED")]
    [InlineData("aida-5-diagnosis", "YES", "DCM:113100 DCM:113107", "MODIFIED")]
    [InlineData("public-release", "YES", "DCM:113100 DCM:113105", "REMOVED")]
    public void Convert_UnderAProfile_SaysExactlyWhatWasApplied(string profile, string removed, string codes, string dates)
    {
        var said = Methods(cmu1.Converted(profile));

        var digest = JsonDocument.Parse(Wsidicomizer.RunWell("profiles", "show", profile, "--json").Output)
            .RootElement.GetProperty("digest").GetString()!;
        foreach (var (name, values) in said)
        {
            Assert.Equal((removed, codes, dates), (values["PatientIdentityRemoved"], values["Codes"], values["LongitudinalTemporalInformationModified"]));

            // research-longitudinal covers the overview's label.
            var showsLabel = name is "label.dcm" || (name is "overview.dcm" && profile == "identified");
            Assert.Equal(showsLabel ? "YES" : "NO", values["BurnedInAnnotation"]);
            Assert.Equal("NO", values["RecognizableVisualFeatures"]);
            if (profile != "identified")
            {
                Assert.Matches($@"^WsiDicomizer \d[^|]*\|profile {profile}\|profile SHA-256 {digest[..16]}\|PS3\.15 E\.1-1 2026d$", values["Method"]);
            }
        }
    }

    [ToolFact(Tools.Python)]
    public void Convert_UpTheLadder_NamesTheScannerFromTheSecondRungOn()
    {
        Assert.Contains("Manufacturer=REMOVED", Texts("aida-1-images"));
        Assert.Contains("Manufacturer=Aperio", Texts("aida-2-scanner"));
        Assert.Equal(
            ["CodeMeaning", "CodeValue", "CodingSchemeDesignator", "ContainerIdentifier", "DeidentificationMethod", "DeviceSerialNumber",
                "Manufacturer", "ManufacturerModelName", "OpticalPathIdentifier", "PositionReferenceIndicator", "SoftwareVersions", "SpecimenIdentifier"],
            Texts("aida-1-images").Select(text => text.Split('=')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [ToolFact(Tools.Python)]
    public void Convert_PublicRelease_HasTextsOfTheListAndOurOwnAlone()
    {
        var list = File.ReadAllText(Path.Combine(SharedSlides.RepositoryRoot, "profiles", "public-release.yaml"));
        foreach (var text in Texts("public-release"))
        {
            var (keyword, value) = (text.Split('=')[0], text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            Assert.True(
                keyword is "DeidentificationMethod" or "CodeValue" || keyword.EndsWith("Identifier", StringComparison.Ordinal)
                || list.Contains($"\"{value}\"", StringComparison.Ordinal), keyword);
        }

        Assert.Contains("thumbnail.dcm", cmu1.Converted("public-release").Names);
    }

    [ToolFact(Tools.Python, Slides = false)]
    public void Schema_OfTheLanguage_TakesWhatTheParserTakes()
    {
        using var folder = new TempFolder();
        var profiles = Path.Combine(SharedSlides.RepositoryRoot, "profiles");
        const string Head = "name: mine\nbasis: ps3.15-basic\n";
        var wrong = new[]
        {
            "optoins: []", "options: [clean]", "options: [retain-longitudinal-full-dates, retain-longitudinal-modified-dates]",
            "dates: { shift: per-patient }", "options: [retain-longitudinal-modified-dates]\ndates: { coarsen: year, weeks: true }",
            "options: [retain-longitudinal-modified-dates]\ndates: { intervals: proportional }", "private: safe",
            "options: [retain-safe-private]\nprivate: remove", "unknown: keep", "images: { label: mask-label }", "images: { thumbnail: mask-label }",
            "attributes: { PatientID: Q }", "attributes: { PatientAge: { max: 89 } }", "attributes: { PatientAge: { action: X, max: 89 } }",
            "attributes: { StudyDescription: { action: K, keep-matching: a } }", "identifiers: { PatientID: { pseudonym: P } }",
            "scanners: [{ when: {}, attributes: {} }]", "scanners: [{ when: { Manufacturer: Leica } }]", "texts: {}", "texts: { allow: [''] }",
        };
        var right = new[]
        {
            "", "options: []", "options: [clean-graphics]", "options: [retain-safe-private]\nprivate: safe",
            "options: [retain-longitudinal-modified-dates]\ndates: { weeks: true, days: [-70, -7], order: randomize }",
            "attributes: { \"(0009,xx10) ACME 1.1\": X, \"(60xx,3000)\": K, \"(0010,0010)\": D }", "images: { thumbnail: keep-unlabeled, overview: mask-label }",
            "scanners: [{ when: { Manufacturer: 'Leica*' }, attributes: { SeriesDescription: X } }]", "texts: { allow: [] }",
        };
        var files = wrong.Concat(right).Select((body, index) => folder.Write($"{index}.yaml", Encoding.UTF8.GetBytes(Head + body + "\n"))).ToList();
        files.AddRange(Directory.EnumerateFiles(profiles, "*.yaml"));

        var output = Tools.RunScript("profile_schema.py", [Path.Combine(profiles, "profile.schema.json"), .. files]);

        using var result = JsonDocument.Parse(output);
        foreach (var (file, index) in files.Select((file, index) => (file, index)))
        {
            var isRight = index >= wrong.Length;
            Assert.True(isRight == (result.RootElement.GetProperty(file).GetArrayLength() == 0), $"the schema, {file}: {output}");
            Assert.True(isRight == (Wsidicomizer.Run("profiles", "check", file).ExitCode == 0), $"the program, {file}");
        }
    }

    [ToolTheory]
    [InlineData("optoins: []", "3:1")]
    [InlineData("attributes: { PatientID: Q }", "3:26")]
    [InlineData("options: [retain-longitudinal-full-dates, retain-longitudinal-modified-dates]", "3:43")]
    [InlineData("unknown: 'remove", "3:10")]
    public void Convert_WithAWrongProfile_DoesNothing(string body, string place)
    {
        using var folder = new TempFolder();
        var profile = folder.Write("mine.yaml", Encoding.UTF8.GetBytes($"name: mine\nbasis: ps3.15-basic\n{body}\n"));

        var run = Wsidicomizer.Run("convert", Cmu1.Slide, "-o", folder["out"], "-p", profile);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"mine.yaml:{place}: ", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    private List<string> Texts(string profile) =>
        [.. Methods(cmu1.Converted(profile)).Values.SelectMany(values => values["Texts"].Split('|')).Distinct()];

    private static Dictionary<string, Dictionary<string, string>> Methods(ConvertedFolder converted) =>
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(Tools.RunScript("methods.py", [.. converted.Instances]))!;
}
