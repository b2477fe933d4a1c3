using System.Buffers.Binary;

namespace WsiDicomizer.Dicom.IO;

/// <summary>What stands in a file of frames around the frames: known, like every length, before the first is written.</summary>
public static class DicomFrameFileHeader
{
    private const int DelimiterBytes = 8;

    /// <summary>Everything up to the first frame's item, with a preamble of zeros: for what has to know places and lengths.</summary>
    /// <param name="meta">The meta information, with an encapsulated transfer syntax.</param>
    /// <param name="dataset">The data set without pixel data and offset tables.</param>
    /// <param name="layout">The frames' places.</param>
    /// <exception cref="DicomDataException">As for <see cref="DicomFrameFileWriter.Create(string, DicomFileMetaInformation, DicomDataset, EncapsulatedLayout)"/>.</exception>
    public static ReadOnlyMemory<byte> GetHeader(
        DicomFileMetaInformation meta, DicomDataset dataset, EncapsulatedLayout layout)
    {
        using var header = Encode(meta, dataset, layout);
        return header.GetBuffer().AsMemory(0, (int)header.Length);
    }

    /// <summary>The length of a file in bytes.</summary>
    /// <param name="headerLength">The length of its <see cref="GetHeader"/>.</param>
    /// <param name="layout">The frames' places.</param>
    /// <param name="trailingPaddingLength">The value of its trailing padding; 0 for none.</param>
    public static long GetFileLength(long headerLength, EncapsulatedLayout layout, long trailingPaddingLength = 0) =>
        trailingPaddingLength == 0
            ? headerLength + layout.FramesLength + DelimiterBytes
            : GetTrailingPaddingOffset(headerLength, layout) + trailingPaddingLength;

    /// <summary>Where the value of the trailing padding begins, from the start of the file.</summary>
    /// <param name="headerLength">The length of the file's <see cref="GetHeader"/>.</param>
    /// <param name="layout">The frames' places.</param>
    public static long GetTrailingPaddingOffset(long headerLength, EncapsulatedLayout layout) =>
        headerLength + layout.FramesLength + DelimiterBytes + DicomFrameFileOptions.TrailingPaddingHeaderBytes;

    /// <summary>Everything up to the first frame's item.</summary>
    internal static MemoryStream Encode(
        DicomFileMetaInformation meta, DicomDataset dataset, EncapsulatedLayout layout)
    {
        if (!meta.TransferSyntax.IsEncapsulated)
        {
            throw new DicomDataException("frames are written one by one in encapsulated transfer syntaxes only");
        }

        CheckEnd(dataset, layout.FrameCount);
        var header = new MemoryStream();
        Part10Header.Write(header, meta);
        DicomDatasetWriter.Write(header, WithExtendedOffsetTable(dataset, layout), explicitVR: true);
        WritePixelDataHeader(header, layout);
        return header;
    }

    /// <summary>Checks that a data set ends before the pixel data, and that its NumberOfFrames is the planned one.</summary>
    internal static void CheckEnd(DicomDataset dataset, int frameCount)
    {
        if (dataset.LastOrDefault(item => item.Tag >= DicomTag.ExtendedOffsetTable) is { } last)
        {
            throw new DicomDataException("what follows the offset tables cannot be in the data set before the frames", last.Tag);
        }

        if (dataset.TryGetSingleValue<int>(DicomTag.NumberOfFrames, out var count) && count != frameCount)
        {
            throw new DicomDataException(
                $"the layout has {frameCount} frames, the data set another number", DicomTag.NumberOfFrames);
        }
    }

    /// <summary>The sequence delimiter, and the header of DataSetTrailingPadding, OB, where there is any.</summary>
    internal static byte[] EncodeEnd(long paddingLength)
    {
        byte[] delimiter = [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0];
        if (paddingLength == 0)
        {
            return delimiter;
        }

        byte[] end = [.. delimiter, 0xFC, 0xFF, 0xFC, 0xFF, (byte)'O', (byte)'B', 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(end.Length - sizeof(uint)), (uint)paddingLength);
        return end;
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
            
            // PS3.3 C.7.6.3: the lengths of the frames, which are not those of their padded items.
            lengths[index] = (ulong)layout.GetFrameLength(index);
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
        DicomFrameFileWriter.WriteItemHeader(table, table.Length - EncapsulatedLayout.ItemHeaderBytes);
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
