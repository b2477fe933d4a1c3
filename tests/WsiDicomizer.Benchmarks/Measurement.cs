using System.Diagnostics;
using System.Globalization;

namespace WsiDicomizer.Benchmarks;

/// <summary>What one run of a program cost.</summary>
/// <param name="Elapsed">From start to exit.</param>
/// <param name="PeakBytes">The most memory that was resident at once, as the kernel counts it.</param>
internal readonly record struct Measurement(TimeSpan Elapsed, long PeakBytes)
{
    private const int PollMilliseconds = 4;

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">Its exit code is not 0.</exception>
    public static Measurement Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var status = $"/proc/{process.Id}/status";
        long peak = 0;
        do
        {
            peak = Math.Max(peak, ReadPeak(status));
        }
        while (!process.WaitForExit(PollMilliseconds));
        var elapsed = watch.Elapsed;
        return process.ExitCode == 0
            ? new Measurement(elapsed, peak)
            : throw new InvalidOperationException(
                $"{program} ended with {process.ExitCode}: {output.Result}{errors.Result}");
    }

    // The kernel keeps the high-water mark itself, so seldom looks miss only what comes in the last few milliseconds.
    private static long ReadPeak(string status)
    {
        try
        {
            foreach (var line in File.ReadLines(status))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                {
                    return long.Parse(line.AsSpan(6).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) * 1024;
                }
            }
        }
        catch (IOException)
        {
            // It has ended between two looks.
            return 0;
        }

        return 0;
    }
}
