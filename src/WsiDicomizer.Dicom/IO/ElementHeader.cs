namespace WsiDicomizer.Dicom.IO;

/// <summary>Tag, VR and length of an element as they stand in a file.</summary>
/// <param name="Tag">The attribute.</param>
/// <param name="VR">The VR, from the file or, in implicit encodings, from the dictionary.</param>
/// <param name="ValueOffset">Of the value, from the start of the file.</param>
/// <param name="Length">In bytes; <see cref="Undefined"/> where delimiters end the value.</param>
internal readonly record struct ElementHeader(DicomTag Tag, DicomVR VR, long ValueOffset, uint Length)
{
    /// <summary>The length that says: until the delimiter.</summary>
    public const uint Undefined = 0xFFFFFFFF;

    /// <summary>Whether delimiters end the value.</summary>
    public bool IsUndefinedLength => Length == Undefined;
}
