using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Dicom.IO;

/// <summary>
/// A new file of a length that is known before: its disk space is taken at once, parts are written at their places from any
/// thread, and it is gone again where it was not completed.
/// </summary>
internal sealed class PlannedFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private readonly BackgroundFlush _flush;
    private bool _complete;

    private PlannedFile(SafeFileHandle handle, string path, long length)
    {
        _handle = handle;
        _path = path;
        Length = length;
        _flush = new BackgroundFlush(handle);
    }

    /// <summary>The planned length in bytes.</summary>
    public long Length { get; }

    /// <summary>Creates the file and writes its beginning.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="beginning">Written at its start.</param>
    /// <param name="length">Of the whole file in bytes.</param>
    /// <exception cref="IOException">The file exists, or the disk is full. No half-written file is left.</exception>
    public static PlannedFile Create(string path, ReadOnlySpan<byte> beginning, long length)
    {
        var handle = File.OpenHandle(
            path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.None, preallocationSize: length);
        var file = new PlannedFile(handle, path, length);
        var created = false;
        try
        {
            PositionedWriting.Write(handle, beginning, 0);
            created = true;
            return file;
        }
        finally
        {
            if (!created)
            {
                file.Dispose();
            }
        }
    }

    /// <summary>Writes at a place. Thread-safe.</summary>
    /// <param name="bytes">What to write.</param>
    /// <param name="offset">From the start of the file.</param>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        PositionedWriting.Write(_handle, bytes, offset);
        _flush.Add(bytes.Length);
    }

    /// <summary>Brings everything to the disk; from here on the file stays.</summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Complete()
    {
        _flush.Wait();
        _flush.Flush();
        _complete = true;
    }

    /// <summary>Closes the file, and removes it where it was not completed.</summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    public void Dispose()
    {
        if (_handle.IsClosed)
        {
            return;
        }

        _flush.WaitIgnoringFailure();
        _handle.Dispose();
        if (!_complete)
        {
            File.Delete(_path);
        }
    }
}
