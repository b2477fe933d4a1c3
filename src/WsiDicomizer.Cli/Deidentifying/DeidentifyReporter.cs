using System.Text.Json;
using WsiDicomizer.Cli.Json;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Conversion.Instances;
using WsiDicomizer.Deidentification.Profiles;

namespace WsiDicomizer.Cli.Deidentifying;

/// <summary>Tells what becomes of inputs: failures at once, everything else at the end, in the order of the inputs.</summary>
/// <remarks>
/// What went well is a number and a pseudonymous path, never the source's name. What failed is named by its path on
/// standard error, since someone has to look at it.
/// </remarks>
internal sealed class DeidentifyReporter(DeidentifyRequest request, ResolvedProfile profile, ICommandConsole console)
{
    private readonly Lock _gate = new();
    private int _unreachable;

    /// <summary>An input is done.</summary>
    public void Done(InstanceResult result)
    {
        switch (result.Status)
        {
            case InstanceStatus.Failed:
                WriteError(FailureText.ForInput(result.SourcePath, result.Failure!));
                break;
            case InstanceStatus.NotDicom when request.Verbose:
                WriteError($"{Printable.From(result.SourcePath)}: not DICOM, left alone");
                break;
            case InstanceStatus.MediaDirectory when !request.Quiet:
                WriteError($"{Printable.From(result.SourcePath)}: a DICOMDIR, left out: it lists files that the output does not have");
                break;
        }
    }

    /// <summary>A folder cannot be read.</summary>
    public void Unreachable(string path, string problem)
    {
        Interlocked.Increment(ref _unreachable);
        WriteError($"{Printable.From(path)}: {problem}");
    }

    /// <summary>The run is over.</summary>
    /// <returns>The exit code.</returns>
    public int Finish(InstancesSummary summary, string keyFingerprint)
    {
        var counts = new DeidentifyCounts(summary, _unreachable);
        if (counts is { Instances: 0, Failed: 0 })
        {
            console.Error.WriteLine(FailureText.Line(
                $"no DICOM instance among {Quantity.Of(summary.Results.Count, "file")}; name DICOM files, or folders with "
                + "such files in them (-v lists what was left alone)"));
            return ExitCodes.Failed;
        }

        WriteInstances(summary);
        if (!request.Quiet)
        {
            var writer = request.Json ? console.Error : console.Out;
            foreach (var line in DeidentifySummary.Lines(counts, summary, request, profile, keyFingerprint))
            {
                writer.WriteLine(line);
            }
        }

        return counts.Failed == 0 ? ExitCodes.Success : ExitCodes.Failed;
    }

    private void WriteInstances(InstancesSummary summary)
    {
        foreach (var result in summary.Results)
        {
            if (request.Json && result.Status is not InstanceStatus.NotDicom)
            {
                console.Out.WriteLine(JsonSerializer.Serialize(
                    DeidentifiedInstanceLine.From(result, profile), CliJsonContext.Default.DeidentifiedInstanceLine));
            }
            else if (request.Verbose && !request.Json && result.Status == InstanceStatus.Delivered)
            {
                // The path only where nobody but the person at the terminal reads it, and only when asked for.
                var source = console.OutIsTerminal ? $" from {Printable.From(result.SourcePath)}" : string.Empty;
                console.Out.WriteLine(
                    $"input {result.Number}: {result.OutputPath}{source}, {Quantity.Bytes(result.FileLength)}, {result.TransferSyntax}");
            }
        }
    }

    private void WriteError(string line)
    {
        lock (_gate)
        {
            console.Error.WriteLine(line);
        }
    }
}
