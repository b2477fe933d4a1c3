using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>
/// From a picture of the glass to the slide's coordinates (PS3.3 C.8.12.2 and C.8.12.4.1.4). The vectors are those that wsidicom
/// writes for the same number of degrees; rows times columns point into the glass, as pictures are seen from above.
/// </summary>
internal static class GlassPlacement
{
    /// <summary>ImageOrientationSlide: the direction of the rows, X, Y and Z, then that of the columns.</summary>
    /// <param name="side">Where the label is in the picture.</param>
    public static double[] GetOrientation(LabelSide side) => side switch
    {
        LabelSide.Below => [-1, 0, 0, 0, 1, 0],
        LabelSide.Left => [0, -1, 0, -1, 0, 0],
        LabelSide.Above => [1, 0, 0, 0, -1, 0],
        _ => [0, 1, 0, 1, 0, 0],
    };

    /// <summary>Where a point of the glass lies in the slide's coordinates.</summary>
    /// <param name="side">Where the label is in the picture.</param>
    /// <param name="left">Millimetres from the left edge of the glass, as the picture shows it.</param>
    /// <param name="top">Millimetres from its upper edge.</param>
    /// <param name="glass">The size of the glass, as the picture shows it.</param>
    /// <returns>To the nanometre, as DS has 16 characters.</returns>
    public static SlidePosition ToSlide(LabelSide side, double left, double top, PhysicalSize glass)
    {
        var (x, y) = side switch
        {
            LabelSide.Below => (glass.WidthMm - left, top),
            LabelSide.Left => (glass.HeightMm - top, glass.WidthMm - left),
            LabelSide.Above => (left, glass.HeightMm - top),
            _ => (top, left),
        };
        return new SlidePosition(Math.Round(x, 6), Math.Round(y, 6));
    }

    /// <summary>Where the first pixel of a picture lies whose place on the glass is known.</summary>
    /// <param name="side">Where the label is in the picture.</param>
    /// <param name="position">Its place.</param>
    public static SlidePosition ToSlide(LabelSide side, GlassPosition position) => ToSlide(
        side,
        position.LeftMillimetres,
        position.TopMillimetres,
        new PhysicalSize(position.GlassWidthMillimetres, position.GlassHeightMillimetres));

    /// <summary>
    /// Where the first pixel lies of a picture of unknown place: as if it showed the corner of the glass where X and Y start,
    /// so that no pixel has negative coordinates, which viewers do not expect.
    /// </summary>
    /// <param name="side">Where the label is in the picture.</param>
    /// <param name="size">The picture's size.</param>
    public static SlidePosition ToSlide(LabelSide side, PhysicalSize size) => ToSlide(side, 0, 0, size);
}
