using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Verification.Conformance.Reading;

/// <summary>Reads a file a little at a time. Not thread-safe.</summary>
/// <remarks>The checker's own reading: it shares no code with the reader and writer that it checks.</remarks>
/// <param name="handle">The open file; its owner disposes it.</param>
internal sealed class ByteWindow(SafeFileHandle handle)
{
    private const int WindowBytes = 64 << 10;

    // Frames are far apart and their beginnings short: a large window would read what nobody looks at.
    private const int SmallWindowBytes = 4 << 10;

    private byte[] _buffer = new byte[WindowBytes];
    private long _start;
    private int _count;

    /// <summary>The file's length in bytes.</summary>
    public long Length { get; } = RandomAccess.GetLength(handle);

    /// <summary>Bytes at a place: fewer than asked for where the file ends.</summary>
    /// <param name="offset">From the start of the file.</param>
    /// <param name="count">How many.</param>
    /// <param name="isSparse">Whether what follows will hardly be asked for.</param>
    /// <exception cref="IOException">The file cannot be read any more.</exception>
    public ReadOnlySpan<byte> Peek(long offset, int count, bool isSparse = false)
    {
        count = (int)Math.Clamp(Length - offset, 0, count);
        if (offset < _start || offset + count > _start + _count)
        {
            Fill(offset, Math.Max(count, isSparse ? SmallWindowBytes : WindowBytes));
        }

        return _buffer.AsSpan((int)(offset - _start), (int)Math.Clamp(_start + _count - offset, 0, count));
    }

    private void Fill(long offset, int count)
    {
        if (_buffer.Length < count)
        {
            _buffer = new byte[count];
        }

        _start = offset;
        _count = 0;
        while (_count < count)
        {
            var read = RandomAccess.Read(handle, _buffer.AsSpan(_count, count - _count), offset + _count);
            if (read == 0)
            {
                break;
            }

            _count += read;
        }
    }
}
