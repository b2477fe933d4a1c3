using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>Whether an instance shows what the profile leaves out: the label, the whole glass, a thumbnail.</summary>
/// <remarks>Source: PS3.3 C.8.12.4.1.1 (ImageType), C.8.12.4 (SpecimenLabelInImage).</remarks>
internal static class SlideImage
{
    /// <summary>Whether an instance may only go out with a part of it covered.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="policy">What becomes of such images.</param>
    /// <param name="isAreaGiven">Whether a person said what is to be covered: then also of pictures that say that they show no label.</param>
    public static bool IsToBeMasked(DicomDataset dataset, ImagePolicy policy, bool isAreaGiven) =>
        policy.Overview == ImageDisposition.MaskLabel
        && Text(dataset, DicomTag.SOPClassUID, 0) == DicomUID.VLWholeSlideMicroscopyImageStorage.UID
        && (Text(dataset, DicomTag.ImageType, 2) is "OVERVIEW" or "LOCALIZER")
        && (isAreaGiven || ShowsLabel(dataset) != false);

    /// <summary>What an instance shows that is to be dropped, or null where it may go out.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="policy">What becomes of such images.</param>
    public static string? FindDropped(DicomDataset dataset, ImagePolicy policy)
    {
        // The attribute is one of whole slide images, but says what it says wherever it stands.
        if (policy.Label == ImageDisposition.Drop && Text(dataset, DicomTag.SpecimenLabelInImage, 0) == "YES")
        {
            return "LABEL";
        }

        if (Text(dataset, DicomTag.SOPClassUID, 0) != DicomUID.VLWholeSlideMicroscopyImageStorage.UID)
        {
            return null;
        }

        var kind = Text(dataset, DicomTag.ImageType, 2);
        return kind switch
        {
            "VOLUME" or "" when kind.Length > 0 || HasManyFrames(dataset) => null,
            "THUMBNAIL" => Drop(policy.Thumbnail, kind, dataset),
            "LABEL" => Drop(policy.Label, kind, dataset),
            "OVERVIEW" or "LOCALIZER" => Drop(policy.Overview, "OVERVIEW", dataset),

            // One picture of who knows what may show all of the glass.
            _ => Drop(policy.Overview, "OTHER", dataset),
        };
    }

    private static string? Drop(ImageDisposition disposition, string kind, DicomDataset dataset) =>
        disposition.Keeps(ShowsLabel(dataset)) ? null : kind;

    // Known only where the instance says it, and says nothing else of what is burned in.
    private static bool? ShowsLabel(DicomDataset dataset) =>
        (Text(dataset, DicomTag.SpecimenLabelInImage, 0), Text(dataset, DicomTag.BurnedInAnnotation, 0)) switch
        {
            ("YES", _) or (_, "YES") => true,
            ("NO", "NO") => false,
            _ => null,
        };

    private static bool HasManyFrames(DicomDataset dataset) =>
        int.TryParse(Text(dataset, DicomTag.NumberOfFrames, 0), out var count) && count > 1;

    private static string Text(DicomDataset dataset, DicomTag tag, int index) =>
        dataset.TryGetDicomItem<DicomStringElement>(tag, out var element) && element.Count > index
            ? element.Values[index].Trim()
            : string.Empty;
}
