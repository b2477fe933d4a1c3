using System.Globalization;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.LabelMasks;

/// <summary>Decides for each picture of the glass whether and how it is covered.</summary>
/// <param name="disposition">What the profile says of overviews.</param>
/// <param name="given">What a person says that the label takes; null for nothing.</param>
internal sealed class OverviewPolicy(ImageDisposition disposition, LabelArea? given)
{
    /// <summary>How a picture is covered.</summary>
    /// <param name="image">The picture.</param>
    /// <returns>Null where the profile does not ask for it, or it is not known what is to be covered.</returns>
    public PictureMask? FindMask(AssociatedImage image)
    {
        if (disposition != ImageDisposition.MaskLabel)
        {
            return null;
        }

        var area = given is { } told ? told.On(image.Size) : image.LabelArea;
        return area is { } part ? new PictureMask(part, isGiven: given is not null) : null;
    }

    /// <summary>Why pictures were dropped, for the report.</summary>
    /// <param name="count">How many.</param>
    /// <param name="role">What they show.</param>
    public string DescribeDropped(int count, string role) => string.Create(
        CultureInfo.InvariantCulture,
        $"{count} {role} image(s) dropped{(disposition != ImageDisposition.MaskLabel ? " by the profile" : ": " + Reason)}");

    private string Reason => given is null
        ? "the profile keeps them with the label covered, and which part of them it takes is not known for this slide (--label-area tells it)"
        : "the profile keeps them with the label covered, and the part that --label-area tells is not in them";
}
