using System.CommandLine;
using System.Text.Json;
using WsiDicomizer.Cli.Inspecting;
using WsiDicomizer.Cli.Json;
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
            Description = "Slides to look into.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = CommonOptions.Json("Print one JSON object per slide, one a line.");
        var command = new Command(
            "inspect",
            "Show what is in a slide: levels, associated images, metadata, and every identity record WITH ITS VALUE.")
        {
            slides,
            json,
        };
        command.SetAction(parsed =>
            Execute(parsed.GetRequiredValue(slides), parsed.GetValue(json), environment));
        return command;
    }

    private static int Execute(IReadOnlyList<string> paths, bool asJson, CommandEnvironment environment)
    {
        var console = environment.Console;
        var cancellationToken = environment.ListenForInterruption();
        var exitCode = ExitCodes.Success;
        var text = new SlideText(console);
        foreach (var path in paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                using var slide = SlideSource.Open(path, environment.OpenSlide);
                if (asJson)
                {
                    console.Out.WriteLine(JsonSerializer.Serialize(
                        SlideDescription.From(slide), CliJsonContext.Default.SlideDescription));
                }
                else
                {
                    text.Write(path, slide);
                }
            }
            catch (SlideFormatException exception)
            {
                console.Error.WriteLine(FailureText.ForInput(path, exception));
                exitCode = ExitCodes.Failed;
            }
        }

        return exitCode;
    }
}
