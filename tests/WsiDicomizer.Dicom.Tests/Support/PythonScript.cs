using System.Diagnostics;
using System.Text;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Dicom.Tests;

/// <summary>Runs a script of this project with Debian's Python, which has pydicom as a package of the system.</summary>
internal static class PythonScript
{
    public const string Python = "/usr/bin/python3";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Runs a script; it has to succeed.</summary>
    /// <param name="script">Its path inside this project.</param>
    /// <param name="arguments">Of the script.</param>
    /// <returns>What it wrote.</returns>
    public static string Run(string script, params string[] arguments)
    {
        var path = Path.Combine(SharedSlides.RepositoryRoot, "tests", "WsiDicomizer.Dicom.Tests", script);
        var start = new ProcessStartInfo(Python, [path, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["PYTHONWARNINGS"] = "ignore";
        start.Environment["PYTHONUTF8"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Longest))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{script} did not end within {Longest}.");
        }

        Assert.True(process.ExitCode == 0, $"{script}: {errors.GetAwaiter().GetResult()}");
        return output.GetAwaiter().GetResult();
    }
}

/// <summary>A fact that asks pydicom; skipped, with the reason, where Python is missing and not required.</summary>
internal sealed class PydicomFactAttribute : FactAttribute
{
    public PydicomFactAttribute()
    {
        Skip = PydicomTheoryAttribute.WhyNot;
    }
}

/// <summary>A theory that asks pydicom.</summary>
internal sealed class PydicomTheoryAttribute : TheoryAttribute
{
    public PydicomTheoryAttribute()
    {
        Skip = WhyNot;
    }

    /// <summary>Whether it needs the sample slides too.</summary>
    public bool Slides
    {
        get => false;
        set => Skip ??= value && !SharedSlides.Available ? "needs the sample slides, which are not here" : null;
    }

    // ./test sets the variable where it has installed everything: then what is missing is a failure.
    public static string? WhyNot =>
        Environment.GetEnvironmentVariable("WSIDICOMIZER_REQUIRE_TOOLS") == "1"
        || Directory.Exists("/usr/lib/python3/dist-packages/pydicom")
            ? null
            : "needs python3-pydicom, not here (./test installs it)";
}
