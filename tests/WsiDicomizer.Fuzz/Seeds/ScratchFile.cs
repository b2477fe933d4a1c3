namespace WsiDicomizer.Fuzz.Seeds;

/// <summary>A file that holds the current input, for parsers that read files.</summary>
/// <remarks>
/// It is opened for the writer alone each time: a parser that leaves it open after an error makes the next write fail,
/// so leaked handles are found too.
/// </remarks>
internal sealed class ScratchFile : IDisposable
{
    private readonly string _path =
        Path.Combine(Directory.CreateTempSubdirectory("wsidicomizer-fuzz-").FullName, "input");

    /// <summary>Writes the input.</summary>
    /// <returns>The path.</returns>
    public string Write(ReadOnlyMemory<byte> input)
    {
        // Not truncated to nothing first: file systems may bring such a file to the disk each time.
        using var handle = File.OpenHandle(_path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        RandomAccess.Write(handle, input.Span, 0);
        RandomAccess.SetLength(handle, input.Length);
        return _path;
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
}
