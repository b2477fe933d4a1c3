using System.Runtime.CompilerServices;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Reads data sets in every encoding from a file (PS3.5 clause 7).</summary>
/// <remarks>
/// Every step takes at least the 8 bytes of a header and stays inside what encloses it, so that time and memory are
/// bounded by the file's length, whatever its lengths say.
/// </remarks>
internal sealed class DicomDatasetReader
{
    private const ushort DelimiterGroup = 0xFFFE;

    private readonly ReadContext _context;
    private readonly ElementHeaderReader _headers;
    private readonly ElementValueReader _values;

    public DicomDatasetReader(ReadContext context)
    {
        _context = context;
        _headers = new ElementHeaderReader(context);
        _values = new ElementValueReader(context);
    }

    /// <summary>Reads the elements of a range of the file.</summary>
    /// <param name="start">The first byte.</param>
    /// <param name="end">The first byte after.</param>
    /// <param name="encoding">How they are encoded.</param>
    /// <exception cref="DicomFileException">The range is damaged.</exception>
    public DicomDataset Read(long start, long end, DatasetEncoding encoding) =>
        ReadDataset(start, end, delimited: false, encoding, DicomCharacterSet.Default, depth: 0).Dataset;

    /// <summary>Reads elements as long as they are of one group.</summary>
    /// <param name="start">The first byte.</param>
    /// <param name="group">The group.</param>
    /// <param name="encoding">How they are encoded, little endian.</param>
    /// <param name="isEnd">Whether the group ends at an offset, although more of it may seem to follow.</param>
    /// <returns>The elements and the offset of the first byte after them.</returns>
    /// <exception cref="DicomFileException">The elements are damaged.</exception>
    public (DicomDataset Dataset, long Next) ReadGroup(
        long start, ushort group, DatasetEncoding encoding, Func<long, DicomDataset, bool> isEnd)
    {
        var builder = new DatasetBuilder(_context);
        var offset = start;
        var end = _context.File.Length;
        while (end - offset >= 2
            && encoding.ReadUInt16(_context.File.Read(offset, 2, "a group")) == group
            && !isEnd(offset, builder.InOrder)
            && _headers.TryRead(offset, end, encoding, depth: 1, out var header))
        {
            _context.CountItem(offset);
            var (item, next) = ReadItem(header, end, encoding, DicomCharacterSet.Default, depth: 0, builder.InOrder);
            builder.Add(item, offset);
            offset = next;
        }

        return (builder.Finish(), offset);
    }

    private (DicomDataset Dataset, long Next) ReadDataset(
        long offset, long end, bool delimited, DatasetEncoding encoding, DicomCharacterSet inherited, int depth)
    {
        var builder = new DatasetBuilder(_context);
        var characterSet = inherited;
        DicomItem? last = null;
        while (offset < end)
        {
            if (!_headers.TryRead(offset, end, encoding, depth, out var header))
            {
                return (builder.Finish(), end);
            }

            if (header.Tag.Group == DelimiterGroup)
            {
                if (delimited && header.Tag != DicomTag.Item)
                {
                    return (builder.Finish(), EndDelimited(header, offset));
                }

                offset = PassStrayDelimiter(header, offset, end, last);
                continue;
            }

            _context.CountItem(offset);
            (last, var next) = ReadItem(header, end, encoding, characterSet, depth, builder.InOrder);
            builder.Add(last, offset);
            if (header.Tag == DicomTag.SpecificCharacterSet)
            {
                characterSet = _values.ReadCharacterSet(header, last);
            }

            offset = next;
        }

        if (delimited)
        {
            ReportMissingDelimiter("an item", offset, null);
        }

        return (builder.Finish(), offset);
    }

    // The delimiter of the sequence ends its last item too, though that should have one of its own.
    private long EndDelimited(ElementHeader header, long offset)
    {
        if (header.Tag == DicomTag.ItemDelimitationItem)
        {
            return header.ValueOffset;
        }

        ReportMissingDelimiter("an item", offset, null);
        return offset;
    }

