using System.Buffers.Binary;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>The extended offset table and its lengths (PS3.3 C.7.6.3.1.8, C.7.6.3.1.9), read entry by entry.</summary>
internal sealed class ExtendedFrameTable : IFrameTable
{
    private readonly IByteSource _offsets;
    private readonly IByteSource _lengths;

    /// <summary>Takes the tables from a data set.</summary>
    /// <param name="dataset">With both tables.</param>
    /// <param name="frameCount">NumberOfFrames.</param>
    /// <exception cref="DicomDataException">A table is missing or has not one entry for each frame.</exception>
    public ExtendedFrameTable(DicomDataset dataset, int frameCount)
    {
        FrameCount = frameCount;
        _offsets = GetTable(dataset, DicomTag.ExtendedOffsetTable, frameCount);
        _lengths = GetTable(dataset, DicomTag.ExtendedOffsetTableLengths, frameCount);
    }

    public int FrameCount { get; }

    public ulong GetOffset(int frameIndex) => ReadEntry(_offsets, frameIndex);

    // One fragment per frame, and the length may leave out the padding.
    public IByteSource Trim(IByteSource frame, int fragmentCount, int frameIndex)
    {
        var length = ReadEntry(_lengths, frameIndex);
        if (fragmentCount != 1 || length > (ulong)frame.Length || length + 1 < (ulong)frame.Length)
        {
            throw new DicomDataException(
                $"the length of frame {frameIndex + 1} is not that of its fragment", DicomTag.ExtendedOffsetTableLengths);
        }

        return length == (ulong)frame.Length ? frame : new ByteSourceSlice(frame, 0, (long)length);
    }

    private static IByteSource GetTable(DicomDataset dataset, DicomTag tag, int frameCount)
    {
        var source = dataset.GetDicomItem<DicomBytesElement>(tag).Source;
        return source.Length == 8L * frameCount
            ? source
            : throw new DicomDataException($"{source.Length} bytes: expected 8 for each of {frameCount} frames", tag);
    }

    private static ulong ReadEntry(IByteSource table, int index)
    {
        Span<byte> bytes = stackalloc byte[8];
        table.Read(8L * index, bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }
}
