using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using WsiDicomizer.Cli.Json;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Statements;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Cli.Commands;

/// <summary><c>profiles show NAME</c>: a profile, resolved to one action per attribute.</summary>
internal sealed class ProfilesShowCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "A profile's name, or the path of a .yaml file." };

    private readonly Option<bool> _conformance = new("--conformance")
    {
        Description = "Print the conformance statement of PS3.15 E.1.3 in Markdown.",
    };

    private readonly Option<IReadOnlyList<(DicomTag Tag, string Value)>> _scanner = new("--scanner")
    {
        Description = "Show the rules for a source of which this is true, such as --scanner Manufacturer=Leica; may be given several times.",
        HelpName = "KEYWORD=VALUE",
        CustomParser = static result => ParseScanner(result),
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<bool> _json = CommonOptions.Json("Print one JSON document.");

    private ProfilesShowCommand()
    {
    }

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var own = new ProfilesShowCommand();
        var command = new Command("show", "Show what a profile does to every attribute, and why.")
        {
            own._name, own._conformance, own._scanner, own._json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(own._conformance) && result.GetResult(own._scanner) is not null)
            {
                result.AddError("--conformance and --scanner contradict each other: the statement has the rules for all sources");
            }
        });
        command.SetAction(parsed => own.Execute(parsed, environment));
        return command;
    }

    private int Execute(ParseResult parsed, CommandEnvironment environment)
    {
        var profile = ResolvedProfile.Resolve(environment.FindProfiles().Load(parsed.GetRequiredValue(_name)));
        if (parsed.GetValue(_conformance))
        {
            WriteStatement(ConformanceStatement.From(profile), parsed.GetValue(_json), environment.Console);
            return ExitCodes.Success;
        }

        var rules = RulesFor(profile, parsed.GetValue(_scanner) ?? []);
        if (parsed.GetValue(_json))
        {
            var description = ProfileDescription.From(profile, rules);
            environment.Console.Out.WriteLine(
                JsonSerializer.Serialize(description, CliJsonContext.Default.ProfileDescription));
        }
        else
        {
            WriteText(profile, rules, environment.Console);
        }

        return ExitCodes.Success;
    }

    private static void WriteStatement(ConformanceStatement statement, bool asJson, ICommandConsole console)
    {
        if (asJson)
        {
            console.Out.WriteLine(JsonSerializer.Serialize(statement, CliJsonContext.Default.ConformanceStatement));
        }
        else
        {
            ConformanceMarkdown.Write(statement, console.Out);
        }
    }

    private static AttributeRuleSet RulesFor(ResolvedProfile profile, IReadOnlyList<(DicomTag Tag, string Value)> scanner)
    {
        var source = new DicomDataset { { DicomTag.SOPClassUID, DicomUID.VLWholeSlideMicroscopyImageStorage } };
        foreach (var (tag, value) in scanner)
        {
            source.AddOrUpdate(tag, value);
        }

        return profile.RulesFor(source);
    }

    private static List<(DicomTag Tag, string Value)> ParseScanner(ArgumentResult result)
    {
        var facts = new List<(DicomTag Tag, string Value)>();
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            var parts = text.Split('=', 2);
            if (parts.Length == 2
                && DicomDictionary.Default.TryGetTag(parts[0], out var tag)
                && DicomDictionary.Default.GetImplicitVR(tag).Kind == DicomVRKind.Text)
            {
                facts.Add((tag, parts[1]));
            }
            else
            {
                result.AddError($"--scanner: '{text}' is not right; expected KEYWORD=VALUE of an attribute with text, such as Manufacturer=Leica");
            }
        }

        return facts;
    }

    private static void WriteText(ResolvedProfile profile, AttributeRuleSet shown, ICommandConsole console)
    {
        var table = ConfidentialityTable.Default;
        console.Out.WriteLine($"{profile.Name}: {Printable.From(profile.Profile.Title)}");
        var settings = ProfileSetting.Of(profile.Profile).ToDictionary(setting => setting.Name, setting => setting.Text);
        console.Out.WriteLine(profile.KeepsIdentity
            ? "Basis: none; everything is kept and the output is identified."
            : $"Basis: {table.Title}, edition {table.Edition}; options: {settings["options"]}.");
        if (!profile.KeepsIdentity)
        {
            console.Out.WriteLine($"Dates: {settings["dates"]}.");
            console.Out.WriteLine($"Private attributes: {settings["private"]}; unknown attributes: {settings["unknown"]}; texts: {settings["texts"]}.");
        }

        console.Out.WriteLine($"Images: {settings["images"]}.");
        foreach (var (scanner, number) in profile.Profile.Scanners.Select((scanner, index) => (scanner, index + 1)))
        {
            console.Out.WriteLine($"Scanner rule {number}: {Printable.From(ProfileSetting.Scanner(scanner))}.");
        }

        console.Out.WriteLine($"Digest: {profile.Digest}");
        if (shown.Rules.Count == 0)
        {
            console.Out.WriteLine("Every attribute is kept as it is.");
            return;
        }

        console.Out.WriteLine("Actions: X remove, Z empty, D dummy value, U keyed UID, C clean, K keep.");
        console.Out.WriteLine();
        var rules = new TextTable("tag", "keyword", "action", "reason");
        foreach (var rule in ProfileDescription.RulesOf(shown))
        {
            rules.AddRow(rule.Tag, rule.Keyword, rule.Action, rule.Detail.Length == 0 ? rule.Reason : $"{rule.Reason}, {rule.Detail}");
        }

        rules.Write(console);
        if (!profile.KeepsIdentity)
        {
            console.Out.WriteLine();
            console.Out.WriteLine("Other attributes of the standard stay; other private ones are removed (E.1-1: X).");
        }
    }
}
