namespace WsiDicomizer.EndToEnd.Tests.Running;

/// <summary>How an input is refused: exit code 1, one message that names it, nothing of the program's inside.</summary>
internal static class Refusal
{
    /// <summary>The run failed for one input, and says so once, with the reason.</summary>
    public static void AssertClear(ProcessRun run, string fileName, string reason)
    {
        Assert.True(run.ExitCode == 1, $"exit code {run.ExitCode}: {run.Text}");
        var lines = run.Errors.Split('\n');
        var naming = lines.Where(line => line.Contains(fileName, StringComparison.Ordinal)).ToList();
        Assert.True(naming.Count == 1, $"{naming.Count} lines name {fileName}: {run.Errors}");
        Assert.Matches(reason, run.Errors);
        AssertNoInnards(run);
    }

    /// <summary>No stack trace, and no error that nobody foresaw.</summary>
    /// <remarks>The system's own kinds of failure may be named.</remarks>
    public static void AssertNoInnards(ProcessRun run)
    {
        Assert.DoesNotContain("   at ", run.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch(
            @"\b(?!FileNotFound|DirectoryNotFound|UnauthorizedAccess|IO)[A-Z]\w+Exception\b", run.Text);
        Assert.DoesNotContain("error in the program", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", run.Text, StringComparison.Ordinal);
    }
}
