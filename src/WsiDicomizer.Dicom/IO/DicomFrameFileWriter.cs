using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Dicom.IO;

/// <summary>
/// Writes one instance with encapsulated pixel data: everything up to the first frame at once, then the frames, each at
/// its place, from any thread.
/// </summary>
/// <remarks>
/// The file is preallocated to its final length, which the frames' lengths determine; nothing but the frame at hand is in
/// memory. The file is complete only after <see cref="Complete"/>.
/// </remarks>
public sealed class DicomFrameFileWriter : IDisposable
{
    private const int TrailerBytes = 8;

    private readonly SafeFileHandle _handle;
    private readonly EncapsulatedLayout _layout;
    private readonly long _framesStart;

    private DicomFrameFileWriter(SafeFileHandle handle, EncapsulatedLayout layout, long framesStart)
    {
        _handle = handle;
        _layout = layout;
        _framesStart = framesStart;
    }

    /// <summary>The length of the whole file in bytes.</summary>
    public long FileLength => _framesStart + _layout.FramesLength + TrailerBytes;

    /// <summary>Creates the file and writes everything up to the first frame.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="meta">Its meta information, with an encapsulated transfer syntax.</param>
    /// <param name="dataset">The data set without pixel data and offset tables.</param>
    /// <param name="layout">The frames' places.</param>
    /// <exception cref="IOException">The file exists, or the disk is full.</exception>
    /// <exception cref="DicomDataException">The transfer syntax is not encapsulated, or a value cannot be encoded.</exception>
    public static DicomFrameFileWriter Create(
        string path, DicomFileMetaInformation meta, DicomDataset dataset, EncapsulatedLayout layout)
    {
        if (!meta.TransferSyntax.IsEncapsulated)
        {
            throw new DicomDataException("frames are written one by one in encapsulated transfer syntaxes only");
        }

        using var header = new MemoryStream();
        Part10Header.Write(header, meta);
        DicomDatasetWriter.Write(header, WithExtendedOffsetTable(dataset, layout), explicitVR: true);
        WritePixelDataHeader(header, layout);
        var framesStart = header.Length;
        var handle = File.OpenHandle(
            path,
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None,
            FileOptions.None,
            preallocationSize: framesStart + layout.FramesLength + TrailerBytes);
        var writer = new DicomFrameFileWriter(handle, layout, framesStart);
        try
        {
            RandomAccess.Write(handle, header.GetBuffer().AsSpan(0, (int)framesStart), 0);
        }
        catch (IOException)
        {
            writer.Dispose();
            throw;
        }

        return writer;
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
    /// <exception cref="IOException">The disk is full or gone.</exception>
    /// <remarks>Thread-safe.</remarks>
    public void WriteItems(int firstFrameIndex, ReadOnlySpan<byte> items)
    {
        var offset = _layout.GetItemOffset(firstFrameIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + items.Length, _layout.FramesLength, nameof(items));
        RandomAccess.Write(_handle, items, _framesStart + offset);
    }

    /// <summary>Writes the end of the pixel data and brings everything to the disk.</summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Complete()
    {
        RandomAccess.Write(
            _handle, [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0], _framesStart + _layout.FramesLength);
        RandomAccess.FlushToDisk(_handle);
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

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
