namespace WsiDicomizer.Slides.Formats.Ome;

/// <summary>How much an OME-TIFF may ask for before it counts as damaged, beyond the limits of TIFF and of the XML.</summary>
/// <remarks>Real files have 1 to 60 planes of up to 10 levels; screens and stacks of other microscopes have thousands of planes.</remarks>
internal static class OmeLimits
{
    /// <summary>Images of the XML.</summary>
    public const int MaxImages = 1_024;

    /// <summary>Focal planes times channels of an image, and TiffData elements of all images.</summary>
    public const int MaxPlanes = 16_384;

    /// <summary>Bytes at the start of tag 270 in which the mark is looked for: a declaration and a long comment come before it.</summary>
    public const int MaxMarkBytes = 4 * 1024;

    /// <summary>Pixels of a level without tiles: it is decoded as a whole.</summary>
    public const long MaxWholePixels = 32 * 1024 * 1024;

    /// <summary>Bytes of such levels that are kept decoded, all levels of a slide together.</summary>
    public const long MaxKeptBytes = 96 * 1024 * 1024;
}
