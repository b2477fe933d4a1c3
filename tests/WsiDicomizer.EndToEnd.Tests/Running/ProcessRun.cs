using System.Diagnostics;
using System.Text;

namespace WsiDicomizer.EndToEnd.Tests.Running;

/// <summary>What a process gave: its exit code and what it wrote.</summary>
internal sealed record ProcessRun(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    /// <summary>Everything that it wrote.</summary>
    public string Text => Output + Errors;

    /// <summary>Runs a program to its end, without standard input.</summary>
    /// <exception cref="TimeoutException">It did not end in minutes; it is killed.</exception>
    public static ProcessRun Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null)
    {
        using var running = Launch(program, arguments, environment, folder);
        return running.Finish(Longest);
    }

    /// <summary>Starts a program and leaves it running.</summary>
    public static RunningProcess Launch(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new RunningProcess(start);
    }
}

/// <summary>A process that runs; killed when it is disposed before its end.</summary>
internal sealed class RunningProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    public RunningProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>Waits until something holds; false when the process ended, or time ran out, before.</summary>
    public bool WaitUntil(Func<bool> condition, TimeSpan longest)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < longest)
        {
            if (condition())
            {
                return true;
            }

            if (_process.WaitForExit(5))
            {
                return condition();
            }
        }

        return false;
    }

    /// <summary>Waits for the end.</summary>
    public ProcessRun Finish(TimeSpan longest)
    {
        if (!_process.WaitForExit(longest))
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{_process.StartInfo.FileName} did not end within {longest}.");
        }

        return new ProcessRun(_process.ExitCode, _output.GetAwaiter().GetResult(), _errors.GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
