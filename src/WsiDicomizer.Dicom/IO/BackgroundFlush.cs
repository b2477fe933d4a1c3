using Microsoft.Win32.SafeHandles;
using WsiDicomizer.Dicom.IO.Native;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Brings a growing file to the disk while it is still being written, so that the end does not wait for all of it.</summary>
/// <remarks>
/// Thread-safe. It also keeps a large file from filling the system's memory with pages that nobody has written yet.
/// </remarks>
internal sealed class BackgroundFlush
{
    private const long IntervalBytes = 48 << 20;

    private readonly SafeFileHandle _handle;
    private readonly Lock _lock = new();
    private long _written;
    private Task _flush = Task.CompletedTask;

    /// <summary>Creates the flush of a file.</summary>
    /// <param name="handle">The file; its owner disposes it after <see cref="Wait"/>.</param>
    public BackgroundFlush(SafeFileHandle handle)
    {
        _handle = handle;
    }

    /// <summary>Says that bytes were written; starts a flush where enough have gathered and none is going on.</summary>
    /// <param name="count">The number of bytes.</param>
    public void Add(long count)
    {
        lock (_lock)
        {
            _written += count;
            if (_written >= IntervalBytes && _flush.IsCompletedSuccessfully)
            {
                _written = 0;
                _flush = Task.Run(Flush);
            }
        }
    }

    /// <summary>Brings what was written to the disk, and lets the system use its memory for what is written next.</summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Flush()
    {
        RandomAccess.FlushToDisk(_handle);
        PageCache.Release(_handle);
    }

    /// <summary>Waits for the flush that is going on.</summary>
    /// <exception cref="IOException">A flush failed: the disk is full or gone.</exception>
    public void Wait()
    {
        Task flush;
        lock (_lock)
        {
            flush = _flush;
        }

        flush.GetAwaiter().GetResult();
    }

    /// <summary>Waits for the flush that is going on, whatever becomes of it: for a file that is given up.</summary>
    public void WaitIgnoringFailure() => Task.WhenAny(_flush).Wait();
}
