using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>Numbers of pixel types and compressions, and which of them are read.</summary>
/// <remarks>Evidence: formats.md section 9.6.</remarks>
internal static class ZeissPixels
{
    /// <summary>One sample of 8 bits.</summary>
    public const int Gray8 = 0;

    /// <summary>One sample of 16 bits, low byte first.</summary>
    public const int Gray16 = 1;

    /// <summary>Blue, green, red of 8 bits.</summary>
    public const int Bgr24 = 3;

    /// <summary>Samples as they are.</summary>
    public const int Uncompressed = 0;

    /// <summary>JPEG.</summary>
    public const int Jpeg = 1;

    /// <summary>JPEG XR.</summary>
    public const int JpegXr = 4;

    /// <summary>Zstandard.</summary>
    public const int Zstd0 = 5;

    /// <summary>Zstandard behind a small header; 16-bit samples may be split into low and high bytes.</summary>
    public const int Zstd1 = 6;

    /// <summary>Bytes of a pixel; 0 for a type that is not read.</summary>
    /// <param name="pixelType">The number.</param>
    public static int BytesPerPixel(int pixelType) => pixelType switch
    {
        Gray8 => 1,
        Gray16 => 2,
        Bgr24 => 3,
        _ => 0,
    };

    /// <summary>Why subblocks cannot be drawn; null where they can.</summary>
    /// <param name="pixelType">The number.</param>
    /// <param name="compression">The number.</param>
    public static string? WhyUnreadable(int pixelType, int compression) => compression switch
    {
        _ when BytesPerPixel(pixelType) == 0 =>
            $"subblocks of pixel type {pixelType} are not read; read are Gray8 (0), Gray16 (1) and Bgr24 (3)",
        JpegXr => "subblocks compressed as JPEG XR (4) are not read: there is no decoder for them",
        Jpeg when pixelType == Gray16 => "subblocks of 16 bits compressed as JPEG (1) are not read",
        Uncompressed or Jpeg or Zstd0 or Zstd1 => null,
        _ => $"subblocks of compression {compression} are not read; read are uncompressed (0), JPEG (1) and Zstandard (5, 6)",
    };

    /// <summary>The words for a compression.</summary>
    /// <param name="compression">The number.</param>
    public static string NameOf(int compression) => compression switch
    {
        Uncompressed => "0 (uncompressed)",
        Jpeg => "1 (JPEG)",
        2 => "2 (LZW)",
        JpegXr => "4 (JPEG XR)",
        Zstd0 => "5 (Zstandard)",
        Zstd1 => "6 (Zstandard with header)",
        _ => $"{compression}",
    };

    /// <summary>The compression in the words of the contracts.</summary>
    /// <param name="compression">The number.</param>
    public static TileCompression ToTile(int compression) => compression switch
    {
        Uncompressed => TileCompression.Uncompressed,
        Jpeg => TileCompression.Jpeg,
        2 => TileCompression.Lzw,
        JpegXr => TileCompression.JpegXr,
        Zstd0 or Zstd1 => TileCompression.Zstandard,
        _ => TileCompression.Unknown,
    };

    /// <summary>The size of a subblock as stored.</summary>
    /// <param name="entry">Its entry.</param>
    public static PixelSize StoredSize(ZeissSubblockEntry entry) => new(entry.X.Stored, entry.Y.Stored);
}
