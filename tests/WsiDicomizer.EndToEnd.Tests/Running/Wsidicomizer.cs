using System.Security.Cryptography;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests.Running;

/// <summary>The program as users have it: published, started as a process.</summary>
internal static class Wsidicomizer
{
    /// <summary>Where it is: told by ./test, or where the launcher puts it.</summary>
    public static string Program { get; } =
        Environment.GetEnvironmentVariable("WSIDICOMIZER_PROGRAM")
        ?? Path.Combine(SharedSlides.RepositoryRoot, "artifacts", "publish", "wsidicomizer");

    /// <summary>The profiles that ship.</summary>
    public static readonly string[] Profiles =
    [
        "identified", "basic", "level-iii", "level-iv", "research-longitudinal",
        "aida-1-images", "aida-2-scanner", "aida-3-period", "aida-4-examination", "aida-5-diagnosis", "public-release",
    ];

    /// <summary>Runs it to its end.</summary>
    public static ProcessRun Run(params string[] arguments) => ProcessRun.Start(Program, arguments);

    /// <summary>Runs it and demands the exit code 0.</summary>
    public static ProcessRun RunWell(params string[] arguments)
    {
        var run = Run(arguments);
        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Text}");
        return run;
    }

    /// <summary>Makes a project key.</summary>
    public static string NewKey(TempFolder folder, string name = "key")
    {
        RunWell("key", "new", folder[name]);
        return folder[name];
    }

    /// <summary>Makes one slide of every kind that the generator knows.</summary>
    /// <returns>The paths of the slides, in order.</returns>
    public static IReadOnlyList<string> Synthesize(string folder, int seed, string size, string vendor = "aperio")
    {
        RunWell("synth", vendor, "-o", folder, "--size", size, "--seed", $"{seed}");
        return
        [
            .. Directory.EnumerateFiles(folder)
                .Where(path => !path.EndsWith(".answers.json", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }
}

/// <summary>What stands in a folder, to tell whether it changed.</summary>
internal static class FolderContent
{
    /// <summary>Every file under a folder: its relative path and the SHA-256 of its bytes, in order.</summary>
    public static SortedDictionary<string, string> Read(string folder)
    {
        var content = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (Directory.Exists(folder))
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*", All))
            {
                using var stream = File.OpenRead(path);
                content[Path.GetRelativePath(folder, path)] = Convert.ToHexStringLower(SHA256.HashData(stream));
            }
        }

        return content;
    }

    /// <summary>Everything under a folder, files and folders, hidden ones too.</summary>
    public static List<string> Entries(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFileSystemEntries(folder, "*", All).Order(StringComparer.Ordinal)]
        : [];

    private static EnumerationOptions All { get; } =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
}
