namespace WsiDicomizer.Slides.Formats.Isyntax;

/// <summary>How much an iSyntax may ask for before it counts as damaged, beyond the limits of the XML.</summary>
/// <remarks>Real headers have some 100 kilobytes to some megabytes, 8 to 10 levels and two pictures.</remarks>
internal static class IsyntaxLimits
{
    /// <summary>Bytes of the header with its end.</summary>
    public const int MaxHeaderBytes = 64 * 1024 * 1024;

    /// <summary>Bytes at the start in which the mark is looked for.</summary>
    public const int MaxMarkBytes = 4 * 1024;

    /// <summary>Levels.</summary>
    public const int MaxLevels = 16;

    /// <summary>Columns and rows of a level.</summary>
    public const int MaxSide = 4 * 1024 * 1024;

    /// <summary>Pictures in the XML.</summary>
    public const int MaxEmbeddedImages = 64;
}
