using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Tiff;

/// <summary>Which part of a macro is covered.</summary>
internal static class MaskArea
{
    /// <summary>The part that the rules name, else the one where the format's scanners have the label.</summary>
    /// <param name="rules">What is to become of the slide.</param>
    /// <param name="macro">The macro.</param>
    /// <returns>In pixels, within the picture; fractions are rounded outwards.</returns>
    /// <exception cref="AnonymizationException">Nobody says where the label is.</exception>
    public static PixelRectangle Find(AnonymizationRules rules, AssociatedImage macro)
    {
        if (rules.LabelArea is not { } area)
        {
            return macro.LabelArea ?? throw new AnonymizationException(
                $"{macro.Location}: where the label is on this macro is not known; --label-area X,Y,WIDTH,HEIGHT says it, "
                + "in fractions of width and height, or '--overview drop' drops the macro");
        }

        var (width, height) = (macro.Size.Width, macro.Size.Height);
        var left = Math.Clamp((int)Math.Floor(area.X * width), 0, width - 1);
        var top = Math.Clamp((int)Math.Floor(area.Y * height), 0, height - 1);
        var right = Math.Clamp((int)Math.Ceiling((area.X + area.Width) * width), left + 1, width);
        var bottom = Math.Clamp((int)Math.Ceiling((area.Y + area.Height) * height), top + 1, height);
        return new PixelRectangle(left, top, right - left, bottom - top);
    }
}
