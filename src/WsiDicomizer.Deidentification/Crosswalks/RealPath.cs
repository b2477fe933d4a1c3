namespace WsiDicomizer.Deidentification.Crosswalks;

/// <summary>Paths as the file system sees them: every link followed, also where the end does not exist yet.</summary>
internal static class RealPath
{
    // As many as Linux follows (path_resolution(7)); more is a circle.
    private const int MaximumLinks = 40;

    private static readonly StringComparison Comparison =
        OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>Follows all links.</summary>
    /// <param name="path">A path; what does not exist is taken as it is written.</param>
    /// <exception cref="IOException">Links lead in a circle, or the path cannot be looked at.</exception>
    public static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        var current = Path.GetPathRoot(full)!;
        var rest = new LinkedList<string>(Parts(full[current.Length..]));
        var links = 0;
        while (rest.First is { } first)
        {
            rest.RemoveFirst();
            if (first.Value == "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }

            var next = Path.Combine(current, first.Value);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > MaximumLinks)
            {
                throw new IOException($"{path}: links lead in a circle");
            }

            if (Path.IsPathRooted(target))
            {
                current = Path.GetPathRoot(target)!;
                target = target[current.Length..];
            }

            foreach (var part in Parts(target).Reverse())
            {
                rest.AddFirst(part);
            }
        }

        return current;
    }

    /// <summary>Whether a path is a folder, or anywhere below it.</summary>
    /// <param name="path">A path, links followed.</param>
    /// <param name="folder">A folder, links followed.</param>
    public static bool IsInside(string path, string folder)
    {
        var prefix = Path.TrimEndingDirectorySeparator(folder);
        return string.Equals(path, prefix, Comparison)
            || path.StartsWith(Path.EndsInDirectorySeparator(prefix) ? prefix : prefix + Path.DirectorySeparatorChar, Comparison);
    }

    private static IEnumerable<string> Parts(string path) => path
        .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
        .Where(part => part != ".");
}
