using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Formats.Dicom;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>What the plan takes over from slides that are DICOM already.</summary>
internal sealed class SourceInstance
{
    private readonly IDicomSlide? _slide;
    private readonly ConversionOptions _options;

    /// <summary>Creates it; for other slides it does nothing.</summary>
    /// <param name="slide">The slide.</param>
    /// <param name="options">How slides are converted.</param>
    public SourceInstance(Slide slide, ConversionOptions options)
    {
        _slide = slide as IDicomSlide;
        _options = options;
    }

    /// <summary>The plan of a level, with its source.</summary>
    /// <param name="plan">Without.</param>
    /// <param name="level">The level.</param>
    /// <exception cref="ConversionException">The level shows the label, and the profile takes such pictures off.</exception>
    public InstancePlan Apply(InstancePlan plan, SlideLevel level)
    {
        if (_slide?.GetSource(level) is not { } source)
        {
            return plan;
        }

        if (ShowsLabel(source.Dataset) && _options.Profile.Images is { Overview: not ImageDisposition.Keep } or { Label: not ImageDisposition.Keep })
        {
            throw new ConversionException(
                $"level {level.Index}: the source says that identity can be seen in it (SpecimenLabelInImage or "
                + "BurnedInAnnotation is YES), and the profile drops pictures of the label");
        }

        return Apply(plan, source) with
        {
            TransferSyntax = plan.Frames.Handling is FrameHandling.Reencoded or FrameHandling.DecodedLossless or FrameHandling.Computed
                ? plan.TransferSyntax
                : KeepLossy(plan.TransferSyntax, source.TransferSyntax),
        };
    }

    /// <summary>The plan of a picture, with its source.</summary>
    /// <param name="plan">Without.</param>
    /// <param name="image">The picture.</param>
    public InstancePlan Apply(InstancePlan plan, AssociatedImage image) =>
        _slide?.GetSource(image) is { } source ? Apply(plan, source) : plan;

    /// <summary>Whether the slide's label can be seen in a picture.</summary>
    /// <param name="image">The picture.</param>
    /// <returns>
    /// Null where nobody knows: DICOM has to say NO of both label and annotation; of vendors' slides only the thumbnail, which is
    /// the scanned area, is known to show none.
    /// </returns>
    public bool? ShowsLabel(AssociatedImage image)
    {
        if (_slide?.GetSource(image) is { } source)
        {
            return ShowsLabel(source.Dataset) ? true
                : IsNo(source.Dataset, DicomTag.SpecimenLabelInImage) && IsNo(source.Dataset, DicomTag.BurnedInAnnotation) ? false
                : null;
        }

        return image.Kind switch
        {
            AssociatedImageKind.Thumbnail => false,
            AssociatedImageKind.Label => true,
            _ => null,
        };
    }

    private InstancePlan Apply(InstancePlan plan, DicomSourceInstance source) => plan with
    {
        Source = source.Dataset,
        ReplacesSourceSpacing = _options.SpacingOverride is not null,
    };

    private static bool ShowsLabel(DicomDataset dataset) =>
        IsYes(dataset, DicomTag.SpecimenLabelInImage) || IsYes(dataset, DicomTag.BurnedInAnnotation);

    private static bool IsYes(DicomDataset dataset, DicomTag tag) => Says(dataset, tag, "YES");

    private static bool IsNo(DicomDataset dataset, DicomTag tag) => Says(dataset, tag, "NO");

    private static bool Says(DicomDataset dataset, DicomTag tag, string word) =>
        dataset.TryGetDicomItem<DicomStringElement>(tag, out var element) && element.Values.Contains(word);

    // A stream that is reversible as far as it goes may be cut off: who wrote it knew.
    private static DicomTransferSyntax KeepLossy(DicomTransferSyntax own, DicomTransferSyntax source) =>
        (own == DicomTransferSyntax.JPEG2000Lossless && source == DicomTransferSyntax.JPEG2000Lossy)
        || (own == DicomTransferSyntax.JPEGLSLossless && source == DicomTransferSyntax.JPEGLSNearLossless)
            ? source
            : own;
}
