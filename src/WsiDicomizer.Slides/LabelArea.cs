using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides;

/// <summary>Which part of overviews a person says that the label takes.</summary>
/// <param name="Left">From the left edge, 0 or more.</param>
/// <param name="Top">From the upper edge, 0 or more.</param>
/// <param name="Width">More than 0.</param>
/// <param name="Height">More than 0.</param>
/// <param name="IsShare">Whether the numbers are shares of the picture, up to 1, and not pixels.</param>
public readonly record struct LabelArea(double Left, double Top, double Width, double Height, bool IsShare)
{
    // What decimal fractions are off by: 0.1 + 0.2 is to be 0.3.
    private const double Rounding = 1e-6;

    /// <summary>The part of a picture.</summary>
    /// <param name="size">The picture's size.</param>
    /// <returns>Whole pixels, never fewer than the numbers say, cut at the picture's edges; null where none of them is in it.</returns>
    public PixelRectangle? On(PixelSize size)
    {
        var (across, down) = IsShare ? (size.Width, size.Height) : (1, 1);
        var left = First(Left * across, size.Width);
        var top = First(Top * down, size.Height);
        var right = Behind((Left + Width) * across, size.Width);
        var bottom = Behind((Top + Height) * down, size.Height);
        return right > left && bottom > top ? new PixelRectangle(left, top, right - left, bottom - top) : null;
    }

    private static int First(double value, int most) => (int)Math.Clamp(Math.Floor(value + Rounding), 0, most);

    private static int Behind(double value, int most) => (int)Math.Clamp(Math.Ceiling(value - Rounding), 0, most);
}
