using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Dicom.IO;

/// <summary>A range of a file that stays open: a large value that is read when it is needed.</summary>
public sealed class FileByteSource : IByteSource
{
    private readonly SafeFileHandle _handle;
    private readonly long _start;
    private readonly string _path;

    /// <summary>Creates a source over a range of a file.</summary>
    /// <param name="handle">The open file; its owner disposes it.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="start">The first byte, from the start of the file.</param>
    /// <param name="length">In bytes.</param>
    public FileByteSource(SafeFileHandle handle, string path, long start, long length)
    {
        _handle = handle;
        _path = path;
        _start = start;
        Length = length;
    }

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + destination.Length, Length, nameof(offset));
        for (var done = 0; done < destination.Length;)
        {
            var count = RandomAccess.Read(_handle, destination[done..], _start + offset + done);
            if (count == 0)
            {
                throw new DicomFileException("the file has become shorter while it was read", _path, _start + offset + done);
            }

            done += count;
        }
    }
}
