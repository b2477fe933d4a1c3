using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Nothing of the source's identity is in the output; what stands in its place depends on the key.</summary>
public class PrivacyTests(Cmu1 cmu1) : IClassFixture<Cmu1>
{
    // Level III keeps serial number and time by its definition.
    private static readonly string[] KeptByLevelIii =
        ["CPAPERIOCS", "12/29/09", "2009-12-29", "20091229", "09:59:15", "095915"];

    [ToolTheory]
    [InlineData("basic")]
    [InlineData("level-iii")]
    [InlineData("level-iv")]
    [InlineData("research-longitudinal")]
    [InlineData("aida-1-images")]
    [InlineData("aida-2-scanner")]
    [InlineData("aida-3-period")]
    [InlineData("aida-4-examination")]
    [InlineData("aida-5-diagnosis")]
    [InlineData("public-release")]
    public void Convert_UnderAProfile_LeavesNoIdentityInNamesOrBytes(string profile)
    {
        var converted = cmu1.Converted(profile);
        var gone = profile == "level-iii" ? Cmu1.Identity.Except(KeptByLevelIii) : Cmu1.Identity;

        Assert.Empty(IdentityScan.Find(Path.GetDirectoryName(converted.Path)!, gone));
    }

    [ToolFact]
    public void Convert_Identified_IsSeenByTheScan() =>
        Assert.NotEmpty(IdentityScan.Find(cmu1.Converted("identified").Path, ["CPAPERIOCS"]));

    [ToolFact(Tools.Python)]
    public void Convert_LevelIv_HoldsNoStoredByteOfLabelOrMacro()
    {
        var converted = cmu1.Converted("level-iv");

        var found = Tools.RunScript("find_images.py", [Cmu1.Slide, .. converted.Names.Select(converted.File)]);

        Assert.Contains("\"found\": []", found, StringComparison.Ordinal);
    }

    [ToolFact]
    public void Convert_TwiceWithTheSameKey_IsByteIdentical()
    {
        using var folder = new TempFolder();
        var elsewhere = new Dictionary<string, string>
        {
            ["TZ"] = "Asia/Kathmandu", ["LC_ALL"] = "de_DE.UTF-8", ["LANG"] = "tr_TR.UTF-8",
        };
        var copy = folder.Copy(Cmu1.Slide, "in/CMU-1-Small-Region.svs");

        var run = ProcessRun.Start(
            Wsidicomizer.Program,
            ["convert", copy, "-o", folder["out"], "-p", "level-iv", "--key-file", cmu1.Key, "--jobs", "1"], elsewhere);

        Assert.Equal(0, run.ExitCode);
        var first = FolderContent.Read(Path.GetDirectoryName(cmu1.Converted("level-iv").Path)!);
        Assert.Equal(3, first.Count);
        Assert.Equal(first, FolderContent.Read(folder["out"]));
    }

    [ToolFact(Tools.Python)]
    public void Convert_WithAnotherKey_ChangesNamesAndUids()
    {
        using var folder = new TempFolder();
        var key = Wsidicomizer.NewKey(folder, "other");

        var other = ConvertedFolder.Convert(Cmu1.Slide, folder["out"], "--key-file", key);

        var one = cmu1.Converted("level-iv");
        Assert.NotEqual(one.Pseudonym, other.Pseudonym);
        foreach (var name in (string[])["volume-0.dcm", "thumbnail.dcm"])
        {
            foreach (var keyword in (string[])["ContainerIdentifier", "StudyInstanceUID",
                         "SeriesInstanceUID", "SOPInstanceUID", "FrameOfReferenceUID"])
            {
                Assert.NotEqual(one.Describe(name)[keyword], other.Describe(name)[keyword]);
            }

            Assert.Equal(InstanceFrames.Read(one.File(name)), InstanceFrames.Read(other.File(name)));
        }
    }

    [ToolFact(Tools.Python)]
    public void Convert_WithoutAKey_UsesOneOfItsOwnEachTime()
    {
        using var folder = new TempFolder();

        var one = ConvertedFolder.Convert(Cmu1.Slide, folder["one"]);
        var two = ConvertedFolder.Convert(Cmu1.Slide, folder["two"]);

        Assert.NotEqual(one.Pseudonym, two.Pseudonym);
        Assert.NotEqual(one.Describe("volume-0.dcm")["SOPInstanceUID"], two.Describe("volume-0.dcm")["SOPInstanceUID"]);
    }
}
