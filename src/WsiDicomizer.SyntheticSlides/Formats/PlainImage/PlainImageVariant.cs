namespace WsiDicomizer.SyntheticSlides.Formats.PlainImage;

/// <summary>The kinds of plain image that can be written.</summary>
public enum PlainImageVariant
{
    /// <summary>TIFF in strips, LZW.</summary>
    StripedTiff,

    /// <summary>Baseline JPEG 4:2:0 with JFIF.</summary>
    Jpeg,

    /// <summary>PNG, RGB.</summary>
    Png,
}
