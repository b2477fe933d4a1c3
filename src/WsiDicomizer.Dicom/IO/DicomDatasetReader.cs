using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Reads data sets in explicit or implicit VR little endian from a file (PS3.5 clause 7).</summary>
internal sealed class DicomDatasetReader
{
    private readonly FileWindow _file;
    private readonly DicomReaderLimits _limits;
    private readonly bool _explicitVR;
    private int _itemCount;

    public DicomDatasetReader(FileWindow file, DicomReaderLimits limits, bool explicitVR)
    {
        _file = file;
        _limits = limits;
        _explicitVR = explicitVR;
    }

    /// <summary>Reads the elements of a range of the file.</summary>
    /// <param name="start">The first byte.</param>
    /// <param name="end">The first byte after.</param>
    /// <exception cref="DicomFileException">The range is damaged.</exception>
    public DicomDataset Read(long start, long end) =>
        ReadDataset(start, end, delimited: false, _explicitVR, Encoding.Latin1, depth: 0).Dataset;

    private (DicomDataset Dataset, long Next) ReadDataset(
        long offset, long end, bool delimited, bool explicitVR, Encoding inherited, int depth)
    {
        var dataset = new DicomDataset();
        var encoding = inherited;
        while (offset < end)
        {
            var header = ReadHeader(offset, end, explicitVR);
            if (header.Tag == DicomTag.ItemDelimitationItem)
            {
                return delimited
                    ? (dataset, header.ValueOffset)
                    : throw Damaged("an item delimiter outside an item of undefined length", offset);
            }

            CountItem(offset);
            var (item, next) = ReadItem(header, end, explicitVR, encoding, depth);
            if (!dataset.TryAppend(item))
            {
                throw Damaged($"{header.Tag} is out of order: expected ascending tags, each once", offset);
            }

            if (header.Tag == DicomTag.SpecificCharacterSet)
            {
                encoding = DicomEncoding.Of(dataset);
            }

            offset = next;
        }

        return delimited
            ? throw Damaged("an item of undefined length has no delimiter", offset)
            : (dataset, offset);
    }

    private (DicomItem Item, long Next) ReadItem(
        ElementHeader header, long end, bool explicitVR, Encoding encoding, int depth)
    {
        if (header.Tag == DicomTag.PixelData && header.IsUndefinedLength)
        {
            return new FragmentReader(_file, _limits).Read(header.ValueOffset, end);
        }

        if (header.VR == DicomVR.SQ)
        {
            return ReadSequence(header, end, explicitVR, encoding, depth);
        }

        if (header.IsUndefinedLength)
        {
            // PS3.5 6.2.2: UN of undefined length is a sequence in implicit VR little endian.
            return header.VR == DicomVR.UN
                ? ReadSequence(header, end, explicitVR: false, encoding, depth)
                : throw Damaged($"{header.Tag} of VR {header.VR} has an undefined length", header.ValueOffset);
        }

        var next = header.ValueOffset + header.Length;
        var item = header.VR.Kind == DicomVRKind.Bytes
            ? DicomItemFactory.CreateBytes(header.Tag, header.VR, ReadBytes(header))
            : ElementDecoder.Decode(header.Tag, header.VR, ReadValue(header), encoding, _file.Path, header.ValueOffset);
        return (item, next);
    }

    private (DicomItem Item, long Next) ReadSequence(
        ElementHeader header, long end, bool explicitVR, Encoding encoding, int depth)
    {
        if (depth >= _limits.MaximumDepth)
        {
            throw Damaged($"sequences nest deeper than {nameof(_limits.MaximumDepth)} = {_limits.MaximumDepth}", header.ValueOffset);
        }

        var sequence = new DicomSequence(header.Tag);
        var offset = header.ValueOffset;
        var sequenceEnd = header.IsUndefinedLength ? end : offset + header.Length;
        while (offset < sequenceEnd)
        {
            var item = ReadHeader(offset, sequenceEnd, explicitVR);
            if (item.Tag == DicomTag.SequenceDelimitationItem && header.IsUndefinedLength)
            {
                return (sequence, item.ValueOffset);
            }

            if (item.Tag != DicomTag.Item)
            {
                throw Damaged($"expected an item of {header.Tag}, found {item.Tag}", offset);
            }

            CountItem(offset);
            var itemEnd = item.IsUndefinedLength ? sequenceEnd : item.ValueOffset + item.Length;
            var (nested, next) = ReadDataset(
                item.ValueOffset, itemEnd, item.IsUndefinedLength, explicitVR, encoding, depth + 1);
            sequence.Items.Add(nested);
            offset = next;
        }

        return header.IsUndefinedLength
            ? throw Damaged($"the sequence {header.Tag} has no delimiter", offset)
            : (sequence, offset);
    }

    private ElementHeader ReadHeader(long offset, long end, bool explicitVR)
    {
        var bytes = _file.Read(offset, 8, "an element");
        var tag = new DicomTag(
            BinaryPrimitives.ReadUInt16LittleEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]));
        ElementHeader header;
        if (!explicitVR || tag.Group == 0xFFFE)
        {
            var vr = tag.Group == 0xFFFE ? DicomVR.UN : DicomDictionary.Default.GetImplicitVR(tag);
            header = new ElementHeader(tag, vr, offset + 8, BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
        }
        else
        {
            header = ReadExplicitHeader(offset, bytes, tag);
        }

        if (!header.IsUndefinedLength && header.Length > end - header.ValueOffset)
        {
            throw Damaged($"{tag} is longer than what encloses it", offset);
        }

        return header;
    }

    private ElementHeader ReadExplicitHeader(long offset, ReadOnlySpan<byte> bytes, DicomTag tag)
    {
        Span<char> code = [(char)bytes[4], (char)bytes[5]];
        if (!DicomVR.TryParse(new string(code), out var vr))
        {
            throw Damaged($"{tag} has no value representation of PS3.5 6.2", offset + 4);
        }

        if (vr.HasShortLength)
        {
            return new ElementHeader(tag, vr, offset + 8, BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]));
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(_file.Read(offset + 8, 4, "the length of an element"));
        return new ElementHeader(tag, vr, offset + 12, length);
    }

    private IByteSource ReadBytes(ElementHeader header) =>
        header.Length > _limits.LargeValueBytes
            ? new FileByteSource(_file.Handle, _file.Path, header.ValueOffset, header.Length)
            : new MemoryByteSource(ReadValue(header));

    private byte[] ReadValue(ElementHeader header)
    {
        if (header.Length > _limits.MaximumValueBytes)
        {
            throw Damaged(
                $"{header.Tag} is longer than {nameof(_limits.MaximumValueBytes)} = {_limits.MaximumValueBytes}",
                header.ValueOffset);
        }

        var value = new byte[header.Length];
        if (value.Length <= 1024)
        {
            _file.Read(header.ValueOffset, value.Length, "a value").CopyTo(value);
        }
        else
        {
            new FileByteSource(_file.Handle, _file.Path, header.ValueOffset, header.Length).Read(0, value);
        }

        return value;
    }

    private void CountItem(long offset)
    {
        if (++_itemCount > _limits.MaximumItems)
        {
            throw Damaged($"more items than {nameof(_limits.MaximumItems)} = {_limits.MaximumItems}", offset);
        }
    }

    private DicomFileException Damaged(string message, long offset) => new(message, _file.Path, offset);
}
