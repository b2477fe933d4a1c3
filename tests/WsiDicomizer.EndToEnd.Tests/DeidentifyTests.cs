using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary><c>deidentify</c> on instances of every form, looked at by programs that are not ours.</summary>
public sealed class DeidentifyTests : IDisposable
{
    private const string Secret = "quetzal";

    private readonly TempFolder _folder = new();

    [ToolFact("python3", "dcmdump", Slides = false)]
    public void Deidentify_InstancesOfEveryEncoding_PixelsStayAndNothingHiddenDoes()
    {
        var source = Deidentified.Make(_folder, "make");
        var output = _folder["out"];

        var run = Deidentified.Run(source, output, "--key-file", Wsidicomizer.NewKey(_folder));

        Assert.True(run.ExitCode == 0, run.Text);
        Assert.Empty(Deidentified.Compare(source, output));
        Assert.All(FolderContent.Read(output).Keys, name =>
        {
            Assert.DoesNotContain(Secret, name, StringComparison.OrdinalIgnoreCase);
            Assert.False(Deidentified.Mentions(Path.Combine(output, name), Secret), name);
        });
        Assert.All(Deidentified.Instances(output), file => Assert.Equal(0, ProcessRun.Start("dcmdump", ["-q", file]).ExitCode));
        Assert.DoesNotContain(Secret, run.Text, StringComparison.OrdinalIgnoreCase);
    }

    [ToolFact("python3", Slides = false)]
    public void Deidentify_InputThatBreaksItsIod_IsDoneAndItsFaultsAreListed()
    {
        var source = Deidentified.Make(_folder, "make");

        Deidentified.Run(source, _folder["out"]);

        var faults = Deidentified.Report(_folder["out"]).GetProperty("inputFaults").EnumerateArray()
            .Select(fault => (
                fault.GetProperty("fault").GetString(),
                fault.TryGetProperty("keyword", out var keyword) ? keyword.GetString() : string.Empty))
            .ToList();
        Assert.Contains(("Type 1 without a value", "Rows"), faults);
        Assert.Contains(("Type 1 without a value", "StudyInstanceUID"), faults);
        Assert.Contains(("VR of another attribute", "Modality"), faults);
        Assert.Contains(("number of values", "PhotometricInterpretation"), faults);
    }

    [ToolFact("python3", Slides = false)]
    public void Deidentify_FramesThatCannotBeLookedThrough_AreRefusedByName()
    {
        var source = Deidentified.Make(_folder, "refused");

        var run = Deidentified.Run(source, _folder["out"]);

        Assert.Equal(1, run.ExitCode);
        Refusal.AssertNoInnards(run);
        Assert.All(Directory.GetFiles(source), file => Assert.Contains(Path.GetFileName(file), run.Errors, StringComparison.Ordinal));
        Assert.Empty(FolderContent.Entries(_folder["out"]));
    }

    [ToolFact("python3", Slides = false)]
    public void Deidentify_UnderIdentified_KeepsFramesAndIdentityAsTheyAre()
    {
        var source = Deidentified.Make(_folder, "refused");

        var run = Deidentified.Run(_folder["in-refused/video.dcm"], _folder["out"], "-p", "identified");

        Assert.True(run.ExitCode == 0, run.Text);
        var instance = Assert.Single(Deidentified.Instances(_folder["out"]));
        Assert.True(Deidentified.Mentions(instance, "QUETZAL4711"));
        Assert.False(Deidentified.Mentions(instance, "QUETZALAE"));
        Assert.Equal(6, Directory.GetFiles(source).Length);
    }

    [ToolFact("python3", Slides = false)]
    public void Deidentify_DamagedFiles_FailByNameAndTheGoodOneIsDelivered()
    {
        var source = Deidentified.Make(_folder, "damaged");

        var run = Deidentified.Run(source, _folder["out"]);

        Assert.Equal(1, run.ExitCode);
        Refusal.AssertNoInnards(run);
        foreach (var file in Directory.GetFiles(source))
        {
            var isNamed = run.Errors.Split('\n').Count(line => line.Contains(Path.GetFileName(file) + ":", StringComparison.Ordinal));
            Assert.Equal(Path.GetFileName(file) == "good.dcm" ? 0 : 1, isNamed);
        }

        Assert.Single(Deidentified.Instances(_folder["out"]));
        Assert.Equal(7, Deidentified.Count(_folder["out"], "failed"));
        Assert.DoesNotContain(Secret, run.Text, StringComparison.OrdinalIgnoreCase);
    }

