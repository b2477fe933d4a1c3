using System.CommandLine;
using System.CommandLine.Parsing;
using WsiDicomizer.Cli.Converting;
using WsiDicomizer.Cli.Crosswalks;
using WsiDicomizer.Cli.Originals;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Cli.Commands;

/// <summary><c>convert SOURCE… -o DIR</c>: vendor slides become de-identified DICOM.</summary>
internal sealed class ConvertCommand
{
    // Less than one tile with its attributes takes: nothing could be written.
    private const long LeastInstanceBytes = 10_000;

    private readonly Argument<string[]> _sources = new("SOURCE")
    {
        Description = "Slides, or folders that are searched for slides.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _output = CommonOptions.Output(
        "Where the output goes: a new or empty folder. Each slide gets a folder of its own in it.", required: true);

    private readonly Option<string> _profile = CommonOptions.Profile();

    private readonly Option<string?> _keyFile = CommonOptions.KeyFile("the same slide then gets");

    private readonly Option<string?> _caseMetadata = new("--case-metadata")
    {
        Description = "What the laboratory knows of the slides: patient, case, specimens and their preparation. A CSV file "
            + "with a row per slide, or JSON; matched by file name or barcode. It is treated as the profile says.",
        HelpName = "FILE",
    };

    private readonly Option<PixelSpacing?> _spacing = new("--mpp")
    {
        Description = "Micrometres per pixel, for slides that do not say; overrides what a slide says.",
        HelpName = "X[,Y]",
        CustomParser = CommonOptions.ParseSpacing,
    };

    private readonly Option<int?> _jobs = CommonOptions.Jobs("Threads per slide.");

    private readonly Option<long?> _maximumInstanceBytes = new("--max-instance-size")
    {
        Description = "The largest DICOM file, such as 500MB, 2GB or 2GiB: a level that would be larger is split into the "
            + "parts of a concatenation, volume-0-1.dcm, volume-0-2.dcm and so on.",
        HelpName = "SIZE",
        CustomParser = CommonOptions.ParseBytes("--max-instance-size", LeastInstanceBytes),
    };

    private readonly Option<bool> _dualTiff = new("--dual-tiff")
    {
        Description = "Make each level's file a TIFF as well, for programs that do not read DICOM: volume-0.dcm then holds "
            + "the whole pyramid, with the tiles of the smaller levels once more.",
    };

    private readonly Option<string?> _fallback = new("--fallback")
    {
        Description = "With anonymize: of a slide that cannot be converted, a copy is processed in its own format, as the profile says.",
        HelpName = "anonymize",
        CustomParser = ParseFallback,
    };

    private readonly EncodingOptions _encoding = new();

    private readonly OverviewOptions _overview = new();

    private readonly Option<string[]> _encryptFor = EncryptForOption.Create();

    private readonly Option<string?> _crosswalk = CrosswalkOptions.File();

    private readonly Option<string?> _crosswalkMidi = CrosswalkOptions.Midi();


    private readonly Option<bool> _quiet = CommonOptions.Quiet();

    private readonly Option<bool> _verbose = CommonOptions.Verbose(
        "Say more: every file written, every file passed over, and on a terminal the path of each slide.");

    private readonly Option<bool> _json = CommonOptions.Json("Print one JSON object per slide, one a line.");

    private ConvertCommand()
    {
    }

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var own = new ConvertCommand();
        var command = new Command(
            "convert", "Convert vendor slides to DICOM, de-identified unless the profile says otherwise.")
        {
            own._sources, own._output, own._profile, own._keyFile, own._caseMetadata, own._spacing, own._jobs,
            own._maximumInstanceBytes, own._dualTiff, own._fallback, own._encryptFor, own._crosswalk, own._crosswalkMidi, own._quiet,
            own._verbose, own._json,
        };
        own._encoding.AddTo(command);
        own._overview.AddTo(command);
        CommonOptions.RefuseBoth(command, own._quiet, own._verbose);
        command.Validators.Add(result =>
        {
            if (result.GetValue(own._dualTiff) && result.GetResult(own._maximumInstanceBytes) is not null)
            {
                result.AddError("--dual-tiff and --max-instance-size contradict each other: a TIFF cannot be split");
            }
        });
        command.SetAction(parsed => new ConvertRun(own.Read(parsed), environment).Execute());
        return command;
    }

    private ConvertRequest Read(ParseResult parsed) => new()
    {
        Sources = parsed.GetRequiredValue(_sources),
        Output = parsed.GetRequiredValue(_output),
        Profile = parsed.GetRequiredValue(_profile),
        KeyFile = parsed.GetValue(_keyFile),
        CaseMetadata = parsed.GetValue(_caseMetadata),
        Spacing = parsed.GetValue(_spacing),
        Jobs = parsed.GetValue(_jobs),
        MaximumInstanceBytes = parsed.GetValue(_maximumInstanceBytes),
        DualTiff = parsed.GetValue(_dualTiff),
        Fallback = parsed.GetValue(_fallback) is not null,
        Encoding = _encoding.Read(parsed),
        Overview = _overview.Read(parsed),
        EncryptFor = parsed.GetValue(_encryptFor) ?? [],
        Crosswalk = parsed.GetValue(_crosswalk),
        CrosswalkMidi = parsed.GetValue(_crosswalkMidi),
        Quiet = parsed.GetValue(_quiet),
        Verbose = parsed.GetValue(_verbose),
        Json = parsed.GetValue(_json),
    };

    private static string? ParseFallback(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!string.Equals(text, "anonymize", StringComparison.OrdinalIgnoreCase))
        {
            result.AddError($"--fallback: '{text}' is not right; expected anonymize");
        }

        return text;
    }
}
