using System.Runtime.ExceptionServices;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>Runs the same work on several threads; the first failure stops the others and is thrown.</summary>
internal static class WorkerGroup
{
    /// <summary>Runs the work and waits for all threads.</summary>
    /// <param name="workers">The number of threads, the calling one included.</param>
    /// <param name="work">Takes jobs until there are none or the token is cancelled.</param>
    /// <param name="cancellationToken">From outside.</param>
    public static void Run(int workers, Action<CancellationToken> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ExceptionDispatchInfo? failure = null;

        void Guarded()
        {
            try
            {
                work(stop.Token);
            }
            catch (Exception exception)
            {
                // Kept and thrown by the caller below; the first one is the cause, later ones are its consequences.
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
                stop.Cancel();
            }
        }

        var threads = new Thread[Math.Max(0, workers - 1)];
        for (var index = 0; index < threads.Length; index++)
        {
            threads[index] = new Thread(Guarded) { IsBackground = true, Name = "frames" };
            threads[index].Start();
        }

        Guarded();
        foreach (var thread in threads)
        {
            thread.Join();
        }

        failure?.Throw();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
