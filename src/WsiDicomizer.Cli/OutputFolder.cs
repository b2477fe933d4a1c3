namespace WsiDicomizer.Cli;

/// <summary>The folder that a command writes into.</summary>
internal static class OutputFolder
{
    private const string ProbeName = ".wsidicomizer-probe";

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

    private static string Reason(Exception exception) => exception switch
    {
        UnauthorizedAccessException => "permission denied",
        FileNotFoundException or DirectoryNotFoundException => "no folder can be made at this place",
        PathTooLongException => "the path is too long",
        _ => "the system refuses: is the disk full or read-only, or a file in the way?",
    };

    private sealed class NotEmptyException(string message) : IOException(message);
}
