namespace WsiDicomizer.Dicom.IO;

/// <summary>
/// Writes one data set: first the lengths of all sequences and items are found, then everything is written in one go.
/// </summary>
/// <remarks>
/// Lengths stand before what they measure. Kept in the order in which they are written, they take eight bytes for each
/// sequence and item; encoding into buffers would copy every byte once for each level of nesting.
/// </remarks>
internal sealed class DatasetEncoder
{
    private const int ItemHeaderBytes = 8;
    private const ushort DelimiterGroup = 0xFFFE;

    private readonly Stream _stream;
    private readonly ElementEncoding _encoding;
    private readonly DicomWriterOptions _options;
    private readonly List<long> _lengths = [];
    private int _next;

    public DatasetEncoder(Stream stream, ElementEncoding encoding, DicomWriterOptions options)
    {
        _stream = stream;
        _encoding = encoding;
        _options = options;
    }

    /// <summary>Writes all items of a data set.</summary>
    /// <param name="dataset">The data set.</param>
    /// <exception cref="DicomDataException">A value cannot be encoded; nothing has been written then.</exception>
    public void Write(DicomDataset dataset)
    {
        if (_options.TextEncoding == DicomTextEncoding.Utf8)
        {
            dataset = new DicomDataset(dataset).AddOrUpdate(DicomTag.SpecificCharacterSet, DicomEncoding.Utf8Term);
        }

        var characterSet = DicomEncoding.Of(dataset);
        MeasureItems(dataset, characterSet, depth: 0);
        WriteItems(dataset, characterSet, depth: 0);
    }

    private IEnumerable<DicomItem> ItemsOf(DicomDataset dataset, int depth) => dataset.Where(item =>
        !item.Tag.IsGroupLength
        && !(depth > 0 && item.Tag == DicomTag.SpecificCharacterSet && _options.TextEncoding == DicomTextEncoding.Utf8));

    private DicomCharacterSet CharacterSetOf(DicomDataset nested, DicomCharacterSet inherited) =>
        _options.TextEncoding == DicomTextEncoding.Utf8 ? inherited : DicomEncoding.Of(nested, inherited);

    private long MeasureItems(DicomDataset dataset, DicomCharacterSet characterSet, int depth)
    {
        var isIndexed = dataset.Contains(DicomTag.ExtendedOffsetTable);
        long total = 0;
        foreach (var item in ItemsOf(dataset, depth))
        {
            if (item.Tag.Group == DelimiterGroup)
            {
                throw new DicomDataException("a delimiter is no attribute", item.Tag);
            }

            total += item switch
            {
                DicomSequence sequence => MeasureSequence(sequence, characterSet, depth + 1),
                DicomFragmentSequence pixels => 12 + FragmentWriter.Measure(pixels, _encoding, isIndexed),
                DicomElement element => MeasureElement(element, characterSet, depth),
                _ => throw new DicomDataException("no encoding for this kind of item", item.Tag),
            };
        }

        return total;
    }

    private long MeasureElement(DicomElement element, DicomCharacterSet characterSet, int depth)
    {
        if (_encoding.IsEncapsulated && depth == 0 && element.Tag == DicomTag.PixelData)
        {
            throw new DicomDataException("pixel data that is not encapsulated cannot be in an encapsulated transfer syntax", element.Tag);
        }

        var length = ValueEncoder.Measure(element, characterSet);
        CheckLength(length, element.Tag, "the value");
        return ElementHeaderWriter.GetLength(element.ValueRepresentation, length, _encoding) + length;
    }

    private long MeasureSequence(DicomSequence sequence, DicomCharacterSet characterSet, int depth)
    {
        if (depth > _options.MaximumDepth)
        {
            throw new DicomDataException(
                $"sequences nest deeper than {nameof(_options.MaximumDepth)} = {_options.MaximumDepth}", sequence.Tag);
        }

        var place = Reserve();
        long total = 0;
        foreach (var nested in sequence.Items)
        {
            var itemPlace = Reserve();
            var length = MeasureItems(nested, CharacterSetOf(nested, characterSet), depth);
            _lengths[itemPlace] = DefinedOr(_options.UndefinedItemLengths, length, sequence.Tag, "an item");
            total += ItemHeaderBytes + length + (_options.UndefinedItemLengths ? ItemHeaderBytes : 0);
        }

        _lengths[place] = DefinedOr(_options.UndefinedSequenceLengths, total, sequence.Tag, "the sequence");
        return ElementHeaderWriter.GetLength(DicomVR.SQ, total, _encoding)
            + total
            + (_options.UndefinedSequenceLengths ? ItemHeaderBytes : 0);
    }

    private int Reserve()
    {
        _lengths.Add(0);
        return _lengths.Count - 1;
    }

    private static long DefinedOr(bool isUndefined, long length, DicomTag tag, string what)
    {
        if (isUndefined)
        {
            return ElementHeaderWriter.Undefined;
        }

        CheckLength(length, tag, what);
        return length;
    }

    private static void CheckLength(long length, DicomTag tag, string what)
    {
        if (length > ElementHeaderWriter.MaximumLength)
        {
            throw new DicomDataException($"{what} is longer than 4294967294 bytes, the most that a length can say", tag);
        }
    }

    private void WriteItems(DicomDataset dataset, DicomCharacterSet characterSet, int depth)
    {
        foreach (var item in ItemsOf(dataset, depth))
        {
            switch (item)
            {
                case DicomSequence sequence:
                    WriteSequence(sequence, characterSet, depth + 1);
                    break;
                case DicomFragmentSequence pixels:
                    WriteHeader(pixels, ElementHeaderWriter.Undefined);
                    FragmentWriter.Write(_stream, pixels, _encoding);
                    break;
                case DicomBytesElement bytes:
                    WriteHeader(bytes, ValueEncoder.Measure(bytes, characterSet));
                    ValueEncoder.WriteBytes(_stream, bytes, _encoding);
                    break;
                case DicomElement element:
                    var value = ValueEncoder.Encode(element, characterSet, _encoding);
                    WriteHeader(element, value.Length);
                    _stream.Write(value);
                    break;
                default:
                    throw new DicomDataException("no encoding for this kind of item", item.Tag);
            }
        }
    }

    private void WriteSequence(DicomSequence sequence, DicomCharacterSet characterSet, int depth)
    {
        WriteHeader(sequence, _lengths[_next++]);
        foreach (var nested in sequence.Items)
        {
            ElementHeaderWriter.WriteItem(_stream, DicomTag.Item, _lengths[_next++], _encoding);
            WriteItems(nested, CharacterSetOf(nested, characterSet), depth);
            if (_options.UndefinedItemLengths)
            {
                ElementHeaderWriter.WriteItem(_stream, DicomTag.ItemDelimitationItem, 0, _encoding);
            }
        }

        if (_options.UndefinedSequenceLengths)
        {
            ElementHeaderWriter.WriteItem(_stream, DicomTag.SequenceDelimitationItem, 0, _encoding);
        }
    }

    private void WriteHeader(DicomItem item, long length) =>
        ElementHeaderWriter.Write(_stream, item.Tag, item.ValueRepresentation, length, _encoding);
}
