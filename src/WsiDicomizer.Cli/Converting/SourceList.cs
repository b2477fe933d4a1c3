namespace WsiDicomizer.Cli.Converting;

/// <summary>Finds the files that a command line names: files as they are, folders with everything below them.</summary>
/// <param name="paths">Files and folders, as named.</param>
/// <param name="excludedFolder">A folder whose files are no inputs, the output; null for none.</param>
/// <remarks>
/// Ordinal order within each folder, files before folders (which may be parts of them: MIRAX), each file once. Links to folders are not followed (they may lead in circles).
/// Nothing is opened.
/// </remarks>
internal sealed class SourceList(IReadOnlyList<string> paths, string? excludedFolder = null)
{
    private readonly string? _excluded = excludedFolder is null ? null : Normalize(excludedFolder);

    /// <summary>The files, found one after another.</summary>
    public IEnumerable<Source> Find()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var found = Directory.Exists(path) ? Walk(path) : [new Source(path, IsExplicit: true)];
            foreach (var source in found)
            {
                if (seen.Add(Path.GetFullPath(source.Path)))
                {
                    yield return source;
                }
            }
        }
    }

    private IEnumerable<Source> Walk(string folder)
    {
        if (_excluded is not null && Normalize(folder) == _excluded)
        {
            yield break;
        }

        if (!TryList(folder, out var entries))
        {
            yield return new Source(folder, IsExplicit: true, "the folder cannot be read; check that you may");
            yield break;
        }

        foreach (var entry in entries)
        {
            var path = Path.Combine(folder, entry.Name);
            if (!IsFolder(entry))
            {
                yield return new Source(path, IsExplicit: false);
            }
            else if (!entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                foreach (var source in Walk(path))
                {
                    yield return source;
                }
            }
        }
    }

    private static bool TryList(string folder, out FileSystemInfo[] entries)
    {
        try
        {
            entries = new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            entries = [];
            return false;
        }

        Array.Sort(entries, static (left, right) => IsFolder(left).CompareTo(IsFolder(right)) is not 0 and var order
            ? order
            : string.CompareOrdinal(left.Name, right.Name));
        return true;
    }

    private static bool IsFolder(FileSystemInfo entry) => entry.Attributes.HasFlag(FileAttributes.Directory);

    private static string Normalize(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
}
