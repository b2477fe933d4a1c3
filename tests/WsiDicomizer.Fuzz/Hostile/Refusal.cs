using System.Diagnostics;

namespace WsiDicomizer.Fuzz.Hostile;

/// <summary>An input is refused for the right reason, soon, and without taking memory.</summary>
internal static class Refusal
{
    private const long MaxAllocatedBytes = 48L << 20;
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(20);

    /// <summary>Runs the action and gives back its exception.</summary>
    /// <param name="reason">A regular expression that the message is to match: the limit or the fault.</param>
    /// <param name="action">What reads the input.</param>
    /// <param name="inputLength">May be allocated eight times on top.</param>
    public static TException Of<TException>(string reason, Action action, long inputLength = 0)
        where TException : Exception
    {
        var start = Stopwatch.GetTimestamp();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var exception = Assert.ThrowsAny<TException>(action);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.Matches(reason, exception.Message);
        Assert.InRange(allocated, 0, MaxAllocatedBytes + (8 * inputLength));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, MaxTime);
        return exception;
    }
}
