namespace WsiDicomizer.Slides.Formats.Hamamatsu;

/// <summary>How much an NDPI file may ask for before it counts as damaged, beyond the limits of TIFF and JPEG.</summary>
/// <remarks>Real slides have about 8 pages, or that many for each focal plane, and a property map of some kilobytes.</remarks>
internal static class HamamatsuLimits
{
    /// <summary>Pages in the chain.</summary>
    public const int MaxPages = 4_096;

    /// <summary>Bytes of one page's property map.</summary>
    public const int MaxPropertyMapBytes = 1024 * 1024;

    /// <summary>Lines of one page's property map.</summary>
    public const int MaxProperties = 8_192;

    /// <summary>Bytes of all private texts together, which identity is searched in.</summary>
    public const int MaxSearchedBytes = 128 * 1024 * 1024;

    /// <summary>Bytes of a stored macro or map.</summary>
    public const int MaxPictureBytes = 64 * 1024 * 1024;
}
