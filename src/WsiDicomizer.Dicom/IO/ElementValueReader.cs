namespace WsiDicomizer.Dicom.IO;

/// <summary>Reads values of text, numbers and bytes.</summary>
internal sealed class ElementValueReader(ReadContext context)
{
    private readonly FileWindow _file = context.File;
    private readonly DicomReaderLimits _limits = context.Limits;

    /// <summary>Reads a value.</summary>
    /// <param name="header">Of an element of defined length and no sequence.</param>
    /// <param name="bigEndian">Whether its numbers are big endian.</param>
    /// <param name="characterSet">Of the data set.</param>
    /// <exception cref="DicomFileException">The value is damaged or beyond a limit.</exception>
    public DicomElement Read(ElementHeader header, bool bigEndian, DicomCharacterSet characterSet)
    {
        // PS3.5 7.1.1; nothing is lost by it.
        if ((header.Length & 1) == 1)
        {
            context.Report(DicomDiagnosticCodes.OddLength, $"{header.Tag} has an odd length", header.ValueOffset, header.Tag);
        }

        // PS3.5 6.2.2: the value of UN is in little endian, whatever the transfer syntax.
        var vr = header.VR == DicomVR.UN ? GetVROfUnknown(header) : header.VR;
        var swapped = bigEndian && header.VR != DicomVR.UN;
        return vr.Kind == DicomVRKind.Bytes
            ? DicomItemFactory.CreateBytes(header.Tag, vr, ReadBytes(header, swapped ? vr.UnitBytes : 1))
            : ReadElement(header, vr, swapped, characterSet);
    }

    /// <summary>The character set that SpecificCharacterSet states.</summary>
    /// <param name="header">Of the element.</param>
    /// <param name="element">The element.</param>
    /// <exception cref="DicomDataException">It is none of PS3.3 C.12.1.1.2.</exception>
    /// <exception cref="DicomFileException">It is irregular, and that is an error.</exception>
    public DicomCharacterSet ReadCharacterSet(ElementHeader header, DicomItem element)
    {
        var characterSet = DicomEncoding.Of(new DicomDataset(element));
        if (characterSet.IsIrregular)
        {
            context.ReportText(
                DicomDiagnosticCodes.IrregularCharacterSet,
                $"{header.Tag} is misspelled, or combines what cannot be combined: expected Defined Terms as in PS3.3 C.12.1.1.2",
                header.ValueOffset,
                header.Tag);
        }

        return characterSet;
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

    private IByteSource ReadBytes(ElementHeader header, int unitBytes)
    {
        if (header.Length > _limits.LargeValueBytes)
        {
            var source = _file.Slice(header.ValueOffset, header.Length);
            return unitBytes > 1 ? new SwappedByteSource(source, unitBytes) : source;
        }

        return new MemoryByteSource(ReadValue(header, unitBytes));
    }

    private DicomElement ReadElement(ElementHeader header, DicomVR vr, bool swapped, DicomCharacterSet characterSet)
    {
        RequireAllowedLength(header);

        // A tag is two numbers of two bytes.
        var unitBytes = !swapped ? 1 : vr == DicomVR.AT ? 2 : vr.UnitBytes;
        var value = header.Length <= FileWindow.WindowBytes && unitBytes == 1
            ? _file.Read(header.ValueOffset, (int)header.Length, "a value")
            : ReadValue(header, unitBytes);
        if (vr.IsMultiValued && header.Length >= _limits.MaximumTextValues
            && value.Count((byte)'\\') >= _limits.MaximumTextValues)
        {
            throw context.Limit(
                $"{header.Tag} has more values than {nameof(_limits.MaximumTextValues)} = {_limits.MaximumTextValues}",
                header.ValueOffset);
        }

        return vr.Kind == DicomVRKind.Text
            ? DecodeText(header, vr, value, characterSet)
            : ElementDecoder.Decode(header.Tag, vr, value, characterSet, _file.Path, header.ValueOffset);
    }

    private DicomStringElement DecodeText(ElementHeader header, DicomVR vr, ReadOnlySpan<byte> value, DicomCharacterSet characterSet)
    {
        var element = ElementDecoder.DecodeText(header.Tag, vr, value, characterSet, out var malformed);
        if (malformed)
        {
            context.ReportText(
                DicomDiagnosticCodes.MalformedText,
                vr.UsesCharacterSet
                    ? $"{header.Tag} has bytes that its character set does not have; what cannot be read is U+FFFD"
                    : $"{header.Tag} of VR {vr} has bytes above 127; they were read as Latin-1",
                header.ValueOffset,
                header.Tag);
        }

        return element;
    }

    private byte[] ReadValue(ElementHeader header, int unitBytes)
    {
        RequireAllowedLength(header);
        var value = new byte[header.Length];
        _file.Read(header.ValueOffset, value, "a value");
        if (unitBytes > 1)
        {
            SwappedByteSource.Swap(value, unitBytes);
        }

        return value;
    }

    private void RequireAllowedLength(ElementHeader header)
    {
        if (header.Length > _limits.MaximumValueBytes)
        {
            throw context.Limit(
                $"{header.Tag} is longer than {nameof(_limits.MaximumValueBytes)} = {_limits.MaximumValueBytes}",
                header.ValueOffset);
        }
    }
}
