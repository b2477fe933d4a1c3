using System.CommandLine;
using WsiDicomizer.Cli.Originals;

namespace WsiDicomizer.Cli.Commands;

/// <summary><c>reidentify SOURCE… -o DIR --private-key KEY.pem</c>: the originals that files keep encrypted are put back.</summary>
internal sealed class ReidentifyCommand
{
    private readonly Argument<string[]> _sources = new("SOURCE")
    {
        Description = "DICOM files that were made with --encrypt-for, or folders that are searched for such files.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _output = CommonOptions.Output(
        "Where the output goes: a new or empty folder. What is in it then identifies people.", required: true);

    private readonly Option<string> _privateKey = new("--private-key")
    {
        Description = "The private RSA key (PEM) of a certificate that the files were made for.",
        HelpName = "KEY.pem",
        Required = true,
    };

    private readonly Option<string?> _passphraseFile = new("--passphrase-file")
    {
        Description = "A file whose first line is the passphrase of the private key, where it has one.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _certificate = new("--certificate")
    {
        Description = "The key's certificate: only what was encrypted for it is tried. Without it everything is.",
        HelpName = "CERT.pem",
    };

    private readonly Option<bool> _quiet = CommonOptions.Quiet();

    private readonly Option<bool> _json = CommonOptions.Json("Print one JSON object per instance, one a line.");

    private ReidentifyCommand()
    {
    }

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var own = new ReidentifyCommand();
        var command = new Command(
            "reidentify", "Put back what --encrypt-for kept in DICOM files, with the private key; pixels are not changed.")
        {
            own._sources, own._output, own._privateKey, own._passphraseFile, own._certificate, own._quiet, own._json,
        };
        command.SetAction(parsed => new ReidentifyRun(own.Read(parsed), environment).Execute());
        return command;
    }

    private ReidentifyRequest Read(ParseResult parsed) => new()
    {
        Sources = parsed.GetRequiredValue(_sources),
        Output = parsed.GetRequiredValue(_output),
        PrivateKey = parsed.GetRequiredValue(_privateKey),
        PassphraseFile = parsed.GetValue(_passphraseFile),
        Certificate = parsed.GetValue(_certificate),
        Quiet = parsed.GetValue(_quiet),
        Json = parsed.GetValue(_json),
    };
}
