namespace WsiDicomizer.InPlace.Checking;

/// <summary>What tells that a file was changed by somebody else.</summary>
/// <param name="Path">The file, by full path.</param>
/// <param name="Length">In bytes.</param>
/// <param name="LastWriteTimeUtc">When it was last written.</param>
internal sealed record FileState(string Path, long Length, DateTime LastWriteTimeUtc)
{
    /// <summary>Takes the state of a file.</summary>
    /// <param name="path">The file, by full path.</param>
    public static FileState Take(string path)
    {
        var file = new FileInfo(path);
        return new FileState(path, file.Length, file.LastWriteTimeUtc);
    }

    /// <summary>Refuses to go on where the file is another now.</summary>
    /// <exception cref="AnonymizationException">It is.</exception>
    public void RequireSame()
    {
        var now = new FileInfo(Path);
        if (!now.Exists || now.Length != Length || now.LastWriteTimeUtc != LastWriteTimeUtc)
        {
            throw new AnonymizationException(
                "a file of the slide changed while it was read: is a scanner or another program writing it? Nothing was done");
        }
    }
}
