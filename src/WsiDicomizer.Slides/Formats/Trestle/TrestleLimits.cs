namespace WsiDicomizer.Slides.Formats.Trestle;

/// <summary>How much a Trestle slide may ask for before it counts as damaged, beyond the limits of TIFF.</summary>
/// <remarks>Real slides have some 5 pages and tiles of 256 or 512 pixels.</remarks>
internal static class TrestleLimits
{
    /// <summary>Pages in the chain.</summary>
    public const int MaxPages = 256;

    /// <summary>Bytes of the picture beside the slide.</summary>
    public const int MaxMacroBytes = 64 * 1024 * 1024;

    /// <summary>Columns and rows of a tile that overlaps others and is decoded whole.</summary>
    public const int MaxTileSide = 4_096;

    /// <summary>Bytes of decoded tiles that are kept for each level.</summary>
    public const long MaxDecodedBytes = 32 * 1024 * 1024;
}
