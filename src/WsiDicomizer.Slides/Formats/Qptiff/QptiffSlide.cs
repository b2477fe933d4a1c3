using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Qptiff;

/// <summary>An opened QPTIFF.</summary>
internal sealed class QptiffSlide : TiffPageSlide
{
    /// <summary>Reads a slide.</summary>
    /// <param name="file">The slide's file; the slide closes it.</param>
    /// <param name="structure">Its pages.</param>
    /// <exception cref="SlideFormatException">The slide is damaged or has something that is not supported.</exception>
    public QptiffSlide(SlideFile file, QptiffStructure structure)
        : base(file, structure.Levels, structure.Pictures, QptiffMetadata.Read(structure)) =>
        IdentityRecords = TiffPageIdentity.FindRecords(
            structure.Tiff, structure.Levels, structure.Pictures, QptiffIdentity.Find);

    /// <inheritdoc/>
    public override string FormatName => QptiffFormat.FormatName;

    /// <inheritdoc/>
    public override IReadOnlyList<IdentityRecord> IdentityRecords { get; }
}
