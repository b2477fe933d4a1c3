namespace WsiDicomizer.Slides.Tiff;

/// <summary>The type of a tag's value.</summary>
/// <remarks>Source: TIFF 6.0 section 2; TIFF Technical Note 1 (IFD); the BigTIFF design (16 to 18).</remarks>
public enum TiffFieldType : ushort
{
    /// <summary>No type; never valid in a file.</summary>
    None = 0,

    /// <summary>Unsigned, 1 byte.</summary>
    Byte = 1,

    /// <summary>Text, NUL-terminated, 1 byte.</summary>
    Ascii = 2,

    /// <summary>Unsigned, 2 bytes.</summary>
    Short = 3,

    /// <summary>Unsigned, 4 bytes.</summary>
    Long = 4,

    /// <summary>Two LONGs: numerator, denominator.</summary>
    Rational = 5,

    /// <summary>Signed, 1 byte.</summary>
    SByte = 6,

    /// <summary>Any bytes.</summary>
    Undefined = 7,

    /// <summary>Signed, 2 bytes.</summary>
    SShort = 8,

    /// <summary>Signed, 4 bytes.</summary>
    SLong = 9,

    /// <summary>Two SLONGs: numerator, denominator.</summary>
    SRational = 10,

    /// <summary>IEEE 754, 4 bytes.</summary>
    Float = 11,

    /// <summary>IEEE 754, 8 bytes.</summary>
    Double = 12,

    /// <summary>The offset of a directory, 4 bytes.</summary>
    Ifd = 13,

    /// <summary>Unsigned, 8 bytes.</summary>
    Long8 = 16,

    /// <summary>Signed, 8 bytes.</summary>
    SLong8 = 17,

    /// <summary>The offset of a directory, 8 bytes.</summary>
    Ifd8 = 18,
}

/// <summary>What the types are made of.</summary>
public static class TiffFieldTypes
{
    /// <summary>The bytes of one element, or 0 for a type that TIFF does not define.</summary>
    /// <param name="type">The type as stored.</param>
    public static int ElementBytes(this TiffFieldType type) => type switch
    {
        TiffFieldType.Byte or TiffFieldType.Ascii or TiffFieldType.SByte or TiffFieldType.Undefined => 1,
        TiffFieldType.Short or TiffFieldType.SShort => 2,
        TiffFieldType.Long or TiffFieldType.SLong or TiffFieldType.Float or TiffFieldType.Ifd => 4,
        TiffFieldType.Rational or TiffFieldType.SRational or TiffFieldType.Double or TiffFieldType.Long8
            or TiffFieldType.SLong8 or TiffFieldType.Ifd8 => 8,
        _ => 0,
    };

    /// <summary>Whether the elements are unsigned integers.</summary>
    /// <param name="type">The type as stored.</param>
    public static bool IsUnsignedInteger(this TiffFieldType type) =>
        type is TiffFieldType.Byte or TiffFieldType.Short or TiffFieldType.Long or TiffFieldType.Ifd
            or TiffFieldType.Long8 or TiffFieldType.Ifd8;

    /// <summary>Whether the elements are bytes that may be text.</summary>
    /// <param name="type">The type as stored.</param>
    public static bool IsBytes(this TiffFieldType type) =>
        type is TiffFieldType.Byte or TiffFieldType.Ascii or TiffFieldType.Undefined or TiffFieldType.SByte;
}
