namespace WsiDicomizer.Imaging.Png;

/// <summary>What the samples of a PNG image are. The values are those of its header (PNG 11.2.2).</summary>
public enum PngColorType
{
    /// <summary>Grey of 1, 2, 4, 8 or 16 bits.</summary>
    Grey = 0,

    /// <summary>Red, green, blue of 8 or 16 bits.</summary>
    Rgb = 2,

    /// <summary>Indices of 1, 2, 4 or 8 bits into a palette of red, green, blue.</summary>
    Palette = 3,

    /// <summary>Grey and alpha of 8 or 16 bits.</summary>
    GreyAlpha = 4,

    /// <summary>Red, green, blue and alpha of 8 or 16 bits.</summary>
    RgbAlpha = 6,
}
