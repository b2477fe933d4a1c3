namespace WsiDicomizer.Cli;

/// <summary>The folder that a command writes into; where the run made it and put nothing into it, it goes again.</summary>
internal sealed class OutputFolder : IDisposable
{
    private const string ProbeName = ".wsidicomizer-probe";

    // Deepest first.
    private readonly IReadOnlyList<string> _made;

    private OutputFolder(IReadOnlyList<string> made) => _made = made;

    /// <summary>Prepares the folder for one run, at whose end it is disposed of.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="IOException">It is not empty, or cannot be made or written; says what to do.</exception>
    public static OutputFolder Reserve(string path)
    {
        var folder = new OutputFolder([.. Missing(Path.GetFullPath(path))]);
        try
        {
            Prepare(path);
        }
        catch (IOException)
        {
            folder.Dispose();
            throw;
        }

        return folder;
    }

    /// <summary>Makes the folder where it does not exist, and checks that it is empty and can be written to.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="IOException">It is not empty, or cannot be made or written; says what to do.</exception>
    public static void Prepare(string path)
    {
        if (File.Exists(path))
        {
            throw new IOException($"{path}: this is a file; give a folder that is new or empty");
        }

        try
        {
            Directory.CreateDirectory(path);
            if (Directory.EnumerateFileSystemEntries(path).Any())
            {
                throw new NotEmptyException($"{path}: the output folder is not empty; give one that is new or empty");
            }

            using var probe = new FileStream(Path.Combine(path, ProbeName), new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.DeleteOnClose,
            });
        }
        catch (Exception exception) when (
            exception is (IOException and not NotEmptyException) or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{path}: the output folder cannot be written to ({Reason(exception)}); give another, or make room for it",
                exception);
        }
    }

    /// <summary>Removes the folders that were made for the run, as far as they are empty.</summary>
    /// <exception cref="IOException">One cannot be removed, though this run made it: somebody else is in it.</exception>
    public void Dispose()
    {
        foreach (var path in _made.Where(Directory.Exists))
        {
            if (Directory.EnumerateFileSystemEntries(path).Any())
            {
                return;
            }

            Directory.Delete(path);
        }
    }

    // The folder and those above it that do not exist yet, deepest first.
    private static IEnumerable<string> Missing(string path)
    {
        for (var folder = path; folder is not null && !Path.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }

    private static string Reason(Exception exception) => exception switch
    {
        UnauthorizedAccessException => "permission denied",
        FileNotFoundException or DirectoryNotFoundException => "no folder can be made at this place",
        PathTooLongException => "the path is too long",
        _ => "the system refuses: is the disk full or read-only, or a file in the way?",
    };

    private sealed class NotEmptyException(string message) : IOException(message);
}
