using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Tiff;

/// <summary>Which part of a macro is covered.</summary>
internal static class MaskArea
{
    /// <summary>The part that the rules name, else the one where the format's scanners have the label.</summary>
    /// <param name="rules">What is to become of the slide.</param>
    /// <param name="macro">The macro.</param>
    /// <returns>In pixels, within the picture; fractions are rounded outwards. Null where nobody says where the label is.</returns>
    public static PixelRectangle? Find(AnonymizationRules rules, AssociatedImage macro)
    {
        if (rules.LabelArea is not { } area)
        {
            return macro.LabelArea;
        }

        return area.On(macro.Size) ?? throw new AnonymizationException(
            $"{macro.Location}: the part that --label-area names lies outside this macro of {macro.Size} pixels");
    }
}
