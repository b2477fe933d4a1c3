using System.Buffers.Binary;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Everything of an instance with encapsulated pixel data that comes before the first frame's item.</summary>
internal static class EncapsulatedHeader
{
    /// <summary>Encodes preamble, meta information, data set, offset tables and the beginning of the pixel data.</summary>
    /// <param name="meta">The meta information, with an encapsulated transfer syntax.</param>
    /// <param name="dataset">The data set without pixel data and offset tables.</param>
    /// <param name="layout">The frames' places.</param>
    /// <exception cref="DicomDataException">As for <see cref="DicomFrameFileWriter.Create"/>.</exception>
    public static MemoryStream Encode(DicomFileMetaInformation meta, DicomDataset dataset, EncapsulatedLayout layout)
    {
        if (!meta.TransferSyntax.IsEncapsulated)
        {
            throw new DicomDataException("frames are written one by one in encapsulated transfer syntaxes only");
        }

        CheckEnd(dataset, DicomTag.ExtendedOffsetTable, layout.FrameCount);
        var header = new MemoryStream();
        Part10Header.Write(header, meta);
        DicomDatasetWriter.Write(header, WithExtendedOffsetTable(dataset, layout), explicitVR: true);
        WritePixelDataHeader(header, layout);
        return header;
    }

    /// <summary>Checks that a data set ends before the pixel data, and that its NumberOfFrames is the planned one.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="end">The first tag that it may not have.</param>
    /// <param name="frameCount">The planned number of frames.</param>
    /// <exception cref="DicomDataException">It does not, or is not.</exception>
    public static void CheckEnd(DicomDataset dataset, DicomTag end, int frameCount)
    {
        if (dataset.LastOrDefault(item => item.Tag >= end) is { } last)
        {
            throw new DicomDataException(
                "what follows the offset tables cannot be in the data set before the frames", last.Tag);
        }

        if (dataset.TryGetSingleValue<int>(DicomTag.NumberOfFrames, out var count) && count != frameCount)
        {
            throw new DicomDataException(
                $"the layout has {frameCount} frames, the data set another number", DicomTag.NumberOfFrames);
        }
    }

    private static DicomDataset WithExtendedOffsetTable(DicomDataset dataset, EncapsulatedLayout layout)
    {
        if (!layout.UsesExtendedOffsetTable)
        {
            return dataset;
        }

        var offsets = new byte[layout.FrameCount * sizeof(ulong)];
        var lengths = new byte[offsets.Length];
        for (var index = 0; index < layout.FrameCount; index++)
        {
            var place = index * sizeof(ulong);
            BinaryPrimitives.WriteInt64LittleEndian(offsets.AsSpan(place), layout.GetItemOffset(index));
            BinaryPrimitives.WriteInt64LittleEndian(lengths.AsSpan(place), layout.GetFrameLength(index));
        }

        var copy = new DicomDataset(dataset);
        copy.AddOrUpdate(new DicomOtherVeryLong(DicomTag.ExtendedOffsetTable, offsets));
        copy.AddOrUpdate(new DicomOtherVeryLong(DicomTag.ExtendedOffsetTableLengths, lengths));
        return copy;
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
