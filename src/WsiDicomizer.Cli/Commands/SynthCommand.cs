using System.CommandLine;
using WsiDicomizer.SyntheticSlides;

namespace WsiDicomizer.Cli.Commands;

/// <summary><c>synth</c>: synthetic slides, one sub-command per vendor of the catalogue, and one for all.</summary>
internal static class SynthCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var command = new Command(
            "synth", "Make synthetic slides with planted identity and an answer key, for rehearsals.");
        foreach (var vendor in SyntheticSlideCatalog.Vendors)
        {
            command.Add(SynthVendorCommand.Create(vendor, environment));
        }

        command.Add(SynthVendorCommand.CreateForAll(environment));

        return command;
    }
}
