namespace WsiDicomizer.SyntheticSlides;

/// <summary>Writes files that are either complete or not there.</summary>
internal static class CompleteFile
{
    private const string PartialExtension = ".partial";

    /// <summary>Writes beside the final place and renames at the end; a file of that name is replaced.</summary>
    /// <param name="path">The final path.</param>
    /// <param name="write">Writes everything into the stream, which can seek.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var partial = path + PartialExtension;
        try
        {
            using (var stream = new FileStream(partial, new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.ReadWrite,
                BufferSize = 1 << 20,
            }))
            {
                write(stream);
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
