using System.Buffers.Binary;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Finds encapsulated pixel data: its offset table, its end, and, where no table leads there, each fragment (PS3.5 A.4).</summary>
/// <remarks>
/// With an offset table only the items of the last frame are looked at here; every other one when it is read. Without one,
/// the end is found by stepping over every fragment. Pixels are never read.
/// </remarks>
internal sealed class FragmentReader(ReadContext context)
{
    private const int HeaderBytes = EncapsulatedLayout.ItemHeaderBytes;

    private readonly FileWindow _file = context.File;

    /// <summary>Reads the offset table and finds the end.</summary>
    /// <param name="start">The first byte of the value.</param>
    /// <param name="end">The first byte after what encloses it.</param>
    /// <param name="before">The elements before, among which may be an extended offset table.</param>
    /// <returns>The pixel data and the offset of the first byte after it.</returns>
    /// <exception cref="DicomFileException">The items are damaged.</exception>
    public (DicomItem Item, long Next) Read(long start, long end, DicomDataset before)
    {
        var walk = new FragmentWalk(_file.Slice(0, _file.Length), _file.Path, end);
        if (IsCutOff(walk, start, end))
        {
            context.Truncate("the file ends inside the offset table", start, DicomTag.PixelData);
            return (new DicomFragmentSequence(DicomTag.PixelData, [], new FragmentListIndex([], [])), end);
        }

        var (tag, tableLength) = walk.ReadItemHeader(start);
        if (tag != DicomTag.Item || tableLength % 4 != 0)
        {
            throw context.Damaged("expected the basic offset table's item, a multiple of 4 bytes long", start);
        }

        var table = ReadTable(start + HeaderBytes, tableLength);
        var framesStart = start + HeaderBytes + tableLength;
        if (GetLastFrame(table, before) is { } last)
        {
            if (TryFindEnd(walk, framesStart, last, end, out var delimiter))
            {
                var index = new FileFragmentIndex(_file, walk, framesStart, delimiter, context.Limits.MaximumItems);
                return (new DicomFragmentSequence(DicomTag.PixelData, table, index), EndAt(walk, delimiter));
            }

            context.Report(
                DicomDiagnosticCodes.WrongOffsetTable,
                "the last entry of the offset table leads to no fragment: the fragments were found one by one",
                start,
                DicomTag.PixelData);
        }

        var (fragments, next) = WalkAll(walk, framesStart, end);
        return (new DicomFragmentSequence(DicomTag.PixelData, table, fragments, fragments.Offsets), next);
    }

    // Null where there is no table, or one that says no more than the start.
    private static ulong? GetLastFrame(uint[] table, DicomDataset before)
    {
        if (table.Length > 0)
        {
            return table[^1] > 0 ? table[^1] : null;
        }

        if (!before.TryGetDicomItem<DicomBytesElement>(DicomTag.ExtendedOffsetTable, out var element)
            || element.Source.Length < 8)
        {
            return null;
        }

        Span<byte> entry = stackalloc byte[8];
        element.Source.Read((element.Source.Length & ~7L) - 8, entry);
        var last = BinaryPrimitives.ReadUInt64LittleEndian(entry);
        return last > 0 ? last : null;
    }

    private bool TryFindEnd(FragmentWalk walk, long framesStart, ulong lastFrame, long end, out long delimiter)
    {
        delimiter = 0;
        if (lastFrame > (ulong)(end - framesStart))
        {
            return false;
        }

        var offset = framesStart + (long)lastFrame;
        while (walk.IsItem(offset, out var length))
        {
            context.CountItem(offset);
            offset += HeaderBytes + length;
        }

        delimiter = offset;
        return offset > framesStart + (long)lastFrame && offset <= end - HeaderBytes
            && walk.ReadTag(offset) == DicomTag.SequenceDelimitationItem;
    }

    private (FragmentList Fragments, long Next) WalkAll(FragmentWalk walk, long framesStart, long end)
    {
        var fragments = new FragmentList(_file, framesStart);
        var offset = framesStart;
        while (true)
        {
            if (offset == end)
            {
                ReportNoDelimiter(offset);
                return (fragments, offset);
            }

            if (IsCutOff(walk, offset, end))
            {
                context.Truncate("the file ends inside the pixel data", offset, DicomTag.PixelData);
                return (fragments, end);
            }

            var (tag, length) = walk.ReadItemHeader(offset);
            if (tag == DicomTag.SequenceDelimitationItem)
            {
                return (fragments, EndAt(walk, offset));
            }

            if (fragments.Count >= context.Limits.MaximumItems)
            {
                throw context.Limit(
                    $"more fragments than {nameof(context.Limits.MaximumItems)} = {context.Limits.MaximumItems}", offset);
            }

            fragments.Add(offset, length);
            offset += HeaderBytes + length;
        }
    }

    private bool IsCutOff(FragmentWalk walk, long offset, long end) =>
        context.MayTruncateAt(end)
        && (end - offset < HeaderBytes || (walk.IsItem(offset, out var length) && length > end - offset - HeaderBytes));

    private void ReportNoDelimiter(long offset) => context.Report(
        DicomDiagnosticCodes.NoDelimiter,
        "the pixel data has no delimiter: the end of what encloses it was used",
        offset,
        DicomTag.PixelData);

    private long EndAt(FragmentWalk walk, long delimiter)
    {
        if (walk.ReadItemHeader(delimiter).Length != 0)
        {
            context.Report(
                DicomDiagnosticCodes.DelimiterLength,
                "the sequence delimiter of the pixel data has a length: expected 0, which was used",
                delimiter,
                DicomTag.PixelData);
        }

        return delimiter + HeaderBytes;
    }

    private uint[] ReadTable(long offset, uint length)
    {
        if (length > context.Limits.MaximumValueBytes)
        {
            throw context.Limit(
                "the basic offset table is longer than "
                + $"{nameof(context.Limits.MaximumValueBytes)} = {context.Limits.MaximumValueBytes}",
                offset);
        }

        var bytes = new byte[length];
        _file.Read(offset, bytes, "the basic offset table");
        var table = new uint[length / 4];
        for (var index = 0; index < table.Length; index++)
        {
            table[index] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(index * 4));
        }

        return table;
    }
}
