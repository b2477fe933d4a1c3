using System.CommandLine;
using WsiDicomizer.Cli.Tests.Fakes;

namespace WsiDicomizer.Cli.Tests;

public class UsageTests
{
    private readonly TestProgram _program = new();

    [Theory]
    [InlineData("a command is missing after 'wsidicomizer'")]
    [InlineData("'covert' is no command of 'wsidicomizer'; did you mean 'convert'?", "covert", "a.svs", "-o", "x")]
    [InlineData("'frobnicate' is no command of 'wsidicomizer'; there are convert, deidentify, anonymize, reidentify, inspect", "frobnicate")]
    [InlineData("'nwe' is no command of 'wsidicomizer key'; did you mean 'new'?", "key", "nwe", "file")]
    [InlineData("a command is missing after 'wsidicomizer profiles'; there are list, show", "profiles")]
    [InlineData("unrecognized option '--outptu'; did you mean '--output'?", "convert", "a.svs", "--outptu", "x")]
    [InlineData("unrecognized option '--verison'; did you mean '--version'?", "--verison")]
    [InlineData("Option '--output' is required", "convert", "a.svs")]
    [InlineData("Required argument missing for option: '-o'", "convert", "a.svs", "-o")]
    [InlineData("Required argument missing for command: 'inspect'", "inspect")]
    [InlineData("unexpected argument 'more'", "demo", "more")]
    [InlineData("an argument is empty", "convert", "a.svs", "-o", "")]
    [InlineData("--mpp: 'wide' is no pixel size", "convert", "a.svs", "-o", "x", "--mpp", "wide")]
    [InlineData("--mpp: '0' is no pixel size", "convert", "a.svs", "-o", "x", "--mpp", "0")]
    [InlineData("--mpp: '0.5,0.5,0.5' is no pixel size", "convert", "a.svs", "-o", "x", "--mpp", "0.5,0.5,0.5")]
    [InlineData("--mpp: 'NaN' is no pixel size", "convert", "a.svs", "-o", "x", "--mpp", "NaN")]
    [InlineData("--jobs: '0' is not right; expected a whole number from 1 to 256", "convert", "a", "-o", "x", "-j", "0")]
    [InlineData("--max-instance-size: 'big' is not right; expected bytes", "convert", "a", "-o", "x", "--max-instance-size", "big")]
    [InlineData("--max-instance-size: '5GX' is not right", "convert", "a", "-o", "x", "--max-instance-size", "5GX")]
    [InlineData("--max-instance-size: '9KB' is not right", "convert", "a", "-o", "x", "--max-instance-size", "9KB")]
    [InlineData("--max-instance-size: '9999999999TB' is not right", "convert", "a", "-o", "x", "--max-instance-size", "9999999999TB")]
    [InlineData("--dual-tiff and --max-instance-size contradict each other", "convert", "a", "-o", "x", "--dual-tiff",
        "--max-instance-size", "2GB")]
    [InlineData("--quiet and --verbose contradict each other", "convert", "a", "-o", "x", "-q", "-v")]
    [InlineData("--size: '800' is no size; expected WxH", "synth", "aperio", "-o", "x", "--size", "800")]
    [InlineData("--seed: 'x' is no seed", "synth", "aperio", "-o", "x", "--seed", "x")]
    [InlineData("give either -o DIR for copies, or --in-place", "anonymize", "a.svs")]
    [InlineData("give either -o DIR for copies, or --in-place", "anonymize", "a.svs", "-o", "x", "--in-place")]
    [InlineData("--level: 'v' is not known; expected i, ii, iii, iv", "anonymize", "a.svs", "--in-place", "--level", "v")]
    [InlineData("--sidecars: 'no' is not known; expected refuse, remove, keep", "anonymize", "a", "--in-place", "--sidecars", "no")]
    [InlineData("--fallback: 'copy' is not right; expected anonymize", "convert", "a", "-o", "x", "--fallback", "copy")]
    [InlineData("'olympus' is no command of 'wsidicomizer synth'", "synth", "olympus", "-o", "x")]
    public void Run_UsageMistake_TellsItInOneLineAndExits2(string expected, params string[] arguments)
    {
        var exitCode = _program.Run(arguments);

        Assert.Equal(ExitCodes.Usage, exitCode);
        var lines = _program.Error.Split('\n');
        Assert.StartsWith($"wsidicomizer: {expected}", lines[0], StringComparison.Ordinal);
        Assert.Matches("^Try 'wsidicomizer.* --help'\\.$", lines[1]);
        Assert.Equal(["", ], lines[2..]);
        Assert.Empty(_program.Out);
    }

