using System.CommandLine;
using System.CommandLine.Parsing;
using WsiDicomizer.Cli.Commands;
using WsiDicomizer.Conversion;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Cli.Converting;

/// <summary>The options of <c>convert</c> that say how pixels are coded, and their rules.</summary>
internal sealed class EncodingOptions
{
    private static readonly Word<TransferSyntaxChoice>[] Syntaxes =
    [
        new("auto", TransferSyntaxChoice.Auto),
        new("jpeg", TransferSyntaxChoice.Jpeg),
        new("jpeg2000", TransferSyntaxChoice.Jpeg2000),
        new("jpeg2000-lossless", TransferSyntaxChoice.Jpeg2000Lossless),
        new("htj2k-lossless", TransferSyntaxChoice.HtJ2kLossless),
        new("jpegls-lossless", TransferSyntaxChoice.JpegLsLossless),
        new("explicit", TransferSyntaxChoice.Explicit),
        new("jpegxl-recompression", TransferSyntaxChoice.JpegXlRecompression),
    ];

    private static readonly Word<JpegSubsampling>[] Subsamplings =
    [
        new("444", JpegSubsampling.None),
        new("422", JpegSubsampling.Horizontal),
        new("420", JpegSubsampling.HorizontalAndVertical),
    ];

    private static readonly Word<DamagedTiles>[] DamagedTilesWords =
        [new("refuse", Conversion.DamagedTiles.Refuse), new("background", Conversion.DamagedTiles.Background)];

    private readonly Option<Word<TransferSyntaxChoice>> _transferSyntax = new("--transfer-syntax")
    {
        Description = "How the pixels of levels are coded: auto (copied where DICOM allows it, else without loss where the slide "
            + "has none, else JPEG), jpeg, jpeg2000, jpeg2000-lossless, htj2k-lossless, jpegls-lossless, explicit (uncompressed) "
            + "or jpegxl-recompression (of JPEG; few readers know it). What is coded so already is copied.",
        HelpName = "SYNTAX",
        CustomParser = Word<TransferSyntaxChoice>.Parser("--transfer-syntax", Syntaxes),
        DefaultValueFactory = _ => Syntaxes[0],
    };

    private readonly Option<bool> _reencode = new("--reencode")
    {
        Description = "With --transfer-syntax: encode anew also what is coded so already, for another quality.",
    };

    private readonly Option<int?> _quality = new("--quality")
    {
        Description = "The quality of JPEG and lossy JPEG 2000 where pixels are encoded anew, 1 to 100. Default 90.",
        HelpName = "N",
        CustomParser = CommonOptions.ParseNumber("--quality", 1, 100),
    };

    private readonly Option<Word<JpegSubsampling>> _subsampling = new("--subsampling")
    {
        Description = "Chroma subsampling of JPEG where pixels are encoded anew: 444 (none), 422 or 420.",
        HelpName = "444|422|420",
        CustomParser = Word<JpegSubsampling>.Parser("--subsampling", Subsamplings),
        DefaultValueFactory = _ => Subsamplings[0],
    };

    private readonly Option<bool> _missingLevels = new("--missing-levels")
    {
        Description = "Add the levels that the slide lacks, each half as large as the one before, down to one tile. Levels that "
            + "the slide has stay as they are.",
    };

    private readonly Option<Word<DamagedTiles>> _damagedTiles = new("--damaged-tiles")
    {
        Description = "What becomes of a slide with tiles that do not decode: refuse it, or background: these tiles "
            + "become white, and are listed. With background every tile is checked as with --check-tiles.",
        HelpName = "refuse|background",
        CustomParser = Word<DamagedTiles>.Parser("--damaged-tiles", DamagedTilesWords),
        DefaultValueFactory = _ => DamagedTilesWords[0],
    };

    private readonly Option<bool> _checkTiles = new("--check-tiles")
    {
        Description = "Check also what is coded in tiles that are copied, so that one that does not decode counts as damaged. Without "
            + "it their headers, markers, sizes and ends are checked. It takes two to three times as long.",
    };

    /// <summary>Adds the options and their rules to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        Option[] options = [_transferSyntax, _reencode, _quality, _subsampling, _missingLevels, _damagedTiles, _checkTiles];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(Check);
    }

    /// <summary>The conversion's options with what was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    public EncodingRequest Read(ParseResult parsed) => new()
    {
        TransferSyntax = parsed.GetValue(_transferSyntax).Value,
        Reencode = parsed.GetValue(_reencode),
        Quality = parsed.GetValue(_quality),
        Subsampling = parsed.GetValue(_subsampling).Value,
        MissingLevels = parsed.GetValue(_missingLevels),
        DamagedTiles = parsed.GetValue(_damagedTiles).Value,
        CheckTiles = parsed.GetValue(_checkTiles),
    };

    private void Check(CommandResult result)
    {
        // By its word: a value that is wrong is told by its parser.
        var name = result.GetResult(_transferSyntax) is { Tokens: [var token, ..] } ? token.Value : Syntaxes[0].Name;
        if (Word<TransferSyntaxChoice>.Find(Syntaxes, name) is not { Value: var syntax })
        {
            return;
        }

        if (result.GetValue(_reencode) && syntax == TransferSyntaxChoice.Auto)
        {
            result.AddError("--reencode goes with a --transfer-syntax other than auto");
        }

        if (result.GetResult(_quality) is not null
            && syntax is not (TransferSyntaxChoice.Auto or TransferSyntaxChoice.Jpeg or TransferSyntaxChoice.Jpeg2000))
        {
            result.AddError($"--quality goes with auto, jpeg and jpeg2000; {name} loses nothing");
        }

        if (result.GetResult(_subsampling) is { Implicit: false } && syntax is not (TransferSyntaxChoice.Auto or TransferSyntaxChoice.Jpeg))
        {
            result.AddError($"--subsampling goes with auto and jpeg; {name} has none");
        }
    }
}
