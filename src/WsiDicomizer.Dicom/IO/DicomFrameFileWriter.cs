using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Dicom.IO;

/// <summary>
/// Writes one instance with encapsulated pixel data: everything up to the first frame at once, then the frames, each at
/// its place, from any thread.
/// </summary>
/// <remarks>
/// The disk space of the final length, which the frames' lengths determine, is taken at once; nothing but the frame at hand
/// is in memory. A file that was not completed is removed when the writer is disposed.
/// </remarks>
public sealed class DicomFrameFileWriter : IDisposable
{
    private const int TrailerBytes = 8;

    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private readonly EncapsulatedLayout _layout;
    private readonly long _framesStart;
    private readonly BackgroundFlush _flush;
    private int _framesWritten;
    private bool _complete;

    private DicomFrameFileWriter(SafeFileHandle handle, string path, EncapsulatedLayout layout, long framesStart)
    {
        _handle = handle;
        _path = path;
        _layout = layout;
        _framesStart = framesStart;
        _flush = new BackgroundFlush(handle);
    }

    /// <summary>The length of the whole file in bytes.</summary>
    public long FileLength => _framesStart + _layout.FramesLength + TrailerBytes;

    /// <summary>Creates the file and writes everything up to the first frame.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="meta">Its meta information, with an encapsulated transfer syntax.</param>
    /// <param name="dataset">The data set without pixel data and offset tables.</param>
    /// <param name="layout">The frames' places.</param>
    /// <exception cref="IOException">The file exists, or the disk is full. No half-written file is left.</exception>
    /// <exception cref="DicomDataException">
    /// The transfer syntax is not encapsulated, a value cannot be encoded, NumberOfFrames is not the layout's, or the data
    /// set has attributes that come after the offset tables.
    /// </exception>
    public static DicomFrameFileWriter Create(
        string path, DicomFileMetaInformation meta, DicomDataset dataset, EncapsulatedLayout layout)
    {
        using var header = EncodeHeader(meta, dataset, layout);
        var framesStart = header.Length;
        var handle = File.OpenHandle(
            path,
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None,
            FileOptions.None,
            preallocationSize: framesStart + layout.FramesLength + TrailerBytes);
        var writer = new DicomFrameFileWriter(handle, path, layout, framesStart);
        var created = false;
        try
        {
            PositionedWriting.Write(handle, header.GetBuffer().AsSpan(0, (int)framesStart), 0);
            created = true;
            return writer;
        }
        finally
        {
            if (!created)
            {
                writer.Dispose();
            }
        }
    }

    /// <summary>Everything up to the first frame's item.</summary>
    internal static MemoryStream EncodeHeader(
        DicomFileMetaInformation meta, DicomDataset dataset, EncapsulatedLayout layout)
    {
        if (!meta.TransferSyntax.IsEncapsulated)
        {
            throw new DicomDataException("frames are written one by one in encapsulated transfer syntaxes only");
        }

        if (dataset.LastOrDefault(item => item.Tag >= DicomTag.ExtendedOffsetTable) is { } last)
        {
            throw new DicomDataException("what follows the offset tables cannot be in the data set before the frames", last.Tag);
        }

        if (dataset.TryGetSingleValue<int>(DicomTag.NumberOfFrames, out var count) && count != layout.FrameCount)
        {
            throw new DicomDataException(
                $"the layout has {layout.FrameCount} frames, the data set another number", DicomTag.NumberOfFrames);
        }

        var header = new MemoryStream();
        Part10Header.Write(header, meta);
        DicomDatasetWriter.Write(header, WithExtendedOffsetTable(dataset, layout), explicitVR: true);
        WritePixelDataHeader(header, layout);
        return header;
    }

