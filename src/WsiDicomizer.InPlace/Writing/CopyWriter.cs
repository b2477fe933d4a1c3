using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Writing;

/// <summary>Writes an anonymized copy of a slide; the source is only read.</summary>
public static class CopyWriter
{
    /// <summary>Copies the slide's files under their new names and writes the plan's patches into the copies.</summary>
    /// <param name="plan">What becomes of the slide.</param>
    /// <param name="directory">An empty folder; on an error the caller deletes it with what is in it.</param>
    /// <param name="cancellationToken">Ends it between files.</param>
    /// <remarks>File systems that can share blocks between files do so: such a copy costs nothing.</remarks>
    /// <exception cref="AnonymizationException">A source changed meanwhile, or the copy is not what it must be.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(AnonymizationPlan plan, string directory, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(directory);
        plan.RequireUnchanged();
        foreach (var file in plan.Files.Where(file => !file.IsRemoved))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(file, Path.Combine(directory, file.NewName));
        }

        plan.RequireUnchanged();
        using (var written = SlideFormats.Open(Path.Combine(directory, plan.Files[0].NewName)))
        {
            plan.Shape.RequireSame(written);
        }

        foreach (var file in plan.Files.Where(file => !file.IsRemoved))
        {
            FileTimes.Reset(Path.Combine(directory, file.NewName));
        }
    }

    private static void Write(PlannedFile file, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(file.Path, path, overwrite: false);
        if (!OperatingSystem.IsWindows())
        {
            // A source that may only be read gives a copy that may only be read.
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserWrite | UnixFileMode.UserRead);
        }

        PatchWriter.Write(path, file.Patches, flushToDisk: false);
    }
}
