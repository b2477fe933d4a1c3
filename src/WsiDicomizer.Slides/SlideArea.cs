namespace WsiDicomizer.Slides;

/// <summary>A scanned area of a slide: a pyramid of its own. Most scanners make one; Leica's SCN400 may make several.</summary>
public sealed record SlideArea
{
    /// <summary>The pyramid, largest level first; at least one. Level numbers start from 0 in each area.</summary>
    public required IReadOnlyList<SlideLevel> Levels { get; init; }

    /// <summary>What the scanner said about this area.</summary>
    public required SlideMetadata Metadata { get; init; }

    /// <summary>Where the area lies on the glass, or null where the file does not say.</summary>
    public GlassPosition? Position { get; init; }
}

/// <summary>Where the top left corner of a picture lies on the glass, seen upright with its label below.</summary>
/// <param name="LeftMillimetres">From the left edge of the glass.</param>
/// <param name="TopMillimetres">From its upper edge.</param>
/// <param name="GlassHeightMillimetres">The glass's long side, of what the scanner sees of it.</param>
public readonly record struct GlassPosition(
    double LeftMillimetres, double TopMillimetres, double GlassHeightMillimetres);
