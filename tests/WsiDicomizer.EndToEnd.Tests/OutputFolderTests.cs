using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Output folders that cannot be written to: exit code 1, one message, nothing half-written.</summary>
public class OutputFolderTests
{
    [SharedSlidesFact]
    public void Convert_IntoAFolderThatHoldsTheSlideAlready_IsRefusedAndLeavesItAlone()
    {
        using var folder = new TempFolder();
        var key = Wsidicomizer.NewKey(folder);
        ConvertedFolder.Convert(Cmu1.Slide, folder["out"], "--key-file", key);
        var before = FolderContent.Read(folder["out"]);

        var run = Wsidicomizer.Run("convert", Cmu1.Slide, "-o", folder["out"], "--key-file", key);

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("(?i)empty|exists|already", run.Errors);
        Refusal.AssertNoInnards(run);
        Assert.Equal(before, FolderContent.Read(folder["out"]));
    }

    [SharedSlidesFact]
    public void Convert_IntoAFolderWithForeignFiles_IsRefusedAndLeavesThemAlone()
    {
        using var folder = new TempFolder();
        folder.Write("out/notes.txt", "mine"u8);

        var run = Wsidicomizer.Run("convert", Cmu1.Slide, "-o", folder["out"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("(?i)empty", run.Errors);
        Refusal.AssertNoInnards(run);
        Assert.Equal([folder["out/notes.txt"]], FolderContent.Entries(folder["out"]));
    }

    [SharedSlidesFact]
    public void Convert_WhereTheOutputIsAFile_IsRefused()
    {
        using var folder = new TempFolder();
        folder.Write("out", "a file"u8);

        var run = Wsidicomizer.Run("convert", Cmu1.Slide, "-o", folder["out"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("(?i)folder|director", run.Errors);
        Refusal.AssertNoInnards(run);
        Assert.Equal("a file", File.ReadAllText(folder["out"]));
    }

    [ToolFact("setpriv")]
    public void Convert_IntoAFolderThatIsNotWritable_IsRefused()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["out"]);
        ProcessRun.Start("chmod", ["555", folder["out"]]);

        var run = AsUserWithoutPrivileges("convert", Cmu1.Slide, "-o", folder["out"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("(?i)denied|writ|permission", run.Errors);
        Refusal.AssertNoInnards(run);
        Assert.Empty(FolderContent.Entries(folder["out"]));
    }

    [ToolFact("unshare", "mount", Mount = true)]
    public void Convert_OntoAFullDisk_IsReportedAndLeavesNothingHalfWritten()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["disk"]);
        // A disk of 600 KiB of its own, seen by the program alone; the slide needs twice that.
        const string Script = """
            mount -t tmpfs -o size=600k tmpfs "$1" || exit 77
            "$2" convert "$3" -o "$1/out"
            code=$?
            find "$1" -mindepth 1 ! -path "$1/out"
            exit $code
            """;

        var run = ProcessRun.Start(
            "unshare",
            [.. Tools.OwnMounts, "sh", "-c", Script, "sh", folder["disk"], Wsidicomizer.Program, Cmu1.Slide]);

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("(?i)space|full", run.Errors);
        Refusal.AssertNoInnards(run);
        Assert.DoesNotContain(folder["disk"], run.Output, StringComparison.Ordinal);
    }

    [ToolFact("bash")]
    public void Convert_WhereFilesMayNotGrow_IsReportedAndLeavesNothingHalfWritten()
    {
        using var folder = new TempFolder();
        // 512 blocks of 1 KiB a file. Writing beyond fails, as on a full disk, since the signal for it is ignored. The
        // runtime's own code memory would count as a file without the switch.
        const string Script = """
            trap '' XFSZ; ulimit -f 512; exec "$@"
            """;

        var run = ProcessRun.Start(
            "bash",
            ["-c", Script, "bash", Wsidicomizer.Program, "convert", Cmu1.Slide, "-o", folder["out"]],
            new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0" });

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("CMU-1-Small-Region.svs", run.Errors, StringComparison.Ordinal);
        Refusal.AssertNoInnards(run);
        Assert.Empty(FolderContent.Read(folder["out"]));
        Assert.DoesNotContain(FolderContent.Entries(folder["out"]), path => !Directory.Exists(path));
    }

    [ToolFact("env")]
    public void Convert_Interrupted_EndsWith130AndLeavesNothingHalfWritten()
    {
        using var folder = new TempFolder();
        const int Slides = 40;
        for (var number = 1; number <= Slides; number++)
        {
            folder.Copy(Cmu1.Slide, $"in/slide-{number}.svs");
        }

        // A parent may have told its children to ignore the signal; env puts that right.
        using var running = ProcessRun.Launch(
            "env", ["--default-signal=INT", Wsidicomizer.Program, "convert", folder["in"], "-o", folder["out"]]);
        Assert.True(running.WaitUntil(() => ConvertedFolder.AnyIn(folder["out"]), TimeSpan.FromMinutes(1)));
        ProcessRun.Start("kill", ["-INT", $"{running.Id}"]);
        var run = running.Finish(TimeSpan.FromMinutes(1));

        Assert.Equal(130, run.ExitCode);
        Refusal.AssertNoInnards(run);
        var done = ConvertedFolder.InOutput(folder["out"]);
        Assert.InRange(done.Count, 1, Slides - 1);
        Assert.All(done, slide => slide.AssertComplete());
        Assert.Equal(Slides, FolderContent.Read(folder["in"]).Count);
    }

    // Root may write everywhere, unless it gives that right away.
    private static ProcessRun AsUserWithoutPrivileges(params string[] arguments) =>
        Environment.IsPrivilegedProcess
            ? ProcessRun.Start("setpriv", ["--bounding-set", "-dac_override", Wsidicomizer.Program, .. arguments])
            : Wsidicomizer.Run(arguments);
}