    // Delimiters where a length has said the same already: of an item at its end, of a sequence after it.
    private long PassStrayDelimiter(ElementHeader header, long offset, long end, DicomItem? last)
    {
        var isStray = header.Tag != DicomTag.Item
            && (header.ValueOffset == end || (header.Tag == DicomTag.SequenceDelimitationItem && last is DicomSequence));
        if (!isStray)
        {
            throw _context.Damaged($"expected an element, found {header.Tag}", offset);
        }

        _context.Report(
            DicomDiagnosticCodes.StrayDelimiter, "a delimiter where nothing of undefined length ends was passed over", offset, header.Tag);
        return header.ValueOffset;
    }

    private (DicomItem Item, long Next) ReadItem(
        ElementHeader header, long end, DatasetEncoding encoding, DicomCharacterSet characterSet, int depth, DicomDataset before)
    {
        if (header.Tag == DicomTag.PixelData && header.IsUndefinedLength)
        {
            return encoding.IsBigEndian
                ? throw _context.Damaged("encapsulated pixel data in big endian: expected little endian", header.ValueOffset)
                : new FragmentReader(_context).Read(header.ValueOffset, end, before);
        }

        if (header.VR == DicomVR.SQ)
        {
            return ReadSequence(header, end, encoding, characterSet, depth);
        }

        if (header.IsUndefinedLength)
        {
            // PS3.5 6.2.2: UN of undefined length is a sequence in implicit VR little endian.
            return header.VR == DicomVR.UN
                ? ReadSequence(header, end, DatasetEncoding.ImplicitLittleEndian, characterSet, depth)
                : throw _context.Damaged($"{header.Tag} of VR {header.VR} has an undefined length", header.ValueOffset);
        }

        var next = header.ValueOffset + header.Length;
        return header.VR == DicomVR.UN && TryReadHiddenSequence(header, characterSet, depth, out var sequence)
            ? (sequence, next)
            : (_values.Read(header, encoding.IsBigEndian, characterSet), next);
    }

    // PS3.5 6.2.2: a sequence may be passed on as UN, with a length. It is one where PS3.6 says so, or where nobody knows
    // the attribute and the value is items to its last byte.
    private bool TryReadHiddenSequence(
        ElementHeader header, DicomCharacterSet characterSet, int depth, out DicomSequence sequence)
    {
        sequence = new DicomSequence(header.Tag);
        var vr = DicomDictionary.Default.GetImplicitVR(header.Tag);
        if ((vr != DicomVR.SQ && vr != DicomVR.UN) || (header.Length == 0 && vr == DicomVR.UN))
        {
            return false;
        }

        ReadOnlySpan<byte> itemTag = [0xFE, 0xFF, 0x00, 0xE0];
        if (header.Length == 0)
        {
            return true;
        }

        var isRead = header.Length >= 8
            && _context.File.Read(header.ValueOffset, 4, "a value").SequenceEqual(itemTag)
            && TryReadOnTrial(header, characterSet, depth, ref sequence);
        if (!isRead && vr == DicomVR.SQ)
        {
            _context.Report(
                DicomDiagnosticCodes.UnreadableSequenceInUN,
                $"{header.Tag} is a sequence in VR UN that cannot be read as items: it stays bytes",
                header.ValueOffset,
                header.Tag);
        }

        return isRead;
    }

    private bool TryReadOnTrial(
        ElementHeader header, DicomCharacterSet characterSet, int depth, ref DicomSequence sequence)
    {
        var end = header.ValueOffset + header.Length;
        var encoding = DatasetEncoding.ImplicitLittleEndian;
        if (header.Length >= 16
            && EncodingGuess.IsExplicitForCertain(_context.File.Read(header.ValueOffset + 8, 8, "an element"), header.Length - 8))
        {
            encoding = DatasetEncoding.ExplicitLittleEndian;
        }

        var wasOnTrial = _context.Faults.IsOnTrial;
        var pathLength = _context.PathLength;
        var faultCount = _context.Faults.Diagnostics.Count;
        _context.Faults.IsOnTrial = true;
        try
        {
            sequence = ReadSequence(header, end, encoding, characterSet, depth).Sequence;
            return true;
        }
        catch (DicomException) when (!_context.IsLimitReached)
        {
            _context.LeaveTo(pathLength);
            _context.Faults.CutTo(faultCount);
            return false;
        }
        finally
        {
            _context.Faults.IsOnTrial = wasOnTrial;
        }
    }

