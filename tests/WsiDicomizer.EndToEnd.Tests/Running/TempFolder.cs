namespace WsiDicomizer.EndToEnd.Tests.Running;

/// <summary>A folder of its own for a test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("wsidicomizer-e2e-").FullName;

    /// <summary>A path inside it.</summary>
    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    /// <summary>Writes a file into it.</summary>
    /// <returns>Its path.</returns>
    public string Write(string relative, ReadOnlySpan<byte> content)
    {
        var path = this[relative];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Puts a copy of a file into it.</summary>
    /// <returns>The path of the copy.</returns>
    public string Copy(string source, string relative)
    {
        var path = this[relative];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.Copy(source, path);
        File.SetAttributes(path, FileAttributes.Normal);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
