using WsiDicomizer.InPlace;
using WsiDicomizer.InPlace.Reports;
using WsiDicomizer.InPlace.Writing;

namespace WsiDicomizer.Cli.Anonymizing;

/// <summary>A copy of a slide in the output: made beside its place, and given its name when it is complete.</summary>
internal static class CopyDelivery
{
    /// <summary>Writes the copy and its report into a folder named as the slide is.</summary>
    /// <param name="plan">What becomes of the slide.</param>
    /// <param name="output">The output folder.</param>
    /// <param name="notes">What a person should know, for the report.</param>
    /// <param name="cancellationToken">Ends it; nothing stays behind.</param>
    /// <exception cref="AnonymizationException">There is a folder of that name, or the copy is not what it must be.</exception>
    /// <exception cref="IOException">It cannot be written; nothing stays behind.</exception>
    public static void Write(
        AnonymizationPlan plan, string output, IReadOnlyList<string> notes, CancellationToken cancellationToken)
    {
        var final = Path.Combine(output, plan.NewName);
        var staging = Path.Combine(output, $".{plan.NewName}.partial");
        if (Path.Exists(final) || Path.Exists(staging))
        {
            throw new AnonymizationException($"the output has a folder {plan.NewName} already: the slide was given twice");
        }

        var isDelivered = false;
        try
        {
            CreateOwn(staging);
            CopyWriter.Write(plan, staging, cancellationToken);
            AnonymizationReport.Save(Path.Combine(staging, AnonymizationReport.FileName), plan, notes);
            Share(staging, output);
            Directory.Move(staging, final);
            isDelivered = true;
        }
        finally
        {
            if (!isDelivered && Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    // Until its identity is out, and if the run is killed before, a copy is its maker's alone.
    private static void CreateOwn(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static void Share(string folder, string like)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, File.GetUnixFileMode(like));
        }
    }
}