    private (DicomSequence Sequence, long Next) ReadSequence(
        ElementHeader header, long end, DatasetEncoding encoding, DicomCharacterSet characterSet, int depth)
    {
        RequireDepth(header, depth);
        var items = new List<DicomDataset>();
        var offset = header.ValueOffset;
        var sequenceEnd = header.IsUndefinedLength ? end : offset + header.Length;
        while (offset < sequenceEnd)
        {
            if (!_headers.TryRead(offset, end, encoding, depth + 1, out var item))
            {
                return (DicomSequence.Around(header.Tag, items), end);
            }

            if (item.Tag == DicomTag.SequenceDelimitationItem && header.IsUndefinedLength)
            {
                return (DicomSequence.Around(header.Tag, items), item.ValueOffset);
            }

            if (item.Tag != DicomTag.Item)
            {
                offset = PassDelimiterInSequence(header, item, offset, sequenceEnd);
                continue;
            }

            if (!header.IsUndefinedLength)
            {
                item = _headers.Shorten(item, offset, header.Tag, sequenceEnd);
            }

            _context.CountItem(offset);
            var pathLength = _context.PathLength;
            _context.Enter(header.Tag, items.Count);
            var itemEnd = item.IsUndefinedLength ? sequenceEnd : item.ValueOffset + item.Length;
            var (nested, next) = ReadDataset(
                item.ValueOffset,
                itemEnd,
                item.IsUndefinedLength,
                GetItemEncoding(item.ValueOffset, itemEnd, encoding),
                characterSet,
                depth + 1);
            _context.LeaveTo(pathLength);
            items.Add(nested);
            offset = next;
        }

        if (header.IsUndefinedLength)
        {
            ReportMissingDelimiter($"the sequence {header.Tag}", offset, header.Tag);
        }

        return (DicomSequence.Around(header.Tag, items), offset);
    }

    private long PassDelimiterInSequence(ElementHeader sequence, ElementHeader item, long offset, long sequenceEnd)
    {
        var isStray = item.ValueOffset <= sequenceEnd
            && (item.Tag == DicomTag.ItemDelimitationItem
                || (item.Tag == DicomTag.SequenceDelimitationItem && item.ValueOffset == sequenceEnd));
        if (!isStray)
        {
            throw _context.Damaged($"expected an item of {sequence.Tag}, found {item.Tag}", offset);
        }

        _context.Report(
            DicomDiagnosticCodes.StrayDelimiter,
            "a delimiter where nothing of undefined length ends was passed over",
            offset,
            sequence.Tag);
        return item.ValueOffset;
    }

    // Some writers put items in implicit VR into explicit files. It is told from the first element.
    private DatasetEncoding GetItemEncoding(long offset, long end, DatasetEncoding encoding)
    {
        if (!encoding.IsExplicitVR || encoding.IsBigEndian || end - offset < EncodingGuess.HeaderBytes)
        {
            return encoding;
        }

        var header = _context.File.Read(offset, EncodingGuess.HeaderBytes, "an element");
        if (!EncodingGuess.IsImplicitForCertain(header, end - offset))
        {
            return encoding;
        }

        _context.Report(
            DicomDiagnosticCodes.OtherEncoding,
            "an item in implicit VR inside explicit VR was read as such",
            offset,
            encoding.ReadTag(header));
        return DatasetEncoding.ImplicitLittleEndian;
    }

    private void ReportMissingDelimiter(string what, long offset, DicomTag? tag)
    {
        if (!_context.IsTruncated)
        {
            _context.Report(
                DicomDiagnosticCodes.NoDelimiter,
                $"{what} of undefined length has no delimiter: the end of what encloses it was used",
                offset,
                tag);
        }
    }

    private void RequireDepth(ElementHeader header, int depth)
    {
        var maximum = _context.Limits.MaximumDepth;
        if (depth >= maximum || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw _context.Limit(
                $"sequences nest deeper than {nameof(_context.Limits.MaximumDepth)} = {maximum}", header.ValueOffset);
        }
    }
}
