using System.CommandLine;
using WsiDicomizer.Cli.Converting;
using WsiDicomizer.Cli.Crosswalks;
using WsiDicomizer.Cli.Deidentifying;
using WsiDicomizer.Cli.Originals;

namespace WsiDicomizer.Cli.Commands;

/// <summary><c>deidentify SOURCE… -o DIR</c>: DICOM of any SOP class in, de-identified DICOM out.</summary>
internal sealed class DeidentifyCommand
{
    private readonly Argument<string[]> _sources = new("SOURCE")
    {
        Description = "DICOM files, or folders that are searched for such files.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _output = CommonOptions.Output(
        "Where the output goes: a new or empty folder. Studies and series get folders of their own in it.", required: true);

    private readonly Option<string> _profile = CommonOptions.Profile();

    private readonly Option<string?> _keyFile = CommonOptions.KeyFile("the same patient, study and instance then get");

    private readonly Option<int?> _jobs = CommonOptions.Jobs("Files at a time.");

    private readonly OverviewOptions _overview = new();

    private readonly Option<string[]> _encryptFor = EncryptForOption.Create();

    private readonly Option<string?> _crosswalk = CrosswalkOptions.File();

    private readonly Option<string?> _crosswalkMidi = CrosswalkOptions.Midi();

    private readonly Option<bool> _quiet = CommonOptions.Quiet();

    private readonly Option<bool> _verbose = CommonOptions.Verbose(
        "Say more: every file written, every file left alone, and on a terminal the path of each input.");

    private readonly Option<bool> _json = CommonOptions.Json("Print one JSON object per instance, one a line.");

    private DeidentifyCommand()
    {
    }

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var own = new DeidentifyCommand();
        var command = new Command(
            "deidentify", "De-identify DICOM files of any kind, unless the profile says otherwise; pixels are not changed, but for labels on overviews (mask-label).")
        {
            own._sources, own._output, own._profile, own._keyFile, own._jobs, own._encryptFor, own._crosswalk,
            own._crosswalkMidi, own._quiet, own._verbose, own._json,
        };
        own._overview.AddTo(command);
        CommonOptions.RefuseBoth(command, own._quiet, own._verbose);
        command.SetAction(parsed => new DeidentifyRun(own.Read(parsed), environment).Execute());
        return command;
    }

    private DeidentifyRequest Read(ParseResult parsed) => new()
    {
        Sources = parsed.GetRequiredValue(_sources),
        Output = parsed.GetRequiredValue(_output),
        Profile = parsed.GetRequiredValue(_profile),
        KeyFile = parsed.GetValue(_keyFile),
        Jobs = parsed.GetValue(_jobs),
        Overview = _overview.Read(parsed),
        EncryptFor = parsed.GetValue(_encryptFor) ?? [],
        Crosswalk = parsed.GetValue(_crosswalk),
        CrosswalkMidi = parsed.GetValue(_crosswalkMidi),
        Quiet = parsed.GetValue(_quiet),
        Verbose = parsed.GetValue(_verbose),
        Json = parsed.GetValue(_json),
    };
}
