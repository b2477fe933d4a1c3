namespace WsiDicomizer.Dicom.IO;

/// <summary>How elements are encoded: what of a transfer syntax concerns a data set's structure.</summary>
/// <param name="IsExplicitVR">Whether elements carry their VR.</param>
/// <param name="IsBigEndian">Whether tags, lengths and numbers are big endian.</param>
/// <param name="IsEncapsulated">Whether pixel data may be a sequence of fragments.</param>
internal readonly record struct ElementEncoding(bool IsExplicitVR, bool IsBigEndian, bool IsEncapsulated)
{
    /// <summary>The encoding of a transfer syntax.</summary>
    /// <param name="syntax">The transfer syntax.</param>
    public ElementEncoding(DicomTransferSyntax syntax)
        : this(syntax.IsExplicitVR, syntax.IsBigEndian, syntax.IsEncapsulated)
    {
    }

    /// <summary>
    /// Whether a value is written as UN because it is too long for the 16-bit length of its VR (PS3.5 6.2.2); UN holds what
    /// implicit VR little endian would.
    /// </summary>
    /// <param name="vr">The VR.</param>
    /// <param name="length">The value's length in bytes.</param>
    public bool BecomesUnknown(DicomVR vr, long length) =>
        IsExplicitVR && vr.HasShortLength && length > ushort.MaxValue;
}
