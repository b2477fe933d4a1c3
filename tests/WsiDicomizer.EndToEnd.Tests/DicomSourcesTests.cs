using System.Text;
using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>DICOM of other makers converts: frames as they were, identity gone or kept as the profile says.</summary>
public sealed class DicomSourcesTests(DicomSources sources) : IClassFixture<DicomSources>
{
    private static readonly string[] Profiles = ["level-iv", "identified"];

    // What makers write where nothing is known, and a maker that calls itself the institution: Manufacturer stays.
    private static readonly string[] NoIdentity = ["Unknown", "^^^^", "PixelMed"];

    // Words that the standard and our own output have as well ("Patient" is in every report).
    private static readonly string[] OrdinaryWords = ["Patient", "Physician", "Test"];

    // SNOMED CT, as a coding scheme.
    private const string SnomedUid = "2.16.840.1.113883.6.96";

    public static TheoryData<string, bool> Slides => DicomSources.Slides;

    [ToolTheory("dciodvfy", "dcentvfy")]
    [MemberData(nameof(Slides))]
    public void Dciodvfy_EverySlideAndProfile_FindsNoError(string name, bool isRewrapped)
    {
        _ = isRewrapped;
        foreach (var converted in Profiles.Select(profile => sources.Converted(name, profile)))
        {
            converted.AssertComplete();
            AssertNoError(converted.Instances);
        }
    }

    [ToolTheory(Tools.Python)]
    [MemberData(nameof(Slides))]
    public void Convert_EverySlideAndProfile_KeepsTheFrames(string name, bool isRewrapped)
    {
        foreach (var profile in Profiles)
        {
            var (frames, identical, same) = DicomSources.Compare(
                sources.BaseOf(name), sources.Converted(name, profile).File("volume-0.dcm"));

            Assert.Equal(frames, same);
            Assert.True(isRewrapped || identical == frames, $"{profile}: {identical} of {frames} frames are the same bytes");
        }
    }

    [ToolFact(Tools.Python)]
    public void Convert_PicturesBesideTheLevels_KeepTheirPixels()
    {
        var converted = sources.Converted(DicomSources.Cmu1, "identified");
        var pictures = sources.FilesOf(DicomSources.Cmu1).Where(file => file != sources.BaseOf(DicomSources.Cmu1)).ToList();

        Assert.Equal(["label.dcm", "overview.dcm", "report.json", "thumbnail.dcm", "volume-0.dcm"], converted.Names);
        foreach (var name in (string[])["label.dcm", "overview.dcm", "thumbnail.dcm"])
        {
            var size = converted.Describe(name)["Rows"];
            var source = pictures.Single(file => new ConvertedFolder(Path.GetDirectoryName(file)!).Describe(Path.GetFileName(file))["Rows"] == size);
            Assert.Equal((1, 1), (DicomSources.Compare(source, converted.File(name)).Frames, DicomSources.Compare(source, converted.File(name)).SamePixels));
        }

        Assert.Equal(["report.json", "thumbnail.dcm", "volume-0.dcm"], sources.Converted(DicomSources.Cmu1, "level-iv").Names);
    }

    [ToolTheory(Tools.Python)]
    [MemberData(nameof(Slides))]
    public void Convert_LevelIv_LeavesNoIdentityOfTheSourceInNamesOrBytes(string name, bool isRewrapped)
    {
        _ = isRewrapped;
        var (values, uids) = DicomSources.IdentityOf(sources.FilesOf(name));
        var gone = values.Except(NoIdentity).Except(OrdinaryWords).Concat(uids.Where(uid => uid != SnomedUid)).ToList();

        Assert.NotEmpty(gone);
        Assert.Empty(IdentityScan.Find(Path.GetDirectoryName(sources.Converted(name, "level-iv").Path)!, gone));
    }

    [ToolFact(Tools.Python)]
    public void Convert_CamelyonIdentified_HasAllOfItsIdentity()
    {
        var (values, uids) = DicomSources.IdentityOf(sources.FilesOf(DicomSources.Camelyon));
        var converted = sources.Converted(DicomSources.Camelyon, "identified");

        var found = IdentityScan.Find(converted.Path, values.Concat(uids));

        // What is invented in it, so that the list is known to be one.
        foreach (var value in (string[])["GenLast^Penelope", "GenLast^Bruce", "PN-1-692-287-590-758-1", "Example Hospital", "Camelyon16", "16340811", "16730303", "GO-1692287590758"])
        {
            Assert.Contains(value, values);
        }

        Assert.All(values.Concat(uids), value => Assert.Contains(found, line => line.Contains($" {value} as ", StringComparison.Ordinal)));
    }

