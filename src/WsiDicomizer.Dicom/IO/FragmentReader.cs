using System.Buffers.Binary;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Finds the fragments of encapsulated pixel data without reading them (PS3.5 A.4).</summary>
internal sealed class FragmentReader
{
    private readonly FileWindow _file;
    private readonly DicomReaderLimits _limits;

    public FragmentReader(FileWindow file, DicomReaderLimits limits)
    {
        _file = file;
        _limits = limits;
    }

    /// <summary>Reads the offset table and the places of the fragments.</summary>
    /// <param name="start">The first byte of the value.</param>
    /// <param name="end">The first byte after what encloses it.</param>
    /// <returns>The pixel data and the offset of the first byte after it.</returns>
    /// <exception cref="DicomFileException">The items are damaged.</exception>
    public (DicomItem Item, long Next) Read(long start, long end)
    {
        var (tag, tableLength) = ReadItemHeader(start, end);
        if (tag != DicomTag.Item || tableLength % 4 != 0)
        {
            throw Damaged("expected the basic offset table's item, a multiple of 4 bytes long", start);
        }

        var table = ReadTable(start + 8, tableLength);
        var framesStart = start + 8 + tableLength;
        var fragments = new FragmentList(_file.Handle, _file.Path, framesStart);
        for (var offset = framesStart; ;)
        {
            var (itemTag, length) = ReadItemHeader(offset, end);
            if (itemTag == DicomTag.SequenceDelimitationItem)
            {
                return (new DicomFragmentSequence(DicomTag.PixelData, table, fragments, fragments.Offsets), offset + 8);
            }

            if (itemTag != DicomTag.Item)
            {
                throw Damaged($"expected a fragment's item or the sequence delimiter, found {itemTag}", offset);
            }

            if (fragments.Count >= _limits.MaximumItems)
            {
                throw Damaged($"more fragments than {nameof(_limits.MaximumItems)} = {_limits.MaximumItems}", offset);
            }

            fragments.Add(offset, length);
            offset += 8 + length;
        }
    }

    private (DicomTag Tag, uint Length) ReadItemHeader(long offset, long end)
    {
        Span<byte> bytes = stackalloc byte[EncapsulatedLayout.ItemHeaderBytes];
        _file.Read(offset, bytes, "an item of the pixel data");
        var tag = new DicomTag(
            BinaryPrimitives.ReadUInt16LittleEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]));
        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        if (tag == DicomTag.SequenceDelimitationItem && length != 0)
        {
            throw Damaged("the sequence delimiter of the pixel data has a length: expected 0", offset);
        }

        // In a file beyond 4 GiB an undefined length would pass for a very long fragment.
        if (length == ElementHeader.Undefined)
        {
            throw Damaged("an item of the pixel data has an undefined length", offset);
        }

        return length <= end - offset - 8
            ? (tag, length)
            : throw Damaged("an item of the pixel data is longer than what encloses it", offset);
    }

    private uint[] ReadTable(long offset, uint length)
    {
        if (length > _limits.MaximumValueBytes)
        {
            throw Damaged(
                $"the basic offset table is longer than {nameof(_limits.MaximumValueBytes)} = {_limits.MaximumValueBytes}",
                offset);
        }

        var bytes = new byte[length];
        FileByteSource.ReadExactly(_file.Handle, _file.Path, offset, bytes);
        var table = new uint[length / 4];
        for (var index = 0; index < table.Length; index++)
        {
            table[index] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(index * 4));
        }

        return table;
    }

    private DicomFileException Damaged(string message, long offset) => new(message, _file.Path, offset);
}
