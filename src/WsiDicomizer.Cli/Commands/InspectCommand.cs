using System.CommandLine;
using System.Text.Json;
using WsiDicomizer.Cli.Converting;
using WsiDicomizer.Cli.Inspecting;
using WsiDicomizer.Cli.Json;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Commands;

/// <summary><c>inspect SLIDE…</c>: what is in a slide, its identity included. Its purpose is to show values.</summary>
internal static class InspectCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var slides = new Argument<string[]>("SLIDE")
        {
            Description = "Slides to look into, or folders that are searched for slides.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var json = CommonOptions.Json("Print one JSON object per slide, one a line; with --inventory one document.");
        var inventory = new Option<bool>("--inventory")
        {
            Description = "List what is written where in an archive of slides and DICOM files, per manufacturer and model: every "
                + "attribute and key, how often, how many values, and what a profile does to it. No values.",
        };
        var profile = new Option<string>("--profile", "-p")
        {
            Description = "With --inventory: the profile whose actions are told, a name or the path of a .yaml file.",
            HelpName = "PROFILE",
            DefaultValueFactory = _ => ProfileCatalog.DefaultProfile,
        };
        var against = new Option<string?>("--against")
        {
            Description = "With --inventory: an earlier inventory (--json); only what is new since is told.",
            HelpName = "FILE",
        };
        var showValues = new Option<bool>("--show-values")
        {
            Description = "With --inventory: show some values of each attribute and key. They are identity.",
        };
        var codecs = new Option<bool>("--codecs")
        {
            Description = "List the codecs instead: which library each needs, whether it is on this machine, and what does not work "
                + "without it. No slide is named.",
        };
        var command = new Command(
            "inspect",
            "Show what is in a slide: levels, associated images, metadata, and every identity record WITH ITS VALUE.")
        {
            slides,
            json,
            inventory,
            profile,
            against,
            showValues,
            codecs,
        };
        command.Validators.Add(result =>
        {
            var names = result.GetResult(slides)?.Tokens.Count ?? 0;
            if (result.GetValue(codecs) && (names > 0 || result.GetValue(inventory)))
            {
                result.AddError("--codecs lists codecs and takes neither slides nor --inventory");
            }
            else if (names == 0 && !result.GetValue(codecs))
            {
                result.AddError("Required argument missing for command: 'inspect'.");
            }

            Option[] only = [profile, against, showValues];
            if (!result.GetValue(inventory)
                && Array.Find(only, option => result.GetResult(option) is { Implicit: false }) is { } lonely)
            {
                result.AddError($"{lonely.Name} goes with --inventory only");
            }
        });
        command.SetAction(parsed => parsed.GetValue(codecs) ? CodecList.Write(environment.Console, parsed.GetValue(json))
            : parsed.GetValue(inventory) ? new InventoryRun(
                new InventoryRequest
                {
                    Sources = parsed.GetRequiredValue(slides),
                    Profile = parsed.GetRequiredValue(profile),
                    Against = parsed.GetValue(against),
                    ShowValues = parsed.GetValue(showValues),
                    Json = parsed.GetValue(json),
                },
                environment).Execute()
            : Execute(parsed.GetRequiredValue(slides), parsed.GetValue(json), environment));
        return command;
    }

    private static int Execute(IReadOnlyList<string> paths, bool asJson, CommandEnvironment environment)
    {
        var console = environment.Console;
        var cancellationToken = environment.ListenForInterruption();
        var exitCode = ExitCodes.Success;
        var text = new SlideText(console);
        var passedOver = 0;
        var filesOfSlides = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in new SourceList(paths).Find())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (filesOfSlides.Contains(Path.GetFullPath(source.Path)))
            {
                continue;
            }

            if (source.Problem is { } problem)
            {
                console.Error.WriteLine($"{Printable.From(source.Path)}: {problem}");
                exitCode = ExitCodes.Failed;
                continue;
            }

            try
            {
                using var slide = SlideSource.Open(source, environment);
                filesOfSlides.UnionWith(slide.Files);
                if (asJson)
                {
                    console.Out.WriteLine(JsonSerializer.Serialize(
                        SlideDescription.From(slide), CliJsonContext.Default.SlideDescription));
                }
                else
                {
                    text.Write(source.Path, slide);
                }
            }
            catch (SlideFormatException exception) when (
                exception.Problem != SlideProblem.NotThisFormat || source.IsExplicit)
            {
                console.Error.WriteLine(FailureText.ForInput(source.Path, exception));
                filesOfSlides.UnionWith(exception.SlideFiles);
                exitCode = ExitCodes.Failed;
            }
            catch (SlideFormatException)
            {
                passedOver++;
            }
        }

        // A folder without a slide is a mistake, as it is for convert.
        if (filesOfSlides.Count == 0 && exitCode == ExitCodes.Success)
        {
            console.Error.WriteLine(FailureText.Line($"no slide among {Quantity.Of(passedOver, "file")}"));
            return ExitCodes.Failed;
        }

        return exitCode;
    }
}