    [ToolFact("python3", Slides = false)]
    public void Deidentify_OtherOrderJobsAndFolder_GivesTheSameBytes()
    {
        var source = Deidentified.Make(_folder, "make");
        var key = Wsidicomizer.NewKey(_folder);
        var files = Directory.GetFiles(source).Where(file => !file.EndsWith(".txt", StringComparison.Ordinal)).Order().ToArray();
        var elsewhere = files.Reverse().Select((file, index) => _folder.Copy(file, $"other/{index}/{Path.GetFileName(file)}")).ToArray();

        Wsidicomizer.RunWell(["deidentify", .. files, "-o", _folder["one"], "--key-file", key, "--jobs", "1"]);
        Wsidicomizer.RunWell(["deidentify", .. elsewhere, "-o", _folder["two"], "--key-file", key, "--jobs", "7"]);
        Wsidicomizer.RunWell(["deidentify", .. files, "-o", _folder["three"], "--key-file", Wsidicomizer.NewKey(_folder, "key2")]);

        Assert.Equal(FolderContent.Read(_folder["one"]), FolderContent.Read(_folder["two"]));
        Assert.Empty(FolderContent.Read(_folder["one"]).Keys.Intersect(FolderContent.Read(_folder["three"]).Keys).Except(["report.json"]));
    }

    [ToolFact("python3", Slides = false)]
    public void Deidentify_TheSameInstanceTwice_IsDeliveredOnceAndOthersOfItsUidBeside()
    {
        var source = Deidentified.Make(_folder, "make");
        var key = Wsidicomizer.NewKey(_folder);
        var first = _folder.Copy(Path.Combine(source, "explicit.dcm"), "double/a.dcm");
        _folder.Copy(first, "double/b.dcm");
        var other = File.ReadAllBytes(first);
        other[^1] ^= 1;
        _folder.Write("double/c.dcm", other);

        var run = Deidentified.Run(_folder["double"], _folder["one"], "--key-file", key, "--jobs", "1");
        File.Move(_folder["double/c.dcm"], _folder["double/0.dcm"]);
        Deidentified.Run(_folder["double"], _folder["two"], "--key-file", key, "--jobs", "3");

        Assert.True(run.ExitCode == 0, run.Text);
        var names = Deidentified.Instances(_folder["one"]).Select(Path.GetFileNameWithoutExtension).ToArray();
        Assert.Equal(2, names.Length);
        Assert.Contains(names, name => name!.EndsWith("-2", StringComparison.Ordinal));
        Assert.Equal(1, Deidentified.Count(_folder["one"], "duplicates"));
        Assert.Equal(FolderContent.Read(_folder["one"]), FolderContent.Read(_folder["two"]));
    }

    [ToolFact("python3", "dcmmkdir", Slides = false)]
    public void Deidentify_MediumWithDicomdir_LeavesItOutAndSaysSo()
    {
        var source = Deidentified.Make(_folder, "make");
        _folder.Copy(Path.Combine(source, "explicit.dcm"), "medium/IM1");
        var made = ProcessRun.Start("dcmmkdir", ["--input-directory", _folder["medium"], "--general-purpose", "--invent",
            "--output-file", _folder["medium/DICOMDIR"], "IM1"]);
        Assert.True(File.Exists(_folder["medium/DICOMDIR"]), made.Text);
        _folder.Copy(_folder["medium/DICOMDIR"], "medium/index.dcm");

        var run = Deidentified.Run(_folder["medium"], _folder["out"]);

        Assert.True(run.ExitCode == 0, run.Text);
        Assert.Contains("DICOMDIR", run.Output, StringComparison.Ordinal);
        Assert.Single(Deidentified.Instances(_folder["out"]));
        Assert.Equal(2, Deidentified.Count(_folder["out"], "dicomdir"));
    }

    [ToolFact("python3", Slides = false)]
    public void Deidentify_NotDicom_IsLeftInFoldersAndFailsWhereItIsNamed()
    {
        var source = Deidentified.Make(_folder, "make");

        var inFolder = Deidentified.Run(source, _folder["one"], "-v");
        var named = Deidentified.Run(Path.Combine(source, "notes.txt"), _folder["two"]);

        Assert.True(inFolder.ExitCode == 0, inFolder.Text);
        Assert.Contains("notes.txt", inFolder.Errors, StringComparison.Ordinal);
        Refusal.AssertClear(named, "notes.txt", "DICOM");
    }

