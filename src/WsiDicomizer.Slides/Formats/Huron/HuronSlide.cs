using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Huron;

/// <summary>An opened Huron slide.</summary>
internal sealed class HuronSlide : TiffPageSlide
{
    /// <summary>Reads a slide.</summary>
    /// <param name="file">The slide's file; the slide closes it.</param>
    /// <param name="structure">Its pages.</param>
    /// <exception cref="SlideFormatException">The slide is damaged or has something that is not supported.</exception>
    public HuronSlide(SlideFile file, HuronStructure structure)
        : base(file, structure.Levels, structure.Pictures, HuronMetadata.Read(structure)) =>
        IdentityRecords = TiffPageIdentity.FindRecords(
            structure.Tiff,
            structure.Levels,
            structure.Pictures,
            (directory, entry) => HuronStructure.ReadDescription(directory, entry).FindRecords(directory, HuronKeys.Classify));

    /// <inheritdoc/>
    public override string FormatName => HuronFormat.FormatName;

    /// <inheritdoc/>
    public override IReadOnlyList<IdentityRecord> IdentityRecords { get; }
}
