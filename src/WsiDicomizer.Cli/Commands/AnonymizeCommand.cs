using System.CommandLine;
using System.CommandLine.Parsing;
using WsiDicomizer.Cli.Anonymizing;
using WsiDicomizer.Cli.Converting;
using WsiDicomizer.InPlace;

namespace WsiDicomizer.Cli.Commands;

/// <summary><c>anonymize SLIDE… (-o DIR | --in-place)</c>: slides keep their own format and lose their identity.</summary>
internal sealed class AnonymizeCommand
{
    private static readonly (string Name, AnonymizationLevel Value)[] Levels =
        [("i", AnonymizationLevel.I), ("ii", AnonymizationLevel.II), ("iii", AnonymizationLevel.III), ("iv", AnonymizationLevel.IV)];

    private static readonly (string Name, SidecarRule Value)[] SidecarWords =
        [("refuse", SidecarRule.Refuse), ("remove", SidecarRule.Remove), ("keep", SidecarRule.Keep)];

    private readonly Argument<string[]> _sources = new("SLIDE")
    {
        Description = "Slides, or folders that are searched for slides.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _output = CommonOptions.Output(
        "Where copies go: a new or empty folder. Each slide gets a folder of its own in it; the sources are only read.",
        required: false);

    private readonly Option<bool> _inPlace = new("--in-place")
    {
        Description = "Change the slides themselves. What is taken out is gone for good.",
    };

    private readonly Option<AnonymizationLevel> _level = new("--level")
    {
        Description = "How much goes: i the names of files; ii label and macro are unlinked too; iii they are overwritten too; "
            + "iv all identity in metadata too (the default, unless a profile asks for less).",
        HelpName = "i|ii|iii|iv",
        CustomParser = Parse("--level", Levels),
    };

    private readonly Option<string?> _profile = new("--profile", "-p")
    {
        Description = "Take the rules for pictures, unknown keys, device and dates from a profile: its name "
            + "(see 'profiles list') or the path of a .yaml file.",
        HelpName = "PROFILE",
    };

    private readonly Option<string?> _keyFile = CommonOptions.KeyFile("the same slide then gets");

    private readonly OverviewOptions _overview = new();

    private readonly Option<bool> _labelText = new("--label-text")
    {
        Description = "Draw a new label with the slide's new name, as text and QR code, in place of the old one.",
    };

    private readonly Option<bool> _keepName = new("--keep-name") { Description = "Keep the names of files." };

    private readonly Option<string[]> _keepKeys = new("--keep-key")
    {
        Description = "Keep the values of a key, named as 'inspect' names it. May be given several times.",
        HelpName = "NAME",
    };

    private readonly Option<SidecarRule> _sidecars = new("--sidecars")
    {
        Description = "Files of other programs beside a slide (annotations such as .ndpa or ImageScope's .xml): refuse the slide "
            + "(the default), remove them (with -o: leave them behind), or keep them as they are.",
        HelpName = "refuse|remove|keep",
        CustomParser = Parse("--sidecars", SidecarWords),
    };

    private readonly Option<bool> _quiet = CommonOptions.Quiet();

    private readonly Option<bool> _verbose = CommonOptions.Verbose(
        "Say more: every place and what became of it, every file passed over, and on a terminal the path of each slide.");

    private readonly Option<bool> _json = CommonOptions.Json("Print one JSON object per slide, one a line.");

    private AnonymizeCommand()
    {
    }

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var own = new AnonymizeCommand();
        var command = new Command(
            "anonymize", "Take identity out of slides that stay in their vendor's format; pixels are not changed.")
        {
            own._sources, own._output, own._inPlace, own._level, own._profile, own._keyFile, own._labelText, own._keepName, own._keepKeys, own._sidecars, own._quiet, own._verbose, own._json,
        };
        own._overview.AddTo(command);
        CommonOptions.RefuseBoth(command, own._quiet, own._verbose);
        command.Validators.Add(result =>
        {
            if (result.GetResult(own._output) is null == !result.GetValue(own._inPlace))
            {
                result.AddError("give either -o DIR for copies, or --in-place to change the slides themselves");
            }
        });
        command.SetAction(parsed => new AnonymizeRun(own.Read(parsed), environment).Execute());
        return command;
    }

    private AnonymizeRequest Read(ParseResult parsed) => new()
    {
        Sources = parsed.GetRequiredValue(_sources),
        Output = parsed.GetValue(_output),
        Level = parsed.GetResult(_level) is null ? null : parsed.GetValue(_level),
        Profile = parsed.GetValue(_profile),
        KeyFile = parsed.GetValue(_keyFile),
        Overview = _overview.Read(parsed),
        LabelText = parsed.GetValue(_labelText),
        KeepName = parsed.GetValue(_keepName),
        KeepKeys = parsed.GetValue(_keepKeys) ?? [],
        Sidecars = parsed.GetValue(_sidecars),
        Quiet = parsed.GetValue(_quiet),
        Verbose = parsed.GetValue(_verbose),
        Json = parsed.GetValue(_json),
    };

    private static Func<ArgumentResult, T> Parse<T>(string option, (string Name, T Value)[] words) => result =>
    {
        var text = result.Tokens[0].Value;
        foreach (var (name, value) in words)
        {
            if (string.Equals(name, text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        result.AddError($"{option}: '{text}' is not known; expected {string.Join(", ", words.Select(word => word.Name))}");
        return default!;
    };
}
