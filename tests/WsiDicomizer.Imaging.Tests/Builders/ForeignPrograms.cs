using System.Diagnostics;
using System.Text;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Imaging.Tests.Builders;

/// <summary>Programs of others that read what was made here.</summary>
internal static class ForeignPrograms
{
    /// <summary>Debian's Python, which has Pillow as a package of the system.</summary>
    public const string Python = "/usr/bin/python3";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Runs a program; it has to succeed and, if so asked, to complain of nothing.</summary>
    /// <returns>What it wrote.</returns>
    public static string Run(string program, bool silent, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["PYTHONUTF8"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Longest))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {Longest}.");
        }

        var complaints = errors.GetAwaiter().GetResult();
        Assert.True(process.ExitCode == 0 && !(silent && complaints.Length > 0), $"{program}: {complaints}");
        return output.GetAwaiter().GetResult();
    }

    /// <summary>Runs a script of this project; it has to succeed.</summary>
    /// <param name="script">Its path inside this project.</param>
    /// <param name="arguments">Of the script.</param>
    /// <returns>What it wrote.</returns>
    public static string RunScript(string script, params string[] arguments) => Run(
        Python,
        silent: false,
        [Path.Combine(SharedSlides.RepositoryRoot, "tests", "WsiDicomizer.Imaging.Tests", script), .. arguments]);

    /// <summary>Why a test cannot run here, or null.</summary>
    public static string? Missing(string[] files)
    {
        // ./test sets the variable where it has installed everything: then what is missing is a failure.
        if (Environment.GetEnvironmentVariable("WSIDICOMIZER_REQUIRE_TOOLS") == "1")
        {
            return null;
        }

        var missing = files.Where(file => !Path.Exists(file)).Select(Path.GetFileName).ToList();
        return missing.Count == 0 ? null : $"needs {string.Join(", ", missing)}, not here (./test installs it)";
    }
}

/// <summary>A fact that starts foreign programs; skipped, with the reason, where one is missing and not required.</summary>
internal sealed class ForeignProgramFactAttribute : FactAttribute
{
    public ForeignProgramFactAttribute(params string[] files)
    {
        Files = files;
        Skip = ForeignPrograms.Missing(files);
    }

    public string[] Files { get; }
}

/// <summary>A theory that starts foreign programs.</summary>
internal sealed class ForeignProgramTheoryAttribute : TheoryAttribute
{
    public ForeignProgramTheoryAttribute(params string[] files)
    {
        Files = files;
        Skip = ForeignPrograms.Missing(files);
    }

    public string[] Files { get; }
}
