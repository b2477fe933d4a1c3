using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Architecture.Tests;

/// <summary>A text file of the repository.</summary>
/// <param name="Path">From the repository's root, with slashes.</param>
/// <param name="Text">All of it.</param>
internal sealed record RepositoryFile(string Path, string Text)
{
    private static readonly HashSet<string> NotOurs =
        new(StringComparer.Ordinal) { ".git", "bin", "obj", "artifacts", "TestResults", ".vs", ".idea", "demo-output" };

    private static readonly Lazy<IReadOnlyList<RepositoryFile>> Files = new(ReadAll);

    /// <summary>Every text file of the repository.</summary>
    public static IReadOnlyList<RepositoryFile> All => Files.Value;

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsProject => Path.EndsWith(".csproj", StringComparison.Ordinal);

    /// <summary>The project that the file belongs to, by its folder under src/ or tests/; or null.</summary>
    public string? Project
    {
        get
        {
            var parts = Path.Split('/');
            return parts.Length > 2 && parts[0] is "src" or "tests" ? parts[1] : null;
        }
    }

    private static List<RepositoryFile> ReadAll()
    {
        var files = new List<RepositoryFile>();
        Collect(new DirectoryInfo(SharedSlides.RepositoryRoot), "", files);
        return files;
    }

    private static void Collect(DirectoryInfo folder, string prefix, List<RepositoryFile> files)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (NotOurs.Contains(entry.Name) || entry.LinkTarget is not null)
            {
                continue;
            }

            if (entry is DirectoryInfo inner)
            {
                Collect(inner, prefix + inner.Name + "/", files);
            }
            else if (TryReadText(entry.FullName) is { } text)
            {
                files.Add(new RepositoryFile(prefix + entry.Name, text));
            }
        }
    }

    private static string? TryReadText(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return bytes.AsSpan().Contains((byte)0) ? null : System.Text.Encoding.UTF8.GetString(bytes);
    }
}
