using System.Buffers.Binary;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Reads data sets in explicit or implicit VR little endian from a file (PS3.5 clause 7).</summary>
/// <remarks>
/// Every step takes at least the 8 bytes of a header and stays inside what encloses it, so that time and memory are
/// bounded by the file's length, whatever its lengths say.
/// </remarks>
internal sealed class DicomDatasetReader
{
    private const ushort DelimiterGroup = 0xFFFE;

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
        ReadDataset(start, end, delimited: false, _explicitVR, DicomCharacterSet.Default, depth: 0).Dataset;

    private (DicomDataset Dataset, long Next) ReadDataset(
        long offset, long end, bool delimited, bool explicitVR, DicomCharacterSet inherited, int depth)
    {
        var dataset = new DicomDataset();
        var encoding = inherited;
        while (offset < end)
        {
            var header = ReadHeader(offset, end, explicitVR);
            if (header.Tag.Group == DelimiterGroup)
            {
                return delimited && header.Tag == DicomTag.ItemDelimitationItem
                    ? (dataset, header.ValueOffset)
                    : throw Damaged($"expected an element, found {header.Tag}", offset);
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
        ElementHeader header, long end, bool explicitVR, DicomCharacterSet encoding, int depth)
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

        var vr = header.VR == DicomVR.UN ? GetVROfUnknown(header) : header.VR;
        DicomItem item = vr.Kind == DicomVRKind.Bytes
            ? DicomItemFactory.CreateBytes(header.Tag, vr, ReadBytes(header))
            : ReadElement(header, vr, encoding);
        return (item, header.ValueOffset + header.Length);
    }

    // PS3.5 6.2.2: a value of VR UN is encoded as in implicit little endian. So where the dictionary knows the one VR of
    // the attribute, the value is read as that; a text too long for its VR in explicit encodings comes back this way.
    private static DicomVR GetVROfUnknown(ElementHeader header)
    {
        if (header.Tag.IsPrivateCreator)
        {
            return DicomVR.LO;
        }

        return DicomDictionary.Default.TryGetEntry(header.Tag, out var entry)
            && entry.ValueRepresentations is [{ Kind: DicomVRKind.Text or DicomVRKind.Number } vr]
            && header.Length % vr.UnitBytes == 0
                ? vr
                : DicomVR.UN;
    }

    private (DicomItem Item, long Next) ReadSequence(
        ElementHeader header, long end, bool explicitVR, DicomCharacterSet encoding, int depth)
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
        if (end - offset < 8)
        {
            throw Damaged("expected an element or item: its header is cut off by the end of what encloses it", offset);
        }

        var bytes = _file.Read(offset, 8, "an element");
        var tag = new DicomTag(
            BinaryPrimitives.ReadUInt16LittleEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]));
        ElementHeader header;
        if (!explicitVR || tag.Group == DelimiterGroup)
        {
            var vr = tag.Group == DelimiterGroup ? DicomVR.UN : DicomDictionary.Default.GetImplicitVR(tag);
            header = new ElementHeader(tag, vr, offset + 8, BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
        }
        else
        {
            header = ReadExplicitHeader(offset, bytes, tag);
        }

        if (header.Length != 0 && (tag == DicomTag.ItemDelimitationItem || tag == DicomTag.SequenceDelimitationItem))
        {
            throw Damaged("a delimiter has a length: expected 0", offset);
        }

        if (!header.IsUndefinedLength && header.Length > end - header.ValueOffset)
        {
            throw Damaged($"{tag} is longer than what encloses it", offset);
        }

        return header;
    }

    private ElementHeader ReadExplicitHeader(long offset, ReadOnlySpan<byte> bytes, DicomTag tag)
    {
        if (!DicomVR.TryParse(bytes[4], bytes[5], out var vr))
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

    private DicomElement ReadElement(ElementHeader header, DicomVR vr, DicomCharacterSet encoding)
    {
        RequireAllowedLength(header);
        var value = header.Length <= FileWindow.WindowBytes
            ? _file.Read(header.ValueOffset, (int)header.Length, "a value")
            : ReadValue(header);
        if (vr.IsMultiValued && value.Count((byte)'\\') >= _limits.MaximumTextValues)
        {
            throw Damaged(
                $"{header.Tag} has more values than {nameof(_limits.MaximumTextValues)} = {_limits.MaximumTextValues}",
                header.ValueOffset);
        }

        return ElementDecoder.Decode(header.Tag, vr, value, encoding, _file.Path, header.ValueOffset);
    }

    private byte[] ReadValue(ElementHeader header)
    {
        RequireAllowedLength(header);
        var value = new byte[header.Length];
        _file.Read(header.ValueOffset, value, "a value");
        return value;
    }

    private void RequireAllowedLength(ElementHeader header)
    {
        if (header.Length > _limits.MaximumValueBytes)
        {
            throw Damaged(
                $"{header.Tag} is longer than {nameof(_limits.MaximumValueBytes)} = {_limits.MaximumValueBytes}",
                header.ValueOffset);
        }
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