    [ToolFact(Tools.Python)]
    public void Convert_CamelyonLevelIv_KeepsHarmlessDescriptionsAndCodes()
    {
        // PS3.15 E.3.5, Clean Descriptors: words that identify nobody, and codes, stay. Under basic both go.
        var kept = Encoding.Latin1.GetString(File.ReadAllBytes(sources.Converted(DicomSources.Camelyon, "level-iv").File("volume-0.dcm")));
        Assert.Contains("Pathology Consult", kept, StringComparison.Ordinal);
        Assert.Contains("Intraepidermal carcinoma, NOS", kept, StringComparison.Ordinal);

        var basic = Encoding.Latin1.GetString(File.ReadAllBytes(sources.Converted(DicomSources.Camelyon, "basic").File("volume-0.dcm")));
        Assert.DoesNotContain("Pathology Consult", basic, StringComparison.Ordinal);
        Assert.DoesNotContain("Intraepidermal carcinoma, NOS", basic, StringComparison.Ordinal);
    }

    [ToolTheory]
    [MemberData(nameof(Slides))]
    public void Inspect_EverySlide_PrintsItsIdentityRecords(string name, bool isRewrapped)
    {
        _ = isRewrapped;
        var json = Wsidicomizer.RunWell("inspect", sources.FolderOf(name), "--json").Output;
        var text = Wsidicomizer.RunWell("inspect", sources.FolderOf(name)).Output;

        using var slide = JsonDocument.Parse(json);
        Assert.Equal("dicom", slide.RootElement.GetProperty("format").GetString());
        Assert.Equal(0, slide.RootElement.GetProperty("toleratedFaults").GetArrayLength());
        var records = slide.RootElement.GetProperty("identity").EnumerateArray().Select(record => record.GetProperty("name").GetString()).ToList();
        Assert.Contains("StudyInstanceUID", records);
        Assert.Contains("StudyInstanceUID", text, StringComparison.Ordinal);
        if (name == DicomSources.Camelyon)
        {
            Assert.Contains("PatientName", records);
            Assert.Contains("GenLast^Penelope", text, StringComparison.Ordinal);
            Assert.Contains("Camelyon16", text, StringComparison.Ordinal);
        }
    }

    [ToolTheory("dciodvfy", "dcentvfy", Tools.Python)]
    [InlineData(DicomSources.Camelyon)]
    [InlineData(DicomSources.Cmu1)]
    public void Convert_OwnOutput_HasTheSameFrames(string name)
    {
        using var folder = new TempFolder();
        var first = sources.Converted(name, "identified");

        var again = sources.Convert(first.Path, folder["out"], "level-iv");

        foreach (var file in again.Names.Where(file => file.EndsWith(".dcm", StringComparison.Ordinal)))
        {
            Assert.Equal(DicomSources.Digest(first.File(file)), DicomSources.Digest(again.File(file)));
        }

        AssertNoError(again.Instances);
    }

    [ToolFact(Tools.Python)]
    public void Convert_Concatenation_HasTheFramesOfTheWhole()
    {
        using var folder = new TempFolder();
        var parts = sources.Convert(sources.FolderOf(DicomSources.Cmu1), folder["parts"], "identified", "--max-instance-size", "400KB");
        Assert.Contains("volume-0-3.dcm", parts.Names);

        var whole = sources.Convert(parts.Path, folder["whole"], "level-iv");

        Assert.Equal(
            DicomSources.Digest(sources.Converted(DicomSources.Cmu1, "identified").File("volume-0.dcm")),
            DicomSources.Digest(whole.File("volume-0.dcm")));
    }

    [ToolTheory("dciodvfy", "dcentvfy", Tools.Python)]
    [InlineData(DicomSources.Camelyon)]
    [InlineData(DicomSources.Cmu1)]
    public void Convert_SparseFrames_AreThoseOfTheFullOne(string name)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["in"]);
        Tools.RunScript("dicom_source.py", "sparse", sources.BaseOf(name), folder["in/sparse.dcm"]);

        var converted = sources.Convert(folder["in"], folder["out"], "level-iv");

        Assert.Equal("TILED_FULL", converted.Describe("volume-0.dcm")["DimensionOrganizationType"]);
        Assert.Equal(
            DicomSources.Digest(sources.Converted(name, "level-iv").File("volume-0.dcm")),
            DicomSources.Digest(converted.File("volume-0.dcm")));
        AssertNoError(converted.Instances);
    }

    private static void AssertNoError(IReadOnlyList<string> instances)
    {
        Assert.NotEmpty(instances);
        foreach (var instance in instances)
        {
            var run = ProcessRun.Start("dciodvfy", [instance]);
            Assert.DoesNotMatch("(?m)^Error", run.Text);
            Assert.Contains("VLWholeSlideMicroscopyImage", run.Text, StringComparison.Ordinal);
        }

        var entities = ProcessRun.Start("dcentvfy", [.. instances]);
        Assert.True(entities.ExitCode == 0 && !entities.Text.Contains("Error", StringComparison.Ordinal), entities.Text);
    }
}
