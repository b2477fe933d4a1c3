using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides;

/// <summary>The part of a picture of the whole glass that the label can take.</summary>
/// <remarks>
/// <para>A slide is 75 to 76 mm × 25 to 26 mm (ISO 8037-1), its label at most as long as the glass is wide. So where the picture
/// shows the glass from edge to edge, the label lies within a third of the long side, and within a length equal to the short
/// side; the larger of the two is taken, and a twentieth of the long side more, since cameras do not stand straight and
/// labels do not stick straight. Stated and seen shares are smaller: opentile cuts NDPI macros at 30 % and Leica's at 28 % from
/// their ends (formats.md 2.6 and 8); on the one real Aperio macro at hand the label ends at 22 %.</para>
/// <para>Writing outside the label's end, by pen on the glass or its edge, is not found.</para>
/// </remarks>
internal static class GlassLabel
{
    // Of the long side.
    private const double LeastShare = 1.0 / 3;
    private const double Margin = 0.05;

    // A glass is 3 times as long as wide. Rounder pictures show more than one, or not the whole; longer ones not its width.
    private const double LeastAspect = 2;
    private const double MostAspect = 4;

    /// <summary>The label's part.</summary>
    /// <param name="size">Of the picture.</param>
    /// <param name="side">Where the label is on it.</param>
    /// <returns>Null where the picture does not lie or stand as the side wants, or has not the shape of a glass.</returns>
    public static PixelRectangle? Find(PixelSize size, LabelSide side)
    {
        var (along, across) = side is LabelSide.Left or LabelSide.Right ? (size.Width, size.Height) : (size.Height, size.Width);
        if (across < 1 || along < LeastAspect * across || along > MostAspect * across)
        {
            return null;
        }

        var length = (int)Math.Ceiling(Math.Max(along * LeastShare, across) + (along * Margin));
        return side switch
        {
            LabelSide.Left => new PixelRectangle(0, 0, length, size.Height),
            LabelSide.Right => new PixelRectangle(size.Width - length, 0, length, size.Height),
            LabelSide.Above => new PixelRectangle(0, 0, size.Width, length),
            _ => new PixelRectangle(0, size.Height - length, size.Width, length),
        };
    }
}
