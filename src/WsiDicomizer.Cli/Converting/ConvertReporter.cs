using System.Text.Json;
using WsiDicomizer.Cli.Json;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Conversion;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.InPlace;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Converting;

/// <summary>Tells what becomes of each slide: as text, as JSON, or only what fails.</summary>
/// <remarks>
/// A slide that went well is its number and its pseudonym, never the source's name. One that failed is named by its
/// path on standard error, since someone has to look at it.
/// </remarks>
internal sealed class ConvertReporter(ConvertRequest request, ResolvedProfile profile, ICommandConsole console)
{
    /// <summary>A slide went well.</summary>
    public void Converted(int number, string path, ConversionResult result)
    {
        if (result.HasCaseData == false)
        {
            // Someone has to look for the row, so the slide is named as one that failed is.
            console.Error.WriteLine($"{Printable.From(path)}: warning: no record of the case data fits; converted without");
        }

        if (request.Json)
        {
            var line = ConvertedSlideLine.From(number, result, profile.Name, profile.Digest);
            console.Out.WriteLine(JsonSerializer.Serialize(line, CliJsonContext.Default.ConvertedSlideLine));
        }
        else if (!request.Quiet)
        {
            WriteText(number, path, result);
        }
    }

    /// <summary>A slide could not be converted, and was processed in its own format.</summary>
    public void Anonymized(int number, AnonymizationPlan plan, Exception reason)
    {
        if (request.Json)
        {
            var line = AnonymizedSlideLine.From(number, plan) with { Reason = reason.Message };
            console.Out.WriteLine(JsonSerializer.Serialize(line, CliJsonContext.Default.AnonymizedSlideLine));
        }
        else if (!request.Quiet)
        {
            console.Out.WriteLine(
                $"slide {number}: {plan.NewName}, not converted ({Printable.From(reason.Message)}), "
                + $"processed in its own format ({plan.FormatName}) instead");
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
            console.Error.WriteLine($"{Printable.From(path)}: not a slide, passed over");
        }
    }

    /// <summary>What became of the case data, at the end of the run: lines of its file, never its values.</summary>
    public void CaseDataUsed(CaseDataUse use)
    {
        foreach (var warning in use.Warnings())
        {
            console.Error.WriteLine(FailureText.Line(warning));
        }

        if (request.Json)
        {
            var line = new CaseDataLine(use.Records, use.Used, use.SlidesWithout, use.UnusedLines);
            console.Out.WriteLine(JsonSerializer.Serialize(line, CliJsonContext.Default.CaseDataLine));
        }
        else if (!request.Quiet)
        {
            console.Out.WriteLine(
                $"Case data: {Quantity.Number(use.Used)} of {Quantity.Of(use.Records, "record")} used, "
                + $"{Quantity.Of(use.SlidesWithout, "slide")} without.");
        }
    }

    /// <summary>The run is over.</summary>
    public void Finished(ConvertTotals totals, string keyFingerprint)
    {
        if (request.Quiet)
        {
            return;
        }

        var writer = request.Json ? console.Error : console.Out;
        foreach (var line in ConvertSummary.Lines(totals, request, profile, keyFingerprint))
        {
            writer.WriteLine(line);
        }
    }

    private void WriteText(int number, string path, ConversionResult result)
    {
        // The path only where nobody but the person at the terminal reads it, and only when asked for.
        var source = request.Verbose && console.OutIsTerminal ? $" from {Printable.From(path)}" : string.Empty;
        var bytes = result.Instances.Sum(instance => instance.FileLength);
        var frames = result.Instances.Sum(instance => (long)instance.FrameCount);
        console.Out.WriteLine(
            $"slide {number}: {result.SlidePseudonym}{source}, {Quantity.Of(result.Instances.Count, "file")}, "
            + $"{Quantity.Of(frames, "frame")}, {Quantity.Bytes(bytes)}");
        foreach (var instance in request.Verbose ? result.Instances : [])
        {
            console.Out.WriteLine(
                $"  {instance.FileName}: {instance.Role}, {instance.Size}, {Quantity.Of(instance.FrameCount, "frame")} "
                + $"{ConvertSummary.Words(instance.Handling)}, {instance.TransferSyntax}");
        }

        foreach (var note in result.Notes)
        {
            console.Out.WriteLine($"  note: {Printable.From(note)}");
        }
    }

    private void WriteFailedLine(FailedSlideLine line) =>
        console.Out.WriteLine(JsonSerializer.Serialize(line, CliJsonContext.Default.FailedSlideLine));

    // Messages of the system itself may name paths, so those are told by their kind alone.
    private static FailedSlideLine ToLine(int number, Exception exception) => exception switch
    {
        SlideFormatException slide => new(number, slide.Problem.ToString(), slide.Message, slide.Offset),
        ConversionException => new(number, "Conversion", exception.Message, Offset: null),
        _ => new(number, exception.GetType().Name, "see the message on standard error", Offset: null),
    };
}
