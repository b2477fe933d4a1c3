using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Dicom.IO;

/// <summary>A file seen through a small buffer that follows the reader. Not thread-safe.</summary>
internal sealed class FileWindow
{
    private const int WindowBytes = 64 << 10;

    private readonly byte[] _buffer = new byte[WindowBytes];
    private long _start;
    private int _count;

    /// <summary>Creates the window.</summary>
    /// <param name="handle">The open file; its owner disposes it.</param>
    /// <param name="path">Its path, for messages.</param>
    public FileWindow(SafeFileHandle handle, string path)
    {
        Handle = handle;
        Path = path;
        Length = RandomAccess.GetLength(handle);
    }

    /// <summary>The file.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>Its length when it was opened.</summary>
    public long Length { get; }

    /// <summary>Bytes of the file, valid until the next call.</summary>
    /// <param name="offset">From the start of the file.</param>
    /// <param name="count">At most the window's size.</param>
    /// <param name="expected">What is expected there, for the message.</param>
    /// <exception cref="DicomFileException">The file ends before.</exception>
    public ReadOnlySpan<byte> Read(long offset, int count, string expected)
    {
        if (count > Length - offset)
        {
            throw new DicomFileException($"the file ends where {expected} was expected", Path, offset);
        }

        if (offset < _start || offset + count > _start + _count)
        {
            Fill(offset, count);
        }

        return _buffer.AsSpan((int)(offset - _start), count);
    }

    private void Fill(long offset, int count)
    {
        _start = offset;
        _count = 0;
        while (_count < count)
        {
            var read = RandomAccess.Read(Handle, _buffer.AsSpan(_count), offset + _count);
            if (read == 0)
            {
                throw new DicomFileException("the file has become shorter while it was read", Path, offset + _count);
            }

            _count += read;
        }
    }
}
