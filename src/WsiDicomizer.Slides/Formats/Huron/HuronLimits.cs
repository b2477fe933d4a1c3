namespace WsiDicomizer.Slides.Formats.Huron;

/// <summary>How much a Huron slide may ask for before it counts as damaged, beyond the limits of TIFF.</summary>
/// <remarks>Real slides have some 10 pages.</remarks>
internal static class HuronLimits
{
    /// <summary>Pages in the chain.</summary>
    public const int MaxPages = 256;
}
