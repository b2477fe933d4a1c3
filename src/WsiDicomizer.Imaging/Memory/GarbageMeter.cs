namespace WsiDicomizer.Imaging.Memory;

/// <summary>Has large arrays collected soon after they are let go. Thread-safe.</summary>
/// <remarks>
/// The collector waits with large objects until they have grown to a multiple of what is in use: with 130 MB of decoded pictures
/// and encoded frames in use, a process grew to 410 MB. Who lets go of many counts them here, and every
/// <see cref="EveryBytes"/> a full collection without compaction is made. It looks at few objects, since pixels hold no
/// references: some milliseconds for what takes a hundred to decode.
/// </remarks>
public sealed class GarbageMeter
{
    /// <summary>After how many bytes a collection is made.</summary>
    public const long EveryBytes = 32L << 20;

    private long _bytes;

    /// <summary>How many collections were made.</summary>
    public int Collections { get; private set; }

    /// <summary>Counts an array that is, or will soon be, let go.</summary>
    /// <param name="bytes">Its length.</param>
    public void Add(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) < EveryBytes || Interlocked.Exchange(ref _bytes, 0) < EveryBytes)
        {
            return;
        }

        Collections++;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
    }
}
