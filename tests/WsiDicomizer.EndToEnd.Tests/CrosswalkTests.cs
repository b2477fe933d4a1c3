using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary><c>--crosswalk</c> and <c>--crosswalk-midi</c>: true, private, never in the output, whole or not there.</summary>
public sealed class CrosswalkTests(DicomSources sources) : IClassFixture<DicomSources>
{
    [ToolTheory(Tools.Python, "stat")]
    [InlineData("level-iv")]
    [InlineData("basic")]
    [InlineData("research-longitudinal")]
    public void Convert_WithCrosswalks_TellsWhatPydicomSeesOnBothSides(string profile)
    {
        using var folder = new TempFolder();
        var (source, files) = (sources.FolderOf(DicomSources.Camelyon), sources.FilesOf(DicomSources.Camelyon));

        var converted = ConvertedFolder.Convert(
            source, folder["out"], "-p", profile, "--crosswalk", folder["x.csv"], "--crosswalk-midi", folder["midi"]);

        string[] arguments = [folder["x.csv"], folder["midi"], .. files, "--", .. converted.Instances];
        Assert.InRange(int.Parse(Tools.RunScript("crosswalk.py", arguments), null), 5, 500);
        Assert.Contains(
            $"SlidePath,{sources.BaseOf(DicomSources.Camelyon)},{converted.Pseudonym}\n",
            File.ReadAllText(folder["x.csv"]),
            StringComparison.Ordinal);
        string[] written = [folder["x.csv"], folder["midi/uid_mapping.csv"], folder["midi/patid_mapping.csv"]];
        Assert.Equal("600 600 600", ProcessRun.Start("stat", ["--printf=%a ", .. written]).Output.Trim());
    }

    [ToolTheory(Tools.Python)]
    [InlineData("level-iv")]
    [InlineData("research-longitudinal")]
    public void Deidentify_WithCrosswalks_TellsWhatPydicomSeesOnBothSides(string profile)
    {
        using var folder = new TempFolder();
        Tools.RunScript("make_archive.py", folder["in"]);
        foreach (var name in (string[])[DicomSources.Camelyon, DicomSources.Annotations])
        {
            DicomSources.CopyTo(folder, "in/" + name, name);
        }

        Wsidicomizer.RunWell(
            "deidentify", folder["in"], "-o", folder["out"], "-p", profile, "--key-file", sources.Key,
            "--crosswalk", folder["x.csv"], "--crosswalk-midi", folder["midi"]);
        Wsidicomizer.RunWell(
            "deidentify", folder["in/sm"], folder["in"], "-o", folder["again"], "-p", profile, "--key-file", sources.Key,
            "--jobs", "1", "--crosswalk", folder["again.csv"]);

        string[] arguments =
        [
            folder["x.csv"], folder["midi"], .. Directory.EnumerateFiles(folder["in"], "*", SearchOption.AllDirectories),
            "--", .. Directory.EnumerateFiles(folder["out"], "*.dcm", SearchOption.AllDirectories),
        ];
        Assert.InRange(int.Parse(Tools.RunScript("crosswalk.py", arguments), null), 20, 500);
        Assert.Contains("PLANTED2,P-", File.ReadAllText(folder["midi/patid_mapping.csv"]), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(folder["x.csv"]), File.ReadAllBytes(folder["again.csv"]));
        Assert.Empty(IdentityScan.Find(folder["out"], ["PLANTED1", "PLANTED^NAME", "PLANTED-SPECIMEN"]));
    }

