using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>The other commands, and what a wrong command line gets.</summary>
public class CommandLineTests
{
    [ToolTheory]
    [InlineData("convert", "SLIDE", "-o", "OUT", "--profil", "level-iv")]
    [InlineData("convert", "SLIDE", "-o", "OUT", "-p", "level-v")]
    [InlineData("convert", "SLIDE", "-o", "OUT", "--key-file", "OUT/no-such-key")]
    [InlineData("convert", "SLIDE", "-o", "OUT", "--mpp", "zero")]
    [InlineData("convert", "SLIDE")]
    [InlineData("convert", "-o", "OUT")]
    [InlineData("convrt", "SLIDE", "-o", "OUT")]
    [InlineData("profiles", "show", "level-v")]
    public void Run_WrongCommandLine_EndsWith2AndDoesNothing(params string[] arguments)
    {
        using var folder = new TempFolder();
        var real = arguments.Select(argument => argument
            .Replace("SLIDE", Cmu1.Slide, StringComparison.Ordinal)
            .Replace("OUT", folder["out"], StringComparison.Ordinal));

        var run = Wsidicomizer.Run([.. real]);

        Assert.True(run.ExitCode == 2, $"exit code {run.ExitCode}: {run.Text}");
        Assert.NotEqual("", run.Errors);
        Refusal.AssertNoInnards(run);
        Assert.Empty(FolderContent.Entries(folder["out"]));
    }

    [ToolFact(Slides = false)]
    public void Version_Always_NamesTheRelease()
    {
        var run = Wsidicomizer.RunWell("--version");

        Assert.Matches(@"^wsidicomizer \d+\.\d+\.\d+\n", run.Output);
        Assert.Equal("", run.Errors);
    }

    [ToolFact(Slides = false)]
    public void Help_Always_NamesTheCommands()
    {
        var run = Wsidicomizer.RunWell("--help");

        Assert.All(["convert", "inspect", "key", "synth", "profiles", "demo"],
            verb => Assert.Contains(verb, run.Output, StringComparison.Ordinal));
        Assert.Contains("level-iv", Wsidicomizer.RunWell("convert", "--help").Output, StringComparison.Ordinal);
    }

    [ToolFact(Slides = false)]
    public void ProfilesList_Always_NamesWhatShips()
    {
        var run = Wsidicomizer.RunWell("profiles", "list");

        Assert.All(Wsidicomizer.Profiles, profile => Assert.Contains(profile, run.Output, StringComparison.Ordinal));
    }

    [ToolFact(Slides = false)]
    public void ProfilesShow_LevelIv_GivesAnActionForEachAttribute()
    {
        var run = Wsidicomizer.RunWell("profiles", "show", "level-iv");

        Assert.Contains("PatientName", run.Output, StringComparison.Ordinal);
        Assert.Contains("DeviceSerialNumber", run.Output, StringComparison.Ordinal);
    }

    [ToolFact(Slides = false)]
    public void KeyNew_Always_IsReadableByTheOwnerAloneAndNeverOverwrites()
    {
        using var folder = new TempFolder();

        var key = Wsidicomizer.NewKey(folder);
        var before = File.ReadAllBytes(key);
        var again = Wsidicomizer.Run("key", "new", key);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        }

        Assert.NotEqual(0, again.ExitCode);
        Assert.Equal(before, File.ReadAllBytes(key));
        Assert.NotEqual(before, File.ReadAllBytes(Wsidicomizer.NewKey(folder, "other")));
    }

    [ToolFact]
    public void Inspect_RealSlide_ShowsLevelsAndIdentity()
    {
        var run = Wsidicomizer.RunWell("inspect", Cmu1.Slide);

        Assert.All(["2220", "2967", "CPAPERIOCS", "12/29/09", "1004486"],
            text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
    }

    [ToolFact]
    public void InspectJson_RealSlide_IsJson()
    {
        var run = Wsidicomizer.RunWell("inspect", Cmu1.Slide, "--json");

        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        Assert.Contains("CPAPERIOCS", json.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [ToolFact]
    public void Convert_Folder_IsSearchedForSlides()
    {
        using var folder = new TempFolder();
        folder.Copy(SharedSlides.File("aperio/openslide-python-small.svs"), "in/a/small.svs");
        folder.Copy(SharedSlides.File("synthetic/aperio-classic-rgb.svs"), "in/b/c/classic.svs");

        Wsidicomizer.RunWell("convert", folder["in"], "-o", folder["out"]);

        var converted = ConvertedFolder.InOutput(folder["out"]);
        Assert.Equal(2, converted.Count);
        Assert.All(converted, slide => slide.AssertComplete());
    }

    [ToolFact(Slides = false)]
    public void Demo_Always_ShowsIdentityActionsAndThatNothingIsLeft()
    {
        using var folder = new TempFolder();

        var run = ProcessRun.Start(Wsidicomizer.Program, ["demo"], folder: folder.Path);

        Assert.True(run.ExitCode == 0, run.Text);
        Assert.Contains("None of it is in the output", run.Output, StringComparison.Ordinal);
        var instances = FolderContent.Entries(folder.Path)
            .Where(path => path.EndsWith(".dcm", StringComparison.Ordinal)).ToList();
        Assert.Contains(instances, path => path.EndsWith("volume-0.dcm", StringComparison.Ordinal));
        Assert.DoesNotContain(instances, path => path.EndsWith("label.dcm", StringComparison.Ordinal));
    }
}
