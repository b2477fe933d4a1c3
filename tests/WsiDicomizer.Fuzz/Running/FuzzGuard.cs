using System.Diagnostics;

namespace WsiDicomizer.Fuzz.Running;

/// <summary>Runs one input and judges what came of it: exceptions, messages, memory, time.</summary>
internal sealed class FuzzGuard(FuzzTarget target)
{
    /// <summary>The time that one input may take. A machine under load is slow now and then, so it counts if it is exceeded each time of three.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    /// <summary>How many inputs were taken so far.</summary>
    public long Taken { get; private set; }

    /// <summary>How many were refused with an exception of the library.</summary>
    public long Refused { get; private set; }

    /// <summary>The most that one input allocated.</summary>
    public long MaxAllocated { get; private set; }

    /// <summary>Runs an input.</summary>
    /// <returns>Null where all is as it should be.</returns>
    public FuzzFinding? Run(byte[] input)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        try
        {
            target.Run(input);
            Taken++;
        }
        catch (Exception exception) when (target.AllowedExceptions.Any(type => type.IsInstanceOfType(exception)))
        {
            Refused++;
            if (FindSecret(exception) is { } leak)
            {
                return leak;
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return FuzzFinding.Of(exception);
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        MaxAllocated = Math.Max(MaxAllocated, allocated);
        var limit = target.AllocationLimit(input.Length);
        if (allocated > limit)
        {
            return new FuzzFinding("allocation", $"{input.Length} bytes made the parser allocate {allocated} bytes; the limit is {limit}");
        }

        return elapsed > TimeLimit && IsSlowAgain(input)
            ? new FuzzFinding("time", $"{input.Length} bytes took more than {TimeLimit.TotalSeconds} s three times in a row")
            : null;
    }

    // A message of the library is for logs: no value of the file may be in it.
    private FuzzFinding? FindSecret(Exception exception) =>
        target.Secrets.Any(secret => exception.Message.Contains(secret, StringComparison.OrdinalIgnoreCase))
            ? new FuzzFinding("leak " + FuzzFinding.Of(exception).Key, "a value of the input is in the message: " + exception)
            : null;

    private bool IsSlowAgain(byte[] input)
    {
        for (var i = 0; i < 2; i++)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                target.Run(input);
            }
            catch (Exception exception) when (target.AllowedExceptions.Any(type => type.IsInstanceOfType(exception)))
            {
                // Refused, as before; only the time is of interest.
                _ = exception;
            }

            if (Stopwatch.GetElapsedTime(start) <= TimeLimit)
            {
                return false;
            }
        }

        return true;
    }
}
