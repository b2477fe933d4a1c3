namespace WsiDicomizer.SyntheticSlides.Tiff;

/// <summary>The field types of TIFF 6.0 section 2 and of BigTIFF that the writer uses.</summary>
internal enum TiffFieldType : ushort
{
    /// <summary>8-bit unsigned.</summary>
    Byte = 1,

    /// <summary>7-bit text with a final NUL, which counts.</summary>
    Ascii = 2,

    /// <summary>16-bit unsigned.</summary>
    Short = 3,

    /// <summary>32-bit unsigned.</summary>
    Long = 4,

    /// <summary>Two 32-bit unsigned: numerator, denominator.</summary>
    Rational = 5,

    /// <summary>Bytes without a meaning to TIFF.</summary>
    Undefined = 7,

    /// <summary>32-bit signed.</summary>
    SLong = 9,

    /// <summary>IEEE 754, 32 bits.</summary>
    Float = 11,

    /// <summary>64-bit unsigned; BigTIFF only.</summary>
    Long8 = 16,
}