    /// <summary>Fills the header of a frame's item.</summary>
    /// <param name="destination">At least <see cref="EncapsulatedLayout.ItemHeaderBytes"/>.</param>
    /// <param name="itemLength">From <see cref="EncapsulatedLayout.GetItemLength"/>.</param>
    public static void WriteItemHeader(Span<byte> destination, long itemLength)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(destination, 0xE000FFFE);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[4..], checked((uint)itemLength));
    }

    /// <summary>Writes consecutive frames with their item headers and padding.</summary>
    /// <param name="firstFrameIndex">0-based.</param>
    /// <param name="items">The bytes of whole items, in order.</param>
    /// <exception cref="ArgumentException">The items are not those that the layout has at this place.</exception>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    /// <remarks>Thread-safe.</remarks>
    public void WriteItems(int firstFrameIndex, ReadOnlySpan<byte> items)
    {
        var count = CountItems(firstFrameIndex, items);
        PositionedWriting.Write(_handle, items, _framesStart + _layout.GetItemOffset(firstFrameIndex));
        Interlocked.Add(ref _framesWritten, count);
        _flush.Add(items.Length);
    }

    /// <summary>Writes the end of the pixel data and brings everything to the disk.</summary>
    /// <exception cref="InvalidOperationException">Not every frame has been written, each once.</exception>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Complete()
    {
        WriteEnd();
        Flush();
    }

    /// <summary>Writes the end of the pixel data, brings everything to the disk on another thread, and closes the file.</summary>
    /// <returns>Done when the file is on the disk and closed; fails as <see cref="Complete"/> does, the file removed.</returns>
    /// <remarks>The next file can be written meanwhile. The writer is not to be used after the call.</remarks>
    public async Task CompleteAndCloseAsync()
    {
        try
        {
            WriteEnd();
            await Task.Run(Flush).ConfigureAwait(false);
        }
        finally
        {
            Dispose();
        }
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

    private void WriteEnd()
    {
        // A frame left out would be zeros where an item is expected, and a file that looks finished.
        var written = Volatile.Read(ref _framesWritten);
        if (written != _layout.FrameCount)
        {
            throw new InvalidOperationException(
                $"{written} frames were written: expected each of {_layout.FrameCount} once");
        }

        PositionedWriting.Write(
            _handle, [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0], _framesStart + _layout.FramesLength);
    }

    private void Flush()
    {
        _flush.Wait();
        _flush.Flush();
        _complete = true;
    }

    private int CountItems(int firstFrameIndex, ReadOnlySpan<byte> items)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstFrameIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(firstFrameIndex, _layout.FrameCount);
        Span<byte> expected = stackalloc byte[EncapsulatedLayout.ItemHeaderBytes];
        var index = firstFrameIndex;
        for (; !items.IsEmpty && index < _layout.FrameCount; index++)
        {
            var length = _layout.GetItemLength(index);
            WriteItemHeader(expected, length);
            if (items.Length < expected.Length + length || !items.StartsWith(expected))
            {
                break;
            }

            items = items[(int)(expected.Length + length)..];
        }

        return items.IsEmpty
            ? index - firstFrameIndex
            : throw new ArgumentException($"frame {index + 1} is not the whole item that was planned", nameof(items));
    }

    private static DicomDataset WithExtendedOffsetTable(DicomDataset dataset, EncapsulatedLayout layout)
    {
        if (!layout.UsesExtendedOffsetTable)
        {
            return dataset;
        }

        var offsets = new ulong[layout.FrameCount];
        var lengths = new ulong[layout.FrameCount];
        for (var index = 0; index < offsets.Length; index++)
        {
            offsets[index] = (ulong)layout.GetItemOffset(index);
            lengths[index] = (ulong)layout.GetItemLength(index);
        }

        var copy = new DicomDataset(dataset);
        copy.AddOrUpdate(new DicomOtherVeryLong(DicomTag.ExtendedOffsetTable, LittleEndianBytes(offsets)));
        copy.AddOrUpdate(new DicomOtherVeryLong(DicomTag.ExtendedOffsetTableLengths, LittleEndianBytes(lengths)));
        return copy;
    }

    private static byte[] LittleEndianBytes(ulong[] values)
    {
        var bytes = new byte[values.Length * sizeof(ulong)];
        for (var index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(index * sizeof(ulong)), values[index]);
        }

        return bytes;
    }

    private static void WritePixelDataHeader(MemoryStream stream, EncapsulatedLayout layout)
    {
        // PixelData, OB, undefined length; then the basic offset table's item.
        stream.Write([0xE0, 0x7F, 0x10, 0x00, (byte)'O', (byte)'B', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]);
        var table = new byte[layout.BasicOffsetTableLength];
        WriteItemHeader(table, table.Length - EncapsulatedLayout.ItemHeaderBytes);
        if (!layout.UsesExtendedOffsetTable)
        {
            for (var index = 0; index < layout.FrameCount; index++)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(
                    table.AsSpan(EncapsulatedLayout.ItemHeaderBytes + (index * 4)), (uint)layout.GetItemOffset(index));
            }
        }

        stream.Write(table);
    }
}
