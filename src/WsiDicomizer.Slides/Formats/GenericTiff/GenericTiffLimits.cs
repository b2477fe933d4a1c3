namespace WsiDicomizer.Slides.Formats.GenericTiff;

/// <summary>How much a generic TIFF may ask for before it counts as damaged, beyond the limits of TIFF.</summary>
/// <remarks>Real files have 1 to 20 pages.</remarks>
internal static class GenericTiffLimits
{
    /// <summary>Pages in the chain, and SubIFDs of all pages.</summary>
    public const int MaxPages = 1_024;
}
