namespace WsiDicomizer.Dicom.IO;

/// <summary>Reads tag, VR and length of elements, items and delimiters (PS3.5 7.1, 7.5).</summary>
internal sealed class ElementHeaderReader(ReadContext context)
{
    private const int ShortHeaderBytes = 8;
    private const ushort DelimiterGroup = 0xFFFE;

    private readonly FileWindow _file = context.File;

    /// <summary>Reads a header, whose value is inside what encloses it.</summary>
    /// <param name="offset">Of the tag.</param>
    /// <param name="end">The first byte after what encloses it.</param>
    /// <param name="encoding">How.</param>
    /// <param name="depth">0 for the data set itself, which may end with zeros.</param>
    /// <param name="header">The header.</param>
    /// <returns>False where nothing more comes: zeros at the end, or the end of a truncated file.</returns>
    /// <exception cref="DicomFileException">The bytes are no header, or the value is longer than what encloses it.</exception>
    public bool TryRead(long offset, long end, DatasetEncoding encoding, int depth, out ElementHeader header)
    {
        header = default;
        if (end - offset < ShortHeaderBytes)
        {
            return EndsHere(offset, end, depth);
        }

        var bytes = _file.Read(offset, ShortHeaderBytes, "an element");
        var tag = encoding.ReadTag(bytes);
        if (tag.Group == DelimiterGroup)
        {
            header = ReadDelimiter(offset, encoding.ReadUInt32(bytes[4..]), tag);
        }
        else if (tag.Value == 0 && depth == 0 && AreZeros(offset, end))
        {
            return ReportZeros(offset);
        }
        else if (!encoding.IsExplicitVR)
        {
            var vr = DicomDictionary.Default.GetImplicitVR(tag);
            header = new ElementHeader(tag, vr, offset + ShortHeaderBytes, encoding.ReadUInt32(bytes[4..]));
        }
        else if (!TryReadExplicit(offset, end, encoding, bytes, tag, out header))
        {
            return false;
        }

        return header.IsUndefinedLength || header.Length <= end - header.ValueOffset || TryFit(offset, end, ref header);
    }

    /// <summary>Shortens an item that is longer than its sequence.</summary>
    /// <param name="item">An item's header from <see cref="TryRead"/>, called with the end of what encloses the sequence.</param>
    /// <param name="offset">Of the item's tag.</param>
    /// <param name="sequence">The sequence.</param>
    /// <param name="sequenceEnd">By the sequence's length.</param>
    public ElementHeader Shorten(ElementHeader item, long offset, DicomTag sequence, long sequenceEnd)
    {
        if (item.IsUndefinedLength || item.Length <= sequenceEnd - item.ValueOffset)
        {
            return item;
        }

        if (item.ValueOffset > sequenceEnd)
        {
            throw context.Damaged($"an item of {sequence} is cut off by the end of the sequence", offset);
        }

        context.Report(
            DicomDiagnosticCodes.ItemTooLong, "an item is longer than its sequence: the sequence's length was used", offset, sequence);
        return item with { Length = (uint)(sequenceEnd - item.ValueOffset) };
    }

    private ElementHeader ReadDelimiter(long offset, uint length, DicomTag tag)
    {
        if (length != 0 && tag != DicomTag.Item)
        {
            context.Report(
                DicomDiagnosticCodes.DelimiterLength, "a delimiter has a length: expected 0, which was used", offset, tag);
            length = 0;
        }

        return new ElementHeader(tag, DicomVR.UN, offset + ShortHeaderBytes, length);
    }

    private bool TryReadExplicit(
        long offset, long end, DatasetEncoding encoding, ReadOnlySpan<byte> bytes, DicomTag tag, out ElementHeader header)
    {
        if (!DicomVR.TryParse(bytes[4], bytes[5], out var vr))
        {
            header = new VRRecovery(context).Recover(offset, end, encoding, tag);
            return true;
        }

        if (vr.HasShortLength)
        {
            header = new ElementHeader(tag, vr, offset + ShortHeaderBytes, encoding.ReadUInt16(bytes[6..]));
            return true;
        }

        header = default;
        if (end - offset < 12 && context.MayTruncateAt(end))
        {
            context.Truncate("the file ends inside the header of an element", offset, tag);
            return false;
        }

        if (end - offset < 12 && end < _file.Length)
        {
            throw CutOff(offset);
        }

        var length = encoding.ReadUInt32(_file.Read(offset + ShortHeaderBytes, 4, "the length of an element"));
        header = new ElementHeader(tag, vr, offset + 12, length);
        return true;
    }

    private bool TryFit(long offset, long end, ref ElementHeader header)
    {
        if (!context.MayTruncateAt(end))
        {
            throw context.Damaged($"{header.Tag} is longer than what encloses it", offset);
        }

        context.Truncate($"the file ends inside the value of {header.Tag}", offset, header.Tag);
        if (header.VR != DicomVR.SQ && header.Tag != DicomTag.Item)
        {
            return false;
        }

        header = header with { Length = (uint)(end - header.ValueOffset) };
        return true;
    }

    private bool EndsHere(long offset, long end, int depth)
    {
        if (depth == 0 && AreZeros(offset, end))
        {
            return ReportZeros(offset);
        }

        if (!context.MayTruncateAt(end))
        {
            throw CutOff(offset);
        }

        context.Truncate("the file ends inside the header of an element", offset);
        return false;
    }

    private bool ReportZeros(long offset)
    {
        context.Report(DicomDiagnosticCodes.TrailingZeros, "zero bytes follow the last element: they were left out", offset);
        return false;
    }

    private bool AreZeros(long offset, long end)
    {
        while (offset < end)
        {
            var count = (int)Math.Min(FileWindow.WindowBytes, end - offset);
            if (_file.Read(offset, count, "zeros").ContainsAnyExcept((byte)0))
            {
                return false;
            }

            offset += count;
        }

        return true;
    }

    private DicomFileException CutOff(long offset) =>
        context.Damaged("expected an element or item: its header is cut off by the end of what encloses it", offset);
}