    [ToolFact("python3", Slides = false)]
    public void Deidentify_Json_IsALinePerInputWithoutItsName()
    {
        var source = Deidentified.Make(_folder, "damaged");

        var run = Deidentified.Run(source, _folder["out"], "--json");

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(8, lines.Count);
        Assert.Equal(Enumerable.Range(1, 8), lines.Select(line => line.GetProperty("input").GetInt32()));
        var delivered = Assert.Single(lines, line => line.GetProperty("status").GetString() == "delivered");
        Assert.True(File.Exists(Path.Combine(_folder["out"], delivered.GetProperty("file").GetString()!)));
        Assert.DoesNotContain("good", run.Output, StringComparison.Ordinal);
    }

    [ToolFact("python3", Slides = false)]
    public void Deidentify_WrongProfile_EndsWith2AndWritesNothing()
    {
        var source = Deidentified.Make(_folder, "damaged");
        _folder.Write("own.yaml", "name: own\nbasis: ps3.15-basic\noptions: [no-such-option]\n"u8);

        var run = Deidentified.Run(source, _folder["out"], "-p", _folder["own.yaml"]);

        Assert.Equal(2, run.ExitCode);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [ToolFact("python3", Slides = false)]
    public void Deidentify_ProfileOfThreeLinesThatRetainsUids_NamesNoFileAfterThem()
    {
        var source = Deidentified.Make(_folder, "make");
        _folder.Write("own.yaml", "name: own\nbasis: ps3.15-basic\noptions: [retain-uids]\n"u8);

        var run = Deidentified.Run(source, _folder["out"], "-p", _folder["own.yaml"]);

        Assert.True(run.ExitCode == 0, run.Text);
        Assert.NotEmpty(Deidentified.Instances(_folder["out"]));
        Assert.All(FolderContent.Entries(_folder["out"]), path => Assert.DoesNotContain("1.2.999", path, StringComparison.Ordinal));
        Assert.DoesNotContain("1.2.999", run.Text, StringComparison.Ordinal);
        Assert.False(Deidentified.Mentions(_folder["out/report.json"], "1.2.999"));
    }

    [ToolFact("python3", "unshare", "mount", Slides = false, Mount = true)]
    public void Deidentify_OntoAFullDisk_IsReportedAndLeavesNothing()
    {
        var source = Deidentified.Make(_folder, "make");
        Directory.CreateDirectory(_folder["disk"]);
        const string Script = """
            mount -t tmpfs -o size=40k tmpfs "$1" || exit 77
            "$2" deidentify "$3" -o "$1/out"
            code=$?
            find "$1" -mindepth 1 ! -path "$1/out"
            exit $code
            """;

        var run = ProcessRun.Start(
            "unshare", [.. Tools.OwnMounts, "sh", "-c", Script, "sh", _folder["disk"], Wsidicomizer.Program, source]);

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("(?i)space|full", run.Errors);
        Refusal.AssertNoInnards(run);
        Assert.DoesNotContain(_folder["disk"], run.Output, StringComparison.Ordinal);
    }

    [ToolFact("python3", "env", Slides = false)]
    public void Deidentify_Interrupted_EndsWith130AndLeavesNothing()
    {
        var source = Deidentified.Make(_folder, "make");
        var names = Directory.GetFiles(source);
        for (var number = 0; number < 4000; number++)
        {
            _folder.Copy(names[number % names.Length], $"many/{number}");
        }

        using var running = ProcessRun.Launch(
            "env", ["--default-signal=INT", Wsidicomizer.Program, "deidentify", _folder["many"], "-o", _folder["out"]]);
        Assert.True(running.WaitUntil(() => Deidentified.Instances(_folder["out"]).Length > 10, TimeSpan.FromMinutes(1)));
        ProcessRun.Start("kill", ["-INT", $"{running.Id}"]);
        var run = running.Finish(TimeSpan.FromMinutes(1));

        Assert.Equal(130, run.ExitCode);
        Refusal.AssertNoInnards(run);
        Assert.Empty(FolderContent.Entries(_folder["out"]));
    }

    public void Dispose() => _folder.Dispose();
}
