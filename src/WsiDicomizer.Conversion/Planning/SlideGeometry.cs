using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>Where the pixels of all levels lie on the glass. The physical size is the same for every level.</summary>
public sealed class SlideGeometry
{
    private readonly PixelSize _baseSize;
    private readonly PixelSpacing _baseSpacing;

    /// <summary>Creates the geometry.</summary>
    /// <param name="baseSize">The size of the largest level.</param>
    /// <param name="baseSpacing">Its spacing.</param>
    public SlideGeometry(PixelSize baseSize, PixelSpacing baseSpacing)
    {
        _baseSize = baseSize;
        _baseSpacing = baseSpacing;
        ImagedVolume = new PhysicalSize(
            baseSize.Width * baseSpacing.XMicrometres / 1000, baseSize.Height * baseSpacing.YMicrometres / 1000);
    }

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
}
