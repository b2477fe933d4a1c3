using WsiDicomizer.Dicom;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>A slide that is DICOM already: what its instances say is there to be kept, beyond what slides have in common.</summary>
public interface IDicomSlide
{
    /// <summary>The instance that a level comes from.</summary>
    /// <param name="level">A level of this slide.</param>
    /// <exception cref="ArgumentException">The level is not of this slide.</exception>
    DicomSourceInstance GetSource(SlideLevel level);

    /// <summary>The instance that a picture comes from.</summary>
    /// <param name="image">A picture of this slide.</param>
    /// <exception cref="ArgumentException">The picture is not of this slide.</exception>
    DicomSourceInstance GetSource(AssociatedImage image);
}

/// <summary>An instance that a slide was opened from; of a concatenation the first part.</summary>
/// <param name="Dataset">Its data set with pixel data, identified, as it was read. Not to be changed; large values stay in
/// the file and can be read until the slide is disposed.</param>
/// <param name="TransferSyntax">How its frames are encoded.</param>
public sealed record DicomSourceInstance(DicomDataset Dataset, DicomTransferSyntax TransferSyntax);
