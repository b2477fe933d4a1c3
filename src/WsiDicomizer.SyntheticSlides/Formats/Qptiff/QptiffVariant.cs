namespace WsiDicomizer.SyntheticSlides.Formats.Qptiff;

/// <summary>The kinds of QPTIFF that can be written.</summary>
public enum QptiffVariant
{
    /// <summary>Bright field as JPEG, classic TIFF.</summary>
    BrightField,

    /// <summary>Bright field as LZW, BigTIFF.</summary>
    BigLzw,
}
