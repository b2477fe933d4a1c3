namespace WsiDicomizer.SyntheticSlides.Formats.Zeiss;

/// <summary>Numbers of compressions and pixel types that are written.</summary>
internal static class ZeissPixels
{
    /// <summary>Samples as they are.</summary>
    public const int Uncompressed = 0;

    /// <summary>JPEG.</summary>
    public const int Jpeg = 1;

    /// <summary>Zstandard.</summary>
    public const int Zstd0 = 5;

    /// <summary>Zstandard behind a small header.</summary>
    public const int Zstd1 = 6;

    /// <summary>Grey of 16 bits.</summary>
    public const int Gray16 = 1;

    /// <summary>Blue, green, red of 8 bits.</summary>
    public const int Bgr24 = 3;
}
