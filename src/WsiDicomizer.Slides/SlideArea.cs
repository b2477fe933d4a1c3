namespace WsiDicomizer.Slides;

/// <summary>
/// A pyramid of a slide: a scanned area, one focal plane of it, one channel of it. Most scanners make one; each becomes a
/// series of its own, in one frame of reference.
/// </summary>
/// <remarks>
/// Viewers and OpenSlide open a series of one pyramid of one focal plane and one optical path; of several at once few do.
/// </remarks>
public sealed record SlideArea
{
    /// <summary>The pyramid, largest level first; at least one. Level numbers start from 0 in each area.</summary>
    public required IReadOnlyList<SlideLevel> Levels { get; init; }

    /// <summary>What the scanner said about this area.</summary>
    public required SlideMetadata Metadata { get; init; }

    /// <summary>Where the area lies on the glass, or null where the file does not say.</summary>
    public GlassPosition? Position { get; init; }

    /// <summary>The focal plane, where the slide has several; null where it has one.</summary>
    public FocalPlane? FocalPlane { get; init; }

    /// <summary>The optical path, where it is not white light through the objective; null where it is.</summary>
    public OpticalPath? OpticalPath { get; init; }
}

/// <summary>One of several focal planes.</summary>
/// <param name="Index">0-based, in the order of the file.</param>
/// <param name="OffsetMicrometres">From the nominal plane, away from the glass is positive; null where the file does not say.</param>
public sealed record FocalPlane(int Index, double? OffsetMicrometres);

/// <summary>One of several optical paths: a channel of fluorescence, or one of several brightfield colours.</summary>
public sealed record OpticalPath
{
    /// <summary>0-based, in the order of the file.</summary>
    public required int Index { get; init; }

    /// <summary>The channel's name as the file has it, e.g. a fluorophore; it may be what somebody typed. Null for none.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it is fluorescence; else light that goes through.</summary>
    public required bool IsFluorescence { get; init; }

    /// <summary>The wavelength of the light that excites, in nanometres; null where the file does not say.</summary>
    public double? ExcitationNanometres { get; init; }

    /// <summary>The wavelength of the light that is seen, in nanometres; null where the file does not say.</summary>
    public double? EmissionNanometres { get; init; }
}

/// <summary>Where the top left corner of a picture lies on the glass, seen as the picture is.</summary>
/// <param name="LeftMillimetres">From the left edge of the glass.</param>
/// <param name="TopMillimetres">From its upper edge.</param>
/// <param name="GlassWidthMillimetres">How wide the glass is in the picture, of what the scanner sees of it.</param>
/// <param name="GlassHeightMillimetres">How high.</param>
public readonly record struct GlassPosition(
    double LeftMillimetres, double TopMillimetres, double GlassWidthMillimetres, double GlassHeightMillimetres);
