using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>Where the pixels of all levels lie on the glass. The physical size is the same for every level.</summary>
public sealed class SlideGeometry
{
    // ISO 8037-1: 26 mm × 76 mm, tolerances included; scanners count from the middle of 25 mm × 75 mm.
    private const double ShortMm = 25;
    private const double LongMm = 75;
    private const double ToleranceMm = 1;

    private readonly PixelSize _baseSize;
    private readonly PixelSpacing _baseSpacing;

    /// <summary>Creates the geometry.</summary>
    /// <param name="baseSize">The size of the largest level.</param>
    /// <param name="baseSpacing">Its spacing.</param>
    /// <param name="side">Where the label is; <see cref="LabelSide.Right"/> where nothing tells it.</param>
    /// <param name="position">Where the picture lies on the glass, or null.</param>
    /// <param name="centreOffset">How far its middle lies from that of the slide, or null.</param>
    public SlideGeometry(
        PixelSize baseSize,
        PixelSpacing baseSpacing,
        LabelSide side = LabelSide.Right,
        GlassPosition? position = null,
        SlidePosition? centreOffset = null)
    {
        _baseSize = baseSize;
        _baseSpacing = baseSpacing;
        LabelSide = side;
        ImagedVolume = new PhysicalSize(
            baseSize.Width * baseSpacing.XMicrometres / 1000, baseSize.Height * baseSpacing.YMicrometres / 1000);
        Origin = position is { } known
            ? GlassPlacement.ToSlide(side, known)
            : (centreOffset is { } offset ? FindOrigin(offset) : null) ?? GlassPlacement.ToSlide(side, ImagedVolume);
    }

    /// <summary>Where the label is in the pictures.</summary>
    public LabelSide LabelSide { get; }

    /// <summary>
    /// Where the first pixel lies in the slide's coordinates: as the scanner says, or, where nothing tells that or what tells
    /// it would have the image beside the glass, such that the image starts at the corner of the slide.
    /// </summary>
    public SlidePosition Origin { get; }

    /// <summary>ImagedVolumeWidth and ImagedVolumeHeight.</summary>
    public PhysicalSize ImagedVolume { get; }

    /// <summary>
    /// The spacing of a level in micrometres: the base spacing times one factor where the level's size agrees with it to
    /// within one of its pixels, otherwise the physical size divided by the level's.
    /// </summary>
    /// <param name="levelSize">The level's size.</param>
    /// <remarks>
    /// Levels are rounded down when they are made (32914 / 4 = 8228.5 is stored as 8228), so the quotient of sizes is a
    /// little off the factor by which the pixels really grew.
    /// </remarks>
    public PixelSpacing GetSpacing(PixelSize levelSize)
    {
        var across = (double)_baseSize.Width / levelSize.Width;
        var down = (double)_baseSize.Height / levelSize.Height;
        var factor = Math.Round((across + down) / 2);
        var agrees = Math.Abs((levelSize.Width * factor) - _baseSize.Width) <= factor
            && Math.Abs((levelSize.Height * factor) - _baseSize.Height) <= factor;
        return agrees
            ? new PixelSpacing(_baseSpacing.XMicrometres * factor, _baseSpacing.YMicrometres * factor)
            : new PixelSpacing(_baseSpacing.XMicrometres * across, _baseSpacing.YMicrometres * down);
    }

    // The offset runs along the rows and columns of the image, from middle to middle.
    private SlidePosition? FindOrigin(SlidePosition offset)
    {
        var glass = LabelSide is LabelSide.Left or LabelSide.Right
            ? new PhysicalSize(LongMm, ShortMm)
            : new PhysicalSize(ShortMm, LongMm);
        var left = ((glass.WidthMm - ImagedVolume.WidthMm) / 2) + offset.XMillimetres;
        var top = ((glass.HeightMm - ImagedVolume.HeightMm) / 2) + offset.YMillimetres;
        var origin = GlassPlacement.ToSlide(LabelSide, left, top, glass);
        var end = GlassPlacement.ToSlide(LabelSide, left + ImagedVolume.WidthMm, top + ImagedVolume.HeightMm, glass);
        return IsOnGlass(origin) && IsOnGlass(end) ? origin : null;
    }

    // Negative coordinates are not what viewers expect, however little glass there is beyond 25 mm.
    private static bool IsOnGlass(SlidePosition corner) =>
        corner is { XMillimetres: >= 0 and <= ShortMm + ToleranceMm, YMillimetres: >= 0 and <= LongMm + ToleranceMm };
}
