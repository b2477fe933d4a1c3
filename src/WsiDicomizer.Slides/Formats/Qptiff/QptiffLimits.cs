namespace WsiDicomizer.Slides.Formats.Qptiff;

/// <summary>How much a QPTIFF may ask for before it counts as damaged, beyond the limits of TIFF and of the XML.</summary>
/// <remarks>Real slides have some 10 to 60 pages, each with an XML of some kilobytes.</remarks>
internal static class QptiffLimits
{
    /// <summary>Pages in the chain.</summary>
    public const int MaxPages = 1_024;

    /// <summary>Bytes at the start of tag 270 in which the mark is looked for.</summary>
    public const int MaxMarkBytes = 4 * 1024;
}
