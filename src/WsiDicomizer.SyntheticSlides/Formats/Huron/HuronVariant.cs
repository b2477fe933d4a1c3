namespace WsiDicomizer.SyntheticSlides.Formats.Huron;

/// <summary>The kinds of Huron slide that can be written.</summary>
public enum HuronVariant
{
    /// <summary>Classic TIFF with thumbnail, label and macro.</summary>
    Classic,

    /// <summary>BigTIFF, RGB, without a thumbnail.</summary>
    BigRgb,
}
