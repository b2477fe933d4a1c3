using System.Text.Json;
using WsiDicomizer.Cli.Json;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.InPlace;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Anonymizing;

/// <summary>Tells what becomes of each slide: as text, as JSON, or only what fails.</summary>
/// <remarks>
/// A slide that went well is its number and its new name, never the old one. One that failed is named by its path on
/// standard error, since someone has to look at it.
/// </remarks>
internal sealed class AnonymizeReporter(AnonymizeRequest request, ICommandConsole console)
{
    /// <summary>A slide went well.</summary>
    public void Done(int number, string path, AnonymizationPlan plan)
    {
        if (request.Json)
        {
            console.Out.WriteLine(JsonSerializer.Serialize(
                AnonymizedSlideLine.From(number, plan), CliJsonContext.Default.AnonymizedSlideLine));
            return;
        }

        if (request.Quiet)
        {
            return;
        }

        // The path only where nobody but the person at the terminal reads it, and only when asked for.
        var source = request.Verbose && console.OutIsTerminal ? $" from {Printable.From(path)}" : string.Empty;
        var what = plan.ChangesNothing
            ? "nothing to change"
            : $"{Quantity.Of(plan.Places.Count, "place")}, {Quantity.Bytes(plan.ChangedBytes)} overwritten";
        console.Out.WriteLine($"slide {number}: {plan.NewName}{source}, {plan.FormatName}, level {plan.Level}: {what}");
        foreach (var place in request.Verbose ? plan.Places : [])
        {
            console.Out.WriteLine($"  {Printable.From(place.Location)}: {place.Kind}, {place.Action}");
        }
    }

    /// <summary>An input failed.</summary>
    public void Failed(int number, string path, Exception exception)
    {
        console.Error.WriteLine(FailureText.ForInput(path, exception));
        if (request.Json)
        {
            WriteFailedLine(ToLine(number, exception));
        }
    }

    /// <summary>A folder cannot be read.</summary>
    public void Unreachable(int number, string path, string problem)
    {
        console.Error.WriteLine($"{Printable.From(path)}: {problem}");
        if (request.Json)
        {
            WriteFailedLine(new FailedSlideLine(number, nameof(SlideProblem.Unreadable), problem, Offset: null));
        }
    }

    /// <summary>A file in a folder is no slide.</summary>
    public void NotASlide(string path)
    {
        if (request.Verbose)
        {
            console.Error.WriteLine($"{Printable.From(path)}: not a slide, left as it is");
        }
    }

    /// <summary>The run is over.</summary>
    /// <param name="totals">What became of the inputs.</param>
    /// <param name="level">How much went.</param>
    /// <returns>The exit code.</returns>
    public int Finish(AnonymizeTotals totals, AnonymizationLevel level)
    {
        if (totals is { Done: 0, Failed: 0 })
        {
            console.Error.WriteLine(FailureText.Line(
                $"no slide among {Quantity.Of(totals.NotSlides, "file")}; name slides, or folders with slides in them "
                + "(-v lists what was left alone)"));
            return ExitCodes.Failed;
        }

        if (!request.Quiet)
        {
            var failed = totals.Failed > 0 ? $", {Quantity.Number(totals.Failed)} failed" : string.Empty;
            (request.Json ? console.Error : console.Out).WriteLine(
                $"{Quantity.Of(totals.Done, "slide")} processed at level {level}{failed}.");
        }

        return totals.Failed == 0 ? ExitCodes.Success : ExitCodes.Failed;
    }

    private void WriteFailedLine(FailedSlideLine line) =>
        console.Out.WriteLine(JsonSerializer.Serialize(line, CliJsonContext.Default.FailedSlideLine));

    // Messages of the system itself may name paths, so those are told by their kind alone.
    private static FailedSlideLine ToLine(int number, Exception exception) => exception switch
    {
        SlideFormatException slide => new(number, slide.Problem.ToString(), slide.Message, slide.Offset),
        AnonymizationException => new(number, "Anonymization", exception.Message, Offset: null),
        _ => new(number, exception.GetType().Name, "see the message on standard error", Offset: null),
    };
}
