namespace WsiDicomizer.Dicom.IO;

/// <summary>Tells from the first bytes of a data set how it is encoded.</summary>
/// <remarks>PS3.5 does not foresee guessing; what is looked at are the tag, which PS3.6 must know, the VR and the length.</remarks>
internal static class EncodingGuess
{
    /// <summary>The bytes of an element that are looked at.</summary>
    public const int HeaderBytes = 8;

    /// <summary>The encoding of a data set by its first element, or null where it is none of PS3.5.</summary>
    /// <param name="header">The element's first 8 bytes.</param>
    /// <param name="available">The bytes from the element on.</param>
    public static DatasetEncoding? Of(ReadOnlySpan<byte> header, long available)
    {
        var little = DatasetEncoding.ExplicitLittleEndian;
        var big = new DatasetEncoding(true, true);
        if (IsKnown(little.ReadTag(header)))
        {
            return HasVR(header, little.ReadTag(header)) ? little
                : FitsImplicit(header, available) ? DatasetEncoding.ImplicitLittleEndian
                : null;
        }

        return IsKnown(big.ReadTag(header)) && HasVR(header, big.ReadTag(header)) ? big : null;
    }

    /// <summary>Whether an item's first element, said to be explicit, can only be implicit.</summary>
    /// <param name="header">Its first 8 bytes.</param>
    /// <param name="available">The bytes from the element to the end of the item.</param>
    public static bool IsImplicitForCertain(ReadOnlySpan<byte> header, long available)
    {
        var tag = DatasetEncoding.ExplicitLittleEndian.ReadTag(header);
        return !DicomVR.TryParse(header[4], header[5], out _)
            && !IsMisspelledVR(header[4], header[5])
            && (IsKnown(tag) || tag.IsPrivate)
            && FitsImplicit(header, available)
            && (header[4] | header[5] | header[6] | header[7]) != 0;
    }

    /// <summary>Whether an item's first element, said to be implicit, carries its VR.</summary>
    /// <param name="header">Its first 8 bytes.</param>
    /// <param name="available">The bytes from the element to the end of the item.</param>
    public static bool IsExplicitForCertain(ReadOnlySpan<byte> header, long available)
    {
        var tag = DatasetEncoding.ExplicitLittleEndian.ReadTag(header);
        return IsKnown(tag) && HasVR(header, tag) && !FitsImplicit(header, available);
    }

    private static bool IsMisspelledVR(byte first, byte second) =>
        char.IsAsciiLetter((char)first) && char.IsAsciiLetter((char)second);

    private static bool FitsImplicit(ReadOnlySpan<byte> header, long available)
    {
        var length = DatasetEncoding.ImplicitLittleEndian.ReadUInt32(header[4..]);
        return length == ElementHeader.Undefined || length <= available - HeaderBytes;
    }

    private static bool IsKnown(DicomTag tag) =>
        tag.Group is > 0 and < 0xFFFC && DicomDictionary.Default.TryGetEntry(tag, out _);

    // The attribute's own VR, or UN: two letters that only happen to be a length are hardly that.
    private static bool HasVR(ReadOnlySpan<byte> header, DicomTag tag) =>
        DicomVR.TryParse(header[4], header[5], out var vr)
        && (vr == DicomVR.UN
            || (DicomDictionary.Default.TryGetEntry(tag, out var entry) && entry.ValueRepresentations.Contains(vr)));
}
