using System.CommandLine;
using System.Text.Json;
using WsiDicomizer.Cli.Json;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Deidentification.Profiles;

namespace WsiDicomizer.Cli.Commands;

/// <summary><c>profiles list</c>: the profiles that ship.</summary>
internal static class ProfilesListCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var json = CommonOptions.Json("Print one JSON document.");
        var command = new Command("list", "List the profiles that ship, by name and title.") { json };
        command.SetAction(parsed => Execute(parsed.GetValue(json), environment));
        return command;
    }

    private static int Execute(bool asJson, CommandEnvironment environment)
    {
        var console = environment.Console;
        var profiles = environment.FindProfiles().List();
        if (asJson)
        {
            ProfileListing[] listing = [.. profiles.Select(profile => new ProfileListing(
                profile.Name, profile.Title, profile.Name == ProfileCatalog.DefaultProfile))];
            console.Out.WriteLine(JsonSerializer.Serialize(listing, CliJsonContext.Default.ProfileListingArray));
            return ExitCodes.Success;
        }

        var table = new TextTable("name", "title");
        foreach (var profile in profiles)
        {
            table.AddRow(profile.Name, profile.Title);
        }

        table.Write(console);
        return ExitCodes.Success;
    }
}
