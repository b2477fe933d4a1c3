using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>
/// Keeps frames whose lengths are known only after they are encoded: in memory as far as it goes, then in a temporary file.
/// </summary>
/// <remarks>Thread-safe. The file is made when it is needed, and deleted when it is closed.</remarks>
internal sealed class FrameSpool : IDisposable
{
    private readonly SpoolMemory _memory;
    private readonly ConcurrentDictionary<long, Lazy<byte[]?>> _pieces = new();
    private readonly Lazy<SafeFileHandle> _file;
    private long _length;

    /// <summary>Creates an empty spool.</summary>
    /// <param name="path">Of the file: one that does not exist yet.</param>
    /// <param name="memory">What may stay in memory.</param>
    public FrameSpool(string path, SpoolMemory memory)
    {
        _memory = memory;
        _file = new Lazy<SafeFileHandle>(() => File.OpenHandle(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose));
    }

    /// <summary>Adds a frame.</summary>
    /// <param name="frame">Its bytes.</param>
    /// <returns>Where it is.</returns>
    /// <exception cref="IOException">The file cannot be made, or the disk is full.</exception>
    public long Add(ReadOnlySpan<byte> frame)
    {
        var offset = Interlocked.Add(ref _length, frame.Length) - frame.Length;
        for (var done = 0; done < frame.Length;)
        {
            var (piece, start, count) = Locate(offset + done, frame.Length - done);
            var part = frame.Slice(done, count);
            if (piece is null)
            {
                RandomAccess.Write(_file.Value, part, offset + done);
            }
            else
            {
                part.CopyTo(piece.AsSpan(start));
            }

            done += count;
        }

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
            var (piece, start, count) = Locate(offset + done, destination.Length - done);
            var part = destination.Slice(done, count);
            if (piece is null)
            {
                ReadFile(offset + done, part);
            }
            else
            {
                piece.AsSpan(start, count).CopyTo(part);
            }

            done += count;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pieces.Clear();
        if (_file.IsValueCreated)
        {
            _file.Value.Dispose();
        }
    }

    // Whether a piece is in memory is settled once, by whoever touches it first.
    private (byte[]? Piece, int Start, int Count) Locate(long offset, int length)
    {
        var (index, start) = Math.DivRem(offset, SpoolMemory.PieceBytes);
        var piece = _pieces.GetOrAdd(index, _ => new Lazy<byte[]?>(_memory.TryTake)).Value;
        return (piece, (int)start, (int)Math.Min(length, SpoolMemory.PieceBytes - start));
    }

    private void ReadFile(long offset, Span<byte> destination)
    {
        for (var done = 0; done < destination.Length;)
        {
            var count = RandomAccess.Read(_file.Value, destination[done..], offset + done);
            if (count == 0)
            {
                throw new EndOfStreamException("the temporary file of encoded frames became shorter");
            }

            done += count;
        }
    }
}
