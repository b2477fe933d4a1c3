using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Dicom.IO;

/// <summary>A file seen through a small buffer that follows the reader, or bytes in memory. Not thread-safe.</summary>
internal sealed class FileWindow
{
    /// <summary>The most bytes that can be seen at once.</summary>
    public const int WindowBytes = 64 << 10;

    private readonly SafeFileHandle? _handle;
    private readonly byte[] _buffer;
    private readonly ReadOnlyMemory<byte> _memory;
    private long _start;
    private int _count;

    /// <summary>Creates the window over a file.</summary>
    /// <param name="handle">The open file; its owner disposes it.</param>
    /// <param name="path">Its path, for messages.</param>
    public FileWindow(SafeFileHandle handle, string path)
    {
        _handle = handle;
        Path = path;
        Length = RandomAccess.GetLength(handle);
        _buffer = new byte[(int)Math.Min(WindowBytes, Length)];
    }

    /// <summary>Creates a window over bytes that were made from a file.</summary>
    /// <param name="memory">The bytes.</param>
    /// <param name="path">The file's path, for messages.</param>
    /// <param name="prefix">Begins every message, to say what the offsets count from.</param>
    public FileWindow(ReadOnlyMemory<byte> memory, string path, string prefix)
    {
        _memory = memory;
        _buffer = [];
        Path = path;
        Prefix = prefix;
        Length = memory.Length;
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The beginning of messages: empty, or what the offsets count from.</summary>
    public string Prefix { get; } = string.Empty;

    /// <summary>The length when it was opened.</summary>
    public long Length { get; }

    /// <summary>Bytes of the file, valid until the next call. What follows them is read ahead.</summary>
    /// <param name="offset">From the start of the file.</param>
    /// <param name="count">At most <see cref="WindowBytes"/>.</param>
    /// <param name="expected">What is expected there, for the message.</param>
    /// <exception cref="DicomFileException">The file ends before.</exception>
    public ReadOnlySpan<byte> Read(long offset, int count, string expected)
    {
        RequireInside(offset, count, expected);
        if (_handle is null)
        {
            return _memory.Span.Slice((int)offset, count);
        }

        if (!Holds(offset, count))
        {
            Fill(offset, count);
        }

        return _buffer.AsSpan((int)(offset - _start), count);
    }

    /// <summary>Bytes of the file without reading ahead: for small things that lie far apart.</summary>
    /// <param name="offset">From the start of the file.</param>
    /// <param name="destination">Filled completely.</param>
    /// <param name="expected">What is expected there, for the message.</param>
    /// <exception cref="DicomFileException">The file ends before.</exception>
    public void Read(long offset, Span<byte> destination, string expected)
    {
        RequireInside(offset, destination.Length, expected);
        if (_handle is null)
        {
            _memory.Span.Slice((int)offset, destination.Length).CopyTo(destination);
        }
        else if (Holds(offset, destination.Length))
        {
            _buffer.AsSpan((int)(offset - _start), destination.Length).CopyTo(destination);
        }
        else
        {
            FileByteSource.ReadExactly(_handle, Path, offset, destination);
        }
    }

    /// <summary>A range that is read when it is needed, from any thread.</summary>
    /// <param name="offset">From the start of the file.</param>
    /// <param name="length">In bytes; the range is inside the file.</param>
    public IByteSource Slice(long offset, long length) => Slice(offset, length, isItemValue: false);

    /// <summary>The value of an item of pixel data, whose header is before it.</summary>
    /// <param name="offset">From the start of the file.</param>
    /// <param name="length">In bytes; the range is inside the file.</param>
    public IByteSource SliceItem(long offset, long length) => Slice(offset, length, isItemValue: true);

    private IByteSource Slice(long offset, long length, bool isItemValue) => _handle is null
        ? new MemoryByteSource(_memory.Slice((int)offset, (int)length))
        : new FileByteSource(_handle, Path, offset, length) { IsItemValue = isItemValue };

    private bool Holds(long offset, int count) => offset >= _start && offset + count <= _start + _count;

    private void RequireInside(long offset, int count, string expected)
    {
        if (count > Length - offset)
        {
            throw new DicomFileException($"{Prefix}the file ends where {expected} was expected", Path, offset);
        }
    }

    private void Fill(long offset, int count)
    {
        _start = offset;
        _count = 0;
        while (_count < count)
        {
            var read = RandomAccess.Read(_handle!, _buffer.AsSpan(_count), offset + _count);
            if (read == 0)
            {
                throw new DicomFileException("the file has become shorter while it was read", Path, offset + _count);
            }

            _count += read;
        }
    }
}
