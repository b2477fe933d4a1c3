using System.Text.Json;
using WsiDicomizer.Cli.Json;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Conversion.Instances;

namespace WsiDicomizer.Cli.Originals;

/// <summary>Tells what becomes of inputs: failures at once, with path and reason, never with a value; the rest in numbers.</summary>
internal sealed class ReidentifyReporter(ReidentifyRequest request, ICommandConsole console)
{
    private int _unreachable;

    /// <summary>An input is done.</summary>
    public void Done(InstanceResult result)
    {
        if (result.Status == InstanceStatus.Failed)
        {
            console.Error.WriteLine(FailureText.ForInput(result.SourcePath, result.Failure!));
        }
    }

    /// <summary>A folder cannot be read.</summary>
    public void Unreachable(string path, string problem)
    {
        _unreachable++;
        console.Error.WriteLine($"{Printable.From(path)}: {problem}");
    }

    /// <summary>The run is over.</summary>
    /// <returns>The exit code.</returns>
    public int Finish(IReadOnlyList<InstanceResult> results)
    {
        int Count(InstanceStatus status) => results.Count(result => result.Status == status);
        var (delivered, failed) = (Count(InstanceStatus.Delivered), Count(InstanceStatus.Failed) + _unreachable);
        if (request.Json)
        {
            WriteJson(results);
        }

        if (delivered + failed == 0)
        {
            console.Error.WriteLine(FailureText.Line(
                $"no DICOM instance among {Quantity.Of(results.Count, "file")}; name DICOM files, or folders with such files in them"));
            return ExitCodes.Failed;
        }

        if (!request.Quiet)
        {
            var writer = request.Json ? console.Error : console.Out;
            writer.WriteLine(
                $"{Quantity.Of(delivered, "instance")} re-identified, {Quantity.Number(failed)} failed, "
                + $"{Quantity.Of(Count(InstanceStatus.Duplicate), "duplicate")} left out.");
            if (delivered > 0)
            {
                writer.WriteLine($"Written in {Printable.From(request.Output)}. It identifies people: protect it like the originals.");
                writer.WriteLine(
                    "File meta information and preamble are new, and comments that were taken out of compressed frames stay out.");
            }
        }

        return failed == 0 ? ExitCodes.Success : ExitCodes.Failed;
    }

    private void WriteJson(IReadOnlyList<InstanceResult> results)
    {
        foreach (var result in results.Where(result => result.Status != InstanceStatus.NotDicom))
        {
            console.Out.WriteLine(JsonSerializer.Serialize(
                ReidentifiedInstanceLine.From(result), CliJsonContext.Default.ReidentifiedInstanceLine));
        }
    }
}
