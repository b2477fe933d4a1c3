namespace WsiDicomizer.Slides.Formats.Philips;

/// <summary>How much a Philips TIFF may ask for before it counts as damaged, beyond the limits of TIFF and of the XML.</summary>
/// <remarks>Real slides have 8 to 12 pages, and an XML of some kilobytes, or megabytes where pictures are in it.</remarks>
internal static class PhilipsLimits
{
    /// <summary>Pages in the chain.</summary>
    public const int MaxPages = 256;

    /// <summary>Bytes at the start of tag 270 in which the mark is looked for.</summary>
    public const int MaxMarkBytes = 4 * 1024;

    /// <summary>Bytes of all descriptions and ICC profiles together, which identity is searched in.</summary>
    public const int MaxSearchedBytes = 128 * 1024 * 1024;

    /// <summary>Pictures in the XML.</summary>
    public const int MaxEmbeddedImages = 64;
}
