namespace WsiDicomizer.Slides.Formats.Aperio;

/// <summary>How much an Aperio file may ask for before it counts as damaged, beyond the limits of TIFF.</summary>
/// <remarks>Real slides have 3 to 10 pages and descriptions of about 1,000 bytes with about 30 keys.</remarks>
internal static class AperioLimits
{
    /// <summary>Pages in the chain.</summary>
    public const int MaxPages = 256;

    /// <summary>Bytes of one page's description.</summary>
    public const int MaxDescriptionBytes = 256 * 1024;

    /// <summary>Bytes of all descriptions and ICC profiles together, which identity is searched in.</summary>
    public const int MaxSearchedBytes = 128 * 1024 * 1024;

    /// <summary>Keys in one page's description.</summary>
    public const int MaxProperties = 4_096;
}
