using System.Buffers.Binary;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>Which fragments make which frame (PS3.5 A.4, PS3.3 C.7.6.3.1.8).</summary>
internal sealed class EncapsulatedFrames : IFrameSource
{
    private readonly DicomFragmentSequence _pixelData;
    private readonly int _frameCount;
    private readonly IByteSource? _extendedOffsets;
    private readonly IByteSource? _extendedLengths;

    private EncapsulatedFrames(
        DicomFragmentSequence pixelData, int frameCount, IByteSource? extendedOffsets, IByteSource? extendedLengths)
    {
        _pixelData = pixelData;
        _frameCount = frameCount;
        _extendedOffsets = extendedOffsets;
        _extendedLengths = extendedLengths;
    }

    public static EncapsulatedFrames Create(DicomDataset dataset, DicomFragmentSequence pixelData, int frameCount)
    {
        // Every frame has a fragment of its own: a file cannot claim more frames than it has items for.
        if (pixelData.Fragments.Count < frameCount)
        {
            throw new DicomDataException(
                $"{pixelData.Fragments.Count} fragments are fewer than NumberOfFrames = {frameCount}", DicomTag.PixelData);
        }

        if (!dataset.Contains(DicomTag.ExtendedOffsetTable))
        {
            return WithBasicTable(pixelData, frameCount);
        }

        if (pixelData.OffsetTable.Count > 0)
        {
            throw new DicomDataException(
                "both a basic and an extended offset table: expected one of them", DicomTag.ExtendedOffsetTable);
        }

        return new EncapsulatedFrames(
            pixelData,
            frameCount,
            GetTable(dataset, DicomTag.ExtendedOffsetTable, frameCount),
            GetTable(dataset, DicomTag.ExtendedOffsetTableLengths, frameCount));
    }

    public IByteSource GetFrame(int frameIndex)
    {
        if (_extendedOffsets is not null && _extendedLengths is not null)
        {
            return GetByExtendedTable(_extendedOffsets, _extendedLengths, frameIndex);
        }

        var (first, end) = _pixelData.OffsetTable.Count > 0
            ? GetByBasicTable(frameIndex)
            : _frameCount == 1 ? (0, _pixelData.Fragments.Count) : (frameIndex, frameIndex + 1);
        if (end - first == 1)
        {
            return _pixelData.Fragments[first];
        }

        var parts = new IByteSource[end - first];
        for (var index = 0; index < parts.Length; index++)
        {
            parts[index] = _pixelData.Fragments[first + index];
        }

        return new ByteSourceSeries(parts);
    }

    private static EncapsulatedFrames WithBasicTable(DicomFragmentSequence pixelData, int frameCount)
    {
        var entries = pixelData.OffsetTable.Count;
        if (entries > 0 && entries != frameCount)
        {
            throw new DicomDataException(
                $"the basic offset table has {entries} entries: expected NumberOfFrames = {frameCount}", DicomTag.PixelData);
        }

        return entries > 0 || frameCount == 1 || pixelData.Fragments.Count == frameCount
            ? new EncapsulatedFrames(pixelData, frameCount, null, null)
            : throw new DicomDataException(
                $"{pixelData.Fragments.Count} fragments for {frameCount} frames without an offset table: which belong "
                + "together cannot be told",
                DicomTag.PixelData);
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

    private IByteSource GetByExtendedTable(IByteSource offsets, IByteSource lengths, int frameIndex)
    {
        var offset = ReadEntry(offsets, frameIndex);
        var fragment = _pixelData.Fragments[FindFragment(offset, frameIndex, DicomTag.ExtendedOffsetTable)];
        var length = ReadEntry(lengths, frameIndex);

        // One fragment per frame, and the length may leave out the padding.
        if (length > (ulong)fragment.Length || length + 1 < (ulong)fragment.Length)
        {
            throw new DicomDataException(
                $"the length of frame {frameIndex + 1} is not that of its fragment", DicomTag.ExtendedOffsetTableLengths);
        }

        return length == (ulong)fragment.Length ? fragment : new ByteSourceSlice(fragment, 0, (long)length);
    }

    private (int First, int End) GetByBasicTable(int frameIndex)
    {
        var table = _pixelData.OffsetTable;
        var first = FindFragment(table[frameIndex], frameIndex, DicomTag.PixelData);
        var end = frameIndex + 1 < table.Count
            ? FindFragment(table[frameIndex + 1], frameIndex + 1, DicomTag.PixelData)
            : _pixelData.Fragments.Count;
        return first < end
            ? (first, end)
            : throw new DicomDataException(
                $"the basic offset table does not ascend at frame {frameIndex + 1}", DicomTag.PixelData);
    }

    private int FindFragment(ulong offset, int frameIndex, DicomTag table)
    {
        var starts = _pixelData.FragmentOffsets;
        var low = 0;
        var high = starts.Count - 1;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if ((ulong)starts[middle] < offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return (ulong)starts[low] == offset
            ? low
            : throw new DicomDataException($"no fragment begins at the offset of frame {frameIndex + 1}", table);
    }
}
