using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests.Running;

/// <summary>The foreign programs that the tests start, and whether they are here.</summary>
internal static class Tools
{
    /// <summary>Debian's Python, which has pydicom and OpenSlide as packages of the system.</summary>
    public const string Python = "/usr/bin/python3";

    // ./test sets this where it has installed everything: then a missing program is a failure and no reason to skip.
    private static readonly bool AllRequired =
        Environment.GetEnvironmentVariable("WSIDICOMIZER_REQUIRE_TOOLS") == "1";

    /// <summary>Why a test cannot run here, or null.</summary>
    public static string? Missing(bool slides, IEnumerable<string> tools)
    {
        if (slides && !SharedSlides.Available)
        {
            return $"needs the sample slides in {Path.Combine("..", "shared", "slides")}, which are not here";
        }

        if (OperatingSystem.IsWindows())
        {
            return "starts programs of a Unix system";
        }

        var missing = AllRequired ? [] : tools.Where(tool => Find(tool) is null).ToList();
        return missing.Count == 0 ? null : $"needs {string.Join(", ", missing)}, not here (./test installs it)";
    }

    /// <summary>The options of <c>unshare</c> for mounts that nobody else sees.</summary>
    public static IReadOnlyList<string> OwnMounts { get; } =
        Environment.IsPrivilegedProcess ? ["--mount"] : ["--map-root-user", "--mount"];

    /// <summary>Whether this user may mount a file system that nobody else sees.</summary>
    public static bool CanMount { get; } = Find("unshare") is not null && ProcessRun.Start(
        "unshare", [.. OwnMounts, "mount", "-t", "tmpfs", "tmpfs", Path.GetTempPath()]).ExitCode == 0;

    /// <summary>The path of a program, or null.</summary>
    public static string? Find(string tool)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(["/usr/sbin", "/usr/bin", "/bin"]);
        return folders.Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);
    }

    /// <summary>Runs a script of the folder Scripts with Debian's Python; it has to succeed.</summary>
    /// <returns>What it wrote.</returns>
    public static string RunScript(string script, params string[] arguments)
    {
        var path = Path.Combine(
            SharedSlides.RepositoryRoot, "tests", "WsiDicomizer.EndToEnd.Tests", "Scripts", script);
        var environment = new Dictionary<string, string>
        {
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["PYTHONWARNINGS"] = "ignore",
            ["PYTHONUTF8"] = "1",
        };
        var run = ProcessRun.Start(Python, [path, .. arguments], environment);
        Assert.True(run.ExitCode == 0, $"{script}: {run.Errors}");
        return run.Output;
    }
}

/// <summary>A fact that starts foreign programs; skipped, with the reason, where one is missing.</summary>
internal sealed class ToolFactAttribute : FactAttribute
{
    private bool _mount;
    private bool _slides = true;

    public ToolFactAttribute(params string[] tools)
    {
        ProgramTools = tools;
        Skip = Tools.Missing(_slides, tools);
    }

    public string[] ProgramTools { get; }

    /// <summary>Whether it needs the right to mount a file system of its own.</summary>
    public bool Mount
    {
        get => _mount;
        set
        {
            _mount = value;
            Skip ??= value && !Tools.CanMount ? "needs the right to mount a file system, which is missing here" : null;
        }
    }

    /// <summary>Whether it needs the sample slides; so it is, unless this says otherwise.</summary>
    public bool Slides
    {
        get => _slides;
        set
        {
            _slides = value;
            Skip = Tools.Missing(value, ProgramTools);
        }
    }
}

/// <summary>A theory that starts foreign programs and needs the slides; skipped where one is missing.</summary>
internal sealed class ToolTheoryAttribute : TheoryAttribute
{
    private bool _slides = true;

    public ToolTheoryAttribute(params string[] tools)
    {
        ProgramTools = tools;
        Skip = Tools.Missing(_slides, tools);
    }

    public string[] ProgramTools { get; }

    /// <summary>Whether it needs the sample slides; so it is, unless this says otherwise.</summary>
    public bool Slides
    {
        get => _slides;
        set
        {
            _slides = value;
            Skip = Tools.Missing(value, ProgramTools);
        }
    }
}
