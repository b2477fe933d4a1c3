namespace WsiDicomizer.Dicom.IO;

/// <summary>In which character set text is written (PS3.3 C.12.1.1.2).</summary>
public enum DicomTextEncoding
{
    /// <summary>In the set that each data set declares: a character outside of it is an error.</summary>
    AsDeclared,

    /// <summary>
    /// In UTF-8: SpecificCharacterSet becomes ISO_IR 192 at the top level and is left out of items. Bytes of VR UN, which
    /// may be text of another set, stay what they are.
    /// </summary>
    Utf8,
}
