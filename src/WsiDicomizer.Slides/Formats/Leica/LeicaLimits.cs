namespace WsiDicomizer.Slides.Formats.Leica;

/// <summary>How much a Leica SCN may ask for before it counts as damaged, beyond the limits of TIFF and of the XML.</summary>
/// <remarks>Real slides have some 10 to 60 pages, 2 to 5 images and an XML of some kilobytes.</remarks>
internal static class LeicaLimits
{
    /// <summary>Pages in the chain.</summary>
    public const int MaxPages = 4_096;

    /// <summary>Images of a collection, and resolutions of an image.</summary>
    public const int MaxImages = 256;

    /// <summary>Bytes at the start of tag 270 in which the mark is looked for.</summary>
    public const int MaxMarkBytes = 4 * 1024;

    /// <summary>Bytes of all descriptions and ICC profiles together, which identity is searched in.</summary>
    public const int MaxSearchedBytes = 128 * 1024 * 1024;
}
