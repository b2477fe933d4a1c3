using System.CommandLine;
using System.Text.Json;
using WsiDicomizer.Cli.Json;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Deidentification.Profiles;

namespace WsiDicomizer.Cli.Commands;

/// <summary><c>profiles check FILE</c>: whether a profile is right, and if not, all that is wrong.</summary>
internal static class ProfilesCheckCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var file = new Argument<string>("FILE") { Description = "The .yaml file of a profile, or the name of one that ships." };
        var json = CommonOptions.Json("Print one JSON document.");
        var command = new Command("check", "Check a profile and tell every mistake with its line and column.") { file, json };
        command.SetAction(parsed => Execute(parsed.GetRequiredValue(file), parsed.GetValue(json), environment));
        return command;
    }

    private static int Execute(string file, bool asJson, CommandEnvironment environment)
    {
        try
        {
            var catalog = environment.FindProfiles();
            var profile = File.Exists(file) ? catalog.LoadFile(file) : catalog.Load(file);
            Tell(new ProfileCheckResult(file, IsValid: true, profile.Name, profile.Digest, []), asJson, environment.Console);
            return ExitCodes.Success;
        }
        catch (ProfileException exception)
        {
            Tell(new ProfileCheckResult(file, IsValid: false, Name: null, Digest: null, exception.Mistakes), asJson, environment.Console);

            // As compilers do: a line begins with file, line and column, so that editors can jump there.
            foreach (var line in exception.Lines)
            {
                environment.Console.Error.WriteLine(Printable.From(line));
            }

            return ExitCodes.Usage;
        }
    }

    private static void Tell(ProfileCheckResult result, bool asJson, ICommandConsole console)
    {
        if (asJson)
        {
            console.Out.WriteLine(JsonSerializer.Serialize(result, CliJsonContext.Default.ProfileCheckResult));
        }
        else if (result.IsValid)
        {
            console.Out.WriteLine($"{Printable.From(result.Path)}: OK, profile {result.Name}, SHA-256 {result.Digest}");
        }
    }
}
