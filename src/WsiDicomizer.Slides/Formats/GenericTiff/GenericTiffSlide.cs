using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.GenericTiff;

/// <summary>An opened generic TIFF.</summary>
internal sealed class GenericTiffSlide : TiffPageSlide
{
    private GenericTiffSlide(SlideFile file, GenericTiffStructure structure)
        : base(file, structure.Levels, structure.Pictures, GenericTiffMetadata.Read(structure.Levels[0].Directory))
    {
        // Nobody knows the grammar of the texts: all of them count as identity.
        IdentityRecords = TiffPageIdentity.FindRecords(
            structure.Tiff, structure.Levels, structure.Pictures, findInDescription: null);
    }

    /// <inheritdoc/>
    public override string FormatName => GenericTiffFormat.FormatName;

    /// <inheritdoc/>
    public override IReadOnlyList<IdentityRecord> IdentityRecords { get; }

    /// <summary>Reads the structure and metadata of a slide.</summary>
    /// <param name="file">The slide's file; the slide closes it.</param>
    /// <exception cref="SlideFormatException">The slide is damaged or has something that is not supported.</exception>
    public static GenericTiffSlide Read(SlideFile file) =>
        new(file, GenericTiffStructure.Read(TiffFile.Read(file, TiffLimits.Default)));
}
