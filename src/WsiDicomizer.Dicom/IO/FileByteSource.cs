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
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - destination.Length);
        ReadExactly(_handle, _path, _start + offset, destination);
    }

    /// <summary>Whether the 8 bytes before the first are the header of an item that holds just this (PS3.5 A.4).</summary>
    internal bool IsItemValue { get; init; }

    /// <summary>Whether another item follows this one in the same file, with nothing between.</summary>
    /// <param name="next">The value of the other item.</param>
    internal bool IsFollowedBy(FileByteSource next) =>
        IsItemValue && next.IsItemValue && next._handle == _handle
        && next._start == _start + Length + EncapsulatedLayout.ItemHeaderBytes;

    /// <summary>A range from the header of one item to the end of another.</summary>
    /// <param name="first">The value of the first item.</param>
    /// <param name="last">The value of the last.</param>
    internal static FileByteSource OfItems(FileByteSource first, FileByteSource last)
    {
        var start = first._start - EncapsulatedLayout.ItemHeaderBytes;
        return new FileByteSource(first._handle, first._path, start, last._start + last.Length - start);
    }

    /// <summary>Fills a buffer from a file.</summary>
    /// <param name="handle">The open file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="offset">From the start of the file.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="DicomFileException">The file ends before, or cannot be read any more.</exception>
    internal static void ReadExactly(SafeFileHandle handle, string path, long offset, Span<byte> destination)
    {
        try
        {
            for (var done = 0; done < destination.Length;)
            {
                var count = RandomAccess.Read(handle, destination[done..], offset + done);
                if (count == 0)
                {
                    throw new DicomFileException("the file has become shorter while it was read", path, offset + done);
                }

                done += count;
            }
        }
        catch (IOException exception)
        {
            throw new DicomFileException("the file cannot be read any more", path, offset, exception);
        }
    }
}
