namespace WsiDicomizer.Dicom.IO;

/// <summary>Finds what an element in an explicit encoding is whose VR is none of PS3.5 6.2.</summary>
/// <remarks>
/// The VR decides where the length is: 16 bits, or 32 bits after two zero bytes. Letters in lower case say it all the same.
/// Otherwise both places are tried, and only where exactly one of them leads to a next element the file is read on.
/// </remarks>
internal sealed class VRRecovery(ReadContext context)
{
    private const string What = "has no value representation of PS3.5 6.2";
    private const ushort DelimiterGroup = 0xFFFE;

    private readonly FileWindow _file = context.File;

    /// <summary>The header of the element.</summary>
    /// <param name="offset">Of its tag.</param>
    /// <param name="end">The first byte after what encloses it; 8 bytes away at least.</param>
    /// <param name="encoding">An explicit one.</param>
    /// <param name="tag">Its tag.</param>
    /// <exception cref="DicomFileException">It cannot be told.</exception>
    public ElementHeader Recover(long offset, long end, DatasetEncoding encoding, DicomTag tag)
    {
        var bytes = _file.Read(offset, 8, "an element");
        var upperCase = DicomVR.TryParse(ToUpper(bytes[4]), ToUpper(bytes[5]), out var named);
        var shortHeader = new ElementHeader(tag, DicomVR.UN, offset + 8, encoding.ReadUInt16(bytes[6..]));
        var hasLong = bytes[6] == 0 && bytes[7] == 0 && end - offset >= 12;
        var longHeader = hasLong
            ? new ElementHeader(tag, DicomVR.UN, offset + 12, encoding.ReadUInt32(_file.Read(offset + 8, 4, "a length")))
            : default;
        var isShort = (!upperCase || named!.HasShortLength) && LeadsOn(shortHeader, end, encoding);
        var isLong = hasLong && (!upperCase || !named!.HasShortLength) && LeadsOn(longHeader, end, encoding);
        if (isShort == isLong)
        {
            throw context.Damaged($"{tag} {What}", offset + 4);
        }

        var header = isShort ? shortHeader : longHeader;
        var vr = upperCase ? named! : DicomDictionary.Default.GetImplicitVR(tag);
        if (header.Length % vr.UnitBytes != 0 || (!upperCase && vr.Kind == DicomVRKind.Sequence))
        {
            vr = DicomVR.UN;
        }

        context.Report(DicomDiagnosticCodes.UnknownVR, $"{tag} {What}: read as {vr}", offset + 4, tag);
        return header with { VR = vr };
    }

    // What follows a value is the end, a delimiter, or an element with a higher tag and a VR.
    private bool LeadsOn(ElementHeader header, long end, DatasetEncoding encoding)
    {
        if (header.IsUndefinedLength || header.Length > end - header.ValueOffset)
        {
            return false;
        }

        var next = header.ValueOffset + header.Length;
        if (end - next < 8)
        {
            return next == end;
        }

        Span<byte> bytes = stackalloc byte[8];
        _file.Read(next, bytes, "an element");
        var tag = encoding.ReadTag(bytes);
        return tag.Group == DelimiterGroup
            || (tag > header.Tag && DicomVR.TryParse(ToUpper(bytes[4]), ToUpper(bytes[5]), out _))
            || (tag > header.Tag && bytes[4] is 0 or (byte)' ' && bytes[5] is 0 or (byte)' ');
    }

    private static byte ToUpper(byte letter) => letter is >= (byte)'a' and <= (byte)'z' ? (byte)(letter - 32) : letter;
}
