using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>Where the pixels of all levels lie on the glass. The physical size is the same for every level.</summary>
public sealed class SlideGeometry
{
    // ISO 8037-1: 26 mm × 76 mm, tolerances included; scanners count from the middle of 25 mm × 75 mm.
    private const double MiddleXMm = 12.5;
    private const double MiddleYMm = 37.5;
    private const double GlassWidthMm = 26;
    private const double GlassLengthMm = 76;

    private readonly PixelSize _baseSize;
    private readonly PixelSpacing _baseSpacing;

    /// <summary>Creates the geometry.</summary>
    /// <param name="baseSize">The size of the largest level.</param>
    /// <param name="baseSpacing">Its spacing.</param>
    /// <param name="centreOffset">How far its middle lies from that of the slide, or null.</param>
    public SlideGeometry(PixelSize baseSize, PixelSpacing baseSpacing, SlidePosition? centreOffset = null)
    {
        _baseSize = baseSize;
        _baseSpacing = baseSpacing;
        ImagedVolume = new PhysicalSize(
            baseSize.Width * baseSpacing.XMicrometres / 1000, baseSize.Height * baseSpacing.YMicrometres / 1000);
        Origin = centreOffset is { } offset ? FindOrigin(offset) : null;
    }

    /// <summary>
    /// Where the first pixel lies in the slide's coordinates (PS3.3 C.8.12.2: X across the glass, Y along it), or null where
    /// nothing tells that, or what tells it would have the image beside the glass.
    /// </summary>
    public SlidePosition? Origin { get; }

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

    // The image is turned by 180 degrees: its rows run against Y, its columns against X.
    private SlidePosition? FindOrigin(SlidePosition offset)
    {
        var x = MiddleXMm - offset.YMillimetres + (ImagedVolume.HeightMm / 2);
        var y = MiddleYMm - offset.XMillimetres + (ImagedVolume.WidthMm / 2);
        return x <= GlassWidthMm && y <= GlassLengthMm && x >= ImagedVolume.HeightMm && y >= ImagedVolume.WidthMm
            ? new SlidePosition(Math.Round(x, 6), Math.Round(y, 6))
            : null;
    }
}
