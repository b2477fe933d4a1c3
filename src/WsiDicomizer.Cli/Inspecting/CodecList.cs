using System.Text.Json;
using WsiDicomizer.Cli.Json;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Imaging.Codecs;

namespace WsiDicomizer.Cli.Inspecting;

/// <summary><c>inspect --codecs</c>: every codec with its library and its state.</summary>
internal static class CodecList
{
    /// <summary>Writes the list.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="asJson">As one JSON document.</param>
    /// <returns>The exit code: 0 also where codecs are missing, since they may not be needed.</returns>
    public static int Write(ICommandConsole console, bool asJson)
    {
        var states = CodecRegistry.List();
        if (asJson)
        {
            console.Out.WriteLine(JsonSerializer.Serialize(
                states.Select(CodecDescription.From).ToArray(), CliJsonContext.Default.CodecDescriptionArray));
            return ExitCodes.Success;
        }

        var table = new TextTable("Codec", "Library", "Version", "State", "Needed for");
        foreach (var state in states)
        {
            table.AddRow(
                state.Codec, state.Library, state.Version ?? "-", state.IsAvailable ? "available" : "MISSING", state.NeededFor);
        }

        table.Write(console);
        foreach (var state in states.Where(state => !state.IsAvailable))
        {
            console.Out.WriteLine();
            console.Out.WriteLine($"{state.Codec}: {Printable.From(state.Problem!)}");
        }

        return ExitCodes.Success;
    }
}
