using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using WsiDicomizer.Cli.Json;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Deidentification.Profiles;

namespace WsiDicomizer.Cli.Commands;

/// <summary><c>profiles diff A B</c>: what two profiles do differently.</summary>
internal static class ProfilesDiffCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var first = new Argument<string>("A") { Description = "A profile's name, or the path of a .yaml file." };
        var second = new Argument<string>("B") { Description = "The profile to compare it with." };
        var json = CommonOptions.Json("Print one JSON document.");
        var command = new Command("diff", "Show the settings and attributes in which two profiles differ, and why.")
        {
            first, second, json,
        };
        command.SetAction(parsed => Execute(
            parsed.GetRequiredValue(first), parsed.GetRequiredValue(second), parsed.GetValue(json), environment));
        return command;
    }

    private static int Execute(string first, string second, bool asJson, CommandEnvironment environment)
    {
        var catalog = environment.FindProfiles();
        var (one, other) = (ResolvedProfile.Resolve(catalog.Load(first)), ResolvedProfile.Resolve(catalog.Load(second)));
        var comparison = ProfileComparison.Compare(one, other);
        var console = environment.Console;
        if (asJson)
        {
            var differences = new ProfileDifferences(
                one.Name, one.Digest, other.Name, other.Digest, comparison.Settings, comparison.Attributes);
            console.Out.WriteLine(JsonSerializer.Serialize(differences, CliJsonContext.Default.ProfileDifferences));
        }
        else
        {
            Write(one, other, comparison, console);
        }

        return ExitCodes.Success;
    }

    private static void Write(ResolvedProfile first, ResolvedProfile second, ProfileComparison comparison, ICommandConsole console)
    {
        // Two files may have the same name: A and B are always told apart.
        console.Out.WriteLine($"A: {first.Name}, SHA-256 {first.Digest}");
        console.Out.WriteLine($"B: {second.Name}, SHA-256 {second.Digest}");
        if (comparison.Settings.Count > 0)
        {
            console.Out.WriteLine();
            var settings = new TextTable("setting", "A", "B");
            foreach (var setting in comparison.Settings)
            {
                settings.AddRow(setting.Name, setting.First, setting.Second);
            }

            settings.Write(console);
        }

        if (comparison.Attributes.Count > 0)
        {
            console.Out.WriteLine();
            var attributes = new TextTable("tag", "keyword", "A", "B", "reason in A", "reason in B");
            foreach (var attribute in comparison.Attributes)
            {
                var (one, other) = (attribute.First, attribute.Second);
                attributes.AddRow(attribute.Tag, attribute.Keyword, $"{one}", $"{other}", one.Reason, other.Reason);
            }

            attributes.Write(console);
        }

        console.Out.WriteLine();
        console.Out.WriteLine(comparison is { Settings.Count: 0, Attributes.Count: 0 }
            ? "They do the same."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{comparison.Settings.Count} settings and {comparison.Attributes.Count} attributes differ."));
    }
}