    [ToolFact(Tools.Python, Slides = false)]
    public void Deidentify_WhereOneInstanceFails_NamesTheOthersOnly()
    {
        using var folder = new TempFolder();
        Tools.RunScript("make_archive.py", folder["in"]);
        var whole = File.ReadAllBytes(folder["in/ct/1.dcm"]);
        File.WriteAllBytes(folder["in/ct/1.dcm"], whole[..^9]);

        var run = Wsidicomizer.Run("deidentify", folder["in"], "-o", folder["out"], "--crosswalk", folder["x.csv"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("only link", run.Output, StringComparison.Ordinal);
        Assert.Contains("PatientID,PLANTED2,", File.ReadAllText(folder["x.csv"]), StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED1", File.ReadAllText(folder["x.csv"]), StringComparison.Ordinal);
    }

    [ToolFact(Tools.Python, Slides = false)]
    public void Deidentify_CrosswalkInsideTheOutput_IsRefusedAndNothingIsWritten()
    {
        using var folder = new TempFolder();
        Tools.RunScript("make_archive.py", folder["in"]);
        Directory.CreateSymbolicLink(folder["alias"], folder["out"]);

        var run = Wsidicomizer.Run("deidentify", folder["in"], "-o", folder["out"], "--crosswalk", folder["alias/x.csv"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("inside the output", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [ToolFact]
    public void Convert_WithAKeyOfTheRun_SaysThatTheCrosswalkIsTheOnlyLink()
    {
        using var folder = new TempFolder();

        var run = Wsidicomizer.RunWell("convert", Cmu1.Slide, "-o", folder["out"], "--crosswalk", folder["x.csv"]);

        Assert.Contains("only link", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CMU-1", run.Output, StringComparison.Ordinal);
        Assert.Empty(IdentityScan.Find(folder["out"], Cmu1.Identity));
    }

    [ToolFact]
    public void Convert_InAnyOrderWithAnyJobs_WritesTheSameBytes()
    {
        using var folder = new TempFolder();
        var key = Wsidicomizer.NewKey(folder);
        var slides = Wsidicomizer.Synthesize(folder["in"], 3, "600x500");
        string[] all = [Cmu1.Slide, .. slides];

        Wsidicomizer.RunWell(
            ["convert", .. all, "-o", folder["a"], "--key-file", key, "--jobs", "1", "--crosswalk", folder["a.csv"],
                "--crosswalk-midi", folder["ma"]]);
        Wsidicomizer.RunWell(
            ["convert", .. all.Reverse(), "-o", folder["b"], "--key-file", key, "--jobs", "4", "--crosswalk", folder["b.csv"],
                "--crosswalk-midi", folder["mb"]]);

        Assert.Equal(File.ReadAllBytes(folder["a.csv"]), File.ReadAllBytes(folder["b.csv"]));
        Assert.Equal(FolderContent.Read(folder["ma"]), FolderContent.Read(folder["mb"]));
        Assert.Equal(all.Length, File.ReadLines(folder["a.csv"]).Count(line => line.StartsWith("SlidePath,", StringComparison.Ordinal)));
    }

    [ToolTheory]
    [InlineData("out/x.csv")]
    [InlineData("alias/deep/x.csv")]
    public void Convert_CrosswalkInsideTheOutput_IsRefusedAndNothingIsWritten(string path)
    {
        using var folder = new TempFolder();
        Directory.CreateSymbolicLink(folder["alias"], folder["out"]);

        foreach (var option in (string[])["--crosswalk", "--crosswalk-midi"])
        {
            var run = Wsidicomizer.Run("convert", Cmu1.Slide, "-o", folder["out"], option, folder[path]);

            Assert.Equal(2, run.ExitCode);
            Assert.Contains("inside the output", run.Errors, StringComparison.Ordinal);
            Assert.Equal([folder["alias"]], FolderContent.Entries(folder.Path));
        }
    }

    [ToolFact]
    public void Convert_CrosswalkThatExists_IsNeverOverwrittenNorFollowed()
    {
        using var folder = new TempFolder();
        folder.Write("mine", "mine"u8);
        File.CreateSymbolicLink(folder["link"], folder["mine"]);

        foreach (var name in (string[])["mine", "link"])
        {
            var run = Wsidicomizer.Run("convert", Cmu1.Slide, "-o", folder["out"], "--crosswalk", folder[name]);

            Assert.Equal(2, run.ExitCode);
            Assert.Contains("never overwritten", run.Errors, StringComparison.Ordinal);
        }

        Assert.Equal("mine", File.ReadAllText(folder["mine"]));
        Assert.False(Directory.Exists(folder["out"]));
    }

    [ToolFact]
    public void Convert_WhereOneSlideFails_NamesTheOtherOnly()
    {
        using var folder = new TempFolder();
        var bytes = File.ReadAllBytes(Cmu1.Slide);
        folder.Write("in/broken.svs", bytes.AsSpan(0, bytes.Length / 2));
        folder.Copy(Cmu1.Slide, "in/whole.svs");

        var run = Wsidicomizer.Run("convert", folder["in"], "-o", folder["out"], "--crosswalk", folder["x.csv"]);

        Assert.Equal(1, run.ExitCode);
        var text = File.ReadAllText(folder["x.csv"]);
        Assert.Contains("whole.svs", text, StringComparison.Ordinal);
        Assert.DoesNotContain("broken", text, StringComparison.Ordinal);
    }

    [ToolFact]
    public void Convert_WhereAllFails_WritesNoCrosswalk()
    {
        using var folder = new TempFolder();
        folder.Write("a.svs", "no slide"u8);

        var run = Wsidicomizer.Run("convert", folder["a.svs"], "-o", folder["out"], "--crosswalk", folder["x.csv"]);

        Assert.Equal(1, run.ExitCode);
        Assert.False(File.Exists(folder["x.csv"]) || File.Exists(folder[".x.csv.partial"]));
    }

    [ToolFact("unshare", "mount", Mount = true)]
    public void Convert_CrosswalkOnAFullDisk_EndsWith1AndLeavesNoPartOfIt()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["disk"]);
        const string Script = """
            mount -t tmpfs -o size=8k tmpfs "$1" || exit 77
            head -c 8000 /dev/zero >"$1/filler"
            "$2" convert "$3" -o "$4" --crosswalk "$1/x.csv"
            code=$?
            find "$1" -mindepth 1 ! -name filler >&2
            exit $code
            """;

        var run = ProcessRun.Start(
            "unshare",
            [.. Tools.OwnMounts, "sh", "-c", Script, "sh", folder["disk"], Wsidicomizer.Program, Cmu1.Slide, folder["out"]]);

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("(?i)crosswalk could not be written.*(space|full)", run.Errors);
        Refusal.AssertNoInnards(run);
        Assert.DoesNotContain(".partial\n", run.Errors, StringComparison.Ordinal);
        Assert.Single(ConvertedFolder.InOutput(folder["out"]));
    }
}
