using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.TiffPages;

/// <summary>The size of a pixel by tags 282, 283 and 296.</summary>
/// <remarks>Sources: TIFF 6.0 section 8; OpenSlide takes the same tags for generic TIFF.</remarks>
internal static class TiffPageSpacing
{
    // Below, no microscope resolves; above, it is no scan of a slide but a default such as 72 dpi.
    private const double MinMicrometres = 0.01;
    private const double MaxMicrometres = 30;

    /// <summary>Reads the spacing.</summary>
    /// <param name="directory">A page.</param>
    /// <returns>Null where the tags are missing, state no unit, or give what is no size of a slide's pixel.</returns>
    /// <exception cref="SlideFormatException">A tag lies beyond the end of the file.</exception>
    public static PixelSpacing? Read(TiffDirectory directory)
    {
        // TIFF 6.0: a missing unit is inches.
        double? unit = directory.ReadInteger(TiffTag.ResolutionUnit, 2) switch
        {
            2 => 25_400,
            3 => 10_000,
            _ => null,
        };
        return Create(unit / directory.ReadReal(TiffTag.XResolution), unit / directory.ReadReal(TiffTag.YResolution));
    }

    /// <summary>A spacing of two numbers.</summary>
    /// <param name="x">Micrometres across, or null.</param>
    /// <param name="y">Micrometres down, or null.</param>
    /// <returns>Null where one is not known or not the size of a slide's pixel.</returns>
    public static PixelSpacing? Create(double? x, double? y) =>
        IsPlausible(x) && IsPlausible(y) ? new PixelSpacing(x!.Value, y!.Value) : null;

    /// <summary>The spacing of a level: it follows the sizes, since every level covers the same area of glass.</summary>
    /// <param name="baseSpacing">Of level 0.</param>
    /// <param name="baseSize">Of level 0.</param>
    /// <param name="size">Of the level.</param>
    public static PixelSpacing? Scale(PixelSpacing? baseSpacing, PixelSize baseSize, PixelSize size) =>
        baseSpacing is { } spacing
            ? new PixelSpacing(
                spacing.XMicrometres * ((double)baseSize.Width / size.Width),
                spacing.YMicrometres * ((double)baseSize.Height / size.Height))
            : null;

    private static bool IsPlausible(double? micrometres) => micrometres is >= MinMicrometres and <= MaxMicrometres;
}
