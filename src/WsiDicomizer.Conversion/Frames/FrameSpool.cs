using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>A temporary file for frames whose lengths are known only after they are encoded.</summary>
/// <remarks>Thread-safe. The file is deleted when it is closed.</remarks>
internal sealed class FrameSpool : IDisposable
{
    private readonly SafeFileHandle _handle;
    private long _length;

    /// <summary>Creates the file.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    /// <exception cref="IOException">It cannot be created.</exception>
    public FrameSpool(string path)
    {
        _handle = File.OpenHandle(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
    }

    /// <summary>Adds a frame.</summary>
    /// <param name="frame">Its bytes.</param>
    /// <returns>Where it is.</returns>
    /// <exception cref="IOException">The disk is full.</exception>
    public long Add(ReadOnlySpan<byte> frame)
    {
        var offset = Interlocked.Add(ref _length, frame.Length) - frame.Length;
        RandomAccess.Write(_handle, frame, offset);
        return offset;
    }

    /// <summary>Reads a frame.</summary>
    /// <param name="offset">From <see cref="Add"/>.</param>
    /// <param name="destination">As long as the frame.</param>
    /// <exception cref="EndOfStreamException">The file became shorter.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        for (var done = 0; done < destination.Length;)
        {
            var count = RandomAccess.Read(_handle, destination[done..], offset + done);
            if (count == 0)
            {
                throw new EndOfStreamException("the temporary file of encoded frames became shorter");
            }

            done += count;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