    [Theory]
    [InlineData("verify")]
    public void Run_CommandThatDoesNotExistYet_IsNoCommand(string command) =>
        Assert.Equal(ExitCodes.Usage, _program.Run(command, "a", "-o", "x"));

    [Fact]
    public void Run_NameThatStartsWithHyphenBehindDoubleHyphen_IsAName()
    {
        var exitCode = _program.Run("inspect", "--", "--slide.svs");

        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("--slide.svs: there is no such file", _program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NameThatStartsWithAt_IsAName()
    {
        var exitCode = _program.Run("inspect", "@slide.svs");

        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.StartsWith("@slide.svs: there is no such file", _program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_EscapeSequenceInArgument_IsShownAsItsNumber()
    {
        _program.Run("\u001b[2Jx");

        Assert.DoesNotContain('\u001b', _program.Error);
        Assert.Contains("\\u{1B}[2Jx", _program.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Run_Help_ListsEveryCommand(string option)
    {
        var exitCode = _program.Run(option);

        Assert.Equal(ExitCodes.Success, exitCode);
        foreach (var command in new[] { "convert", "inspect", "key", "profiles", "synth", "demo", "--version" })
        {
            Assert.Contains($"  {command}", _program.Out, StringComparison.Ordinal);
        }

        Assert.Empty(_program.Error);
    }

    [Theory]
    [InlineData("-o, --output <DIR>", "convert")]
    [InlineData("-p, --profile <PROFILE>", "convert")]
    [InlineData("[default: level-iv]", "convert")]
    [InlineData("--key-file <FILE>", "convert")]
    [InlineData("--mpp <X[,Y]>", "convert")]
    [InlineData("-j, --jobs <N>", "convert")]
    [InlineData("--max-instance-size <SIZE>", "convert")]
    [InlineData("--dual-tiff", "convert")]
    [InlineData("-q, --quiet", "convert")]
    [InlineData("-v, --verbose", "convert")]
    [InlineData("--json", "convert")]
    [InlineData("--json", "inspect")]
    [InlineData("WITH ITS VALUE", "inspect")]
    [InlineData("<FILE>", "key", "new")]
    [InlineData("--json", "profiles", "list")]
    [InlineData("<NAME>", "profiles", "show")]
    [InlineData("classic-rgb", "synth", "aperio")]
    [InlineData("--size <WxH>", "synth", "aperio")]
    [InlineData("--seed <N>", "synth", "aperio")]
    [InlineData("[default: demo-output]", "demo")]
    [InlineData("[default: auto]", "convert")]
    [InlineData("[default: 444]", "convert")]
    [InlineData("[default: refuse]", "convert")]
    public void Run_HelpOfCommand_NamesItsOptions(string expected, params string[] command)
    {
        var exitCode = _program.Run([.. command, "--help"]);

        Assert.Equal(ExitCodes.Success, exitCode);
        Assert.Contains(expected, _program.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_DefaultOfEveryOption_IsWhatAUserWouldType()
    {
        var defaults = 0;
        foreach (var option in Commands(CommandLine.CreateTree(_program.Environment())).SelectMany(command => command.Options))
        {
            if (option.HasDefaultValue && option.GetDefaultValue() is { } value)
            {
                var command = new RootCommand { option };
                Assert.Empty(command.Parse([option.Name, $"{value}"]).Errors);
                defaults++;
            }
        }

        Assert.True(defaults > 5);
    }

    [Fact]
    public void Run_Version_NamesProgramAndEditions()
    {
        var exitCode = _program.Run("--version");

        Assert.Equal(ExitCodes.Success, exitCode);
        var lines = _program.Out.Split('\n');
        Assert.Matches(@"^wsidicomizer \d+\.\d+\.\d+$", lines[0]);
        Assert.Matches(@"^dictionary: DICOM PS3\.6, edition 20\d\d[a-e]$", lines[1]);
        Assert.Matches(@"^de-identification: DICOM PS3\.15 Table E\.1-1, edition 20\d\d[a-e]$", lines[2]);
    }

    [Fact]
    public void Run_ErrorInTheProgram_TellsKindAndPlaceButNotItsMessage()
    {
        using var folder = new TestFolder();
        var program = new TestProgram { OpenSlide = _ => throw new InvalidOperationException("Jane Doe") };

        var exitCode = program.Run("inspect", folder.Write("a.svs"));

        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("InvalidOperationException", program.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Jane", program.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<Command> Commands(Command command) => command.Subcommands.SelectMany(Commands).Prepend(command);
}
