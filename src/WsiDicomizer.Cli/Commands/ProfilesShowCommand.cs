using System.CommandLine;
using System.Text.Json;
using WsiDicomizer.Cli.Json;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;

namespace WsiDicomizer.Cli.Commands;

/// <summary><c>profiles show NAME</c>: a profile, resolved to one action per attribute.</summary>
internal static class ProfilesShowCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var name = new Argument<string>("NAME") { Description = "A profile's name, or the path of a .yaml file." };
        var json = CommonOptions.Json("Print one JSON document.");
        var command = new Command("show", "Show what a profile does to every attribute, and why.") { name, json };
        command.SetAction(parsed => Execute(parsed.GetRequiredValue(name), parsed.GetValue(json), environment));
        return command;
    }

    private static int Execute(string name, bool asJson, CommandEnvironment environment)
    {
        var profile = ResolvedProfile.Resolve(environment.FindProfiles().Load(name));
        if (asJson)
        {
            var description = ProfileDescription.From(profile);
            environment.Console.Out.WriteLine(
                JsonSerializer.Serialize(description, CliJsonContext.Default.ProfileDescription));
        }
        else
        {
            WriteText(profile, environment.Console);
        }

        return ExitCodes.Success;
    }

    private static void WriteText(ResolvedProfile profile, ICommandConsole console)
    {
        var options = profile.Profile.Options.Select(option => option.GetName());
        var table = ConfidentialityTable.Default;
        console.Out.WriteLine($"{profile.Name}: {Printable.From(profile.Profile.Title)}");
        console.Out.WriteLine(profile.KeepsIdentity
            ? "Basis: none; everything is kept and the output is identified."
            : $"Basis: {table.Title}, edition {table.Edition}; options: {JoinOr(options, "none")}.");
        if (profile.Profile.Dates is { } dates)
        {
            console.Out.WriteLine($"Dates: {dates.Describe()}.");
        }

        console.Out.WriteLine(
            $"Images: label {Word(profile.Images.Label)}, overview {Word(profile.Images.Overview)}, "
            + $"thumbnail {Word(profile.Images.Thumbnail)}.");
        console.Out.WriteLine($"Digest: {profile.Digest}");
        if (profile.WholeSlideRules.Rules.Count == 0)
        {
            console.Out.WriteLine("Every attribute is kept as it is.");
            return;
        }

        console.Out.WriteLine("Actions: X remove, Z empty, D dummy value, U keyed UID, C clean, K keep.");
        console.Out.WriteLine();
        var rules = new TextTable("tag", "keyword", "action", "reason");
        foreach (var rule in ProfileDescription.RulesOf(profile))
        {
            rules.AddRow(rule.Tag, rule.Keyword, rule.Action, rule.Reason);
        }

        rules.Write(console);
    }

    private static string Word(ImageDisposition disposition) => ProfileDescription.Word(disposition);

    private static string JoinOr(IEnumerable<string> words, string otherwise) =>
        string.Join(", ", words) is { Length: > 0 } joined ? joined : otherwise;
}
