using WsiDicomizer.Slides.Hidden;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Leica;

/// <summary>An opened Leica slide.</summary>
internal sealed class LeicaSlide : Slide
{
    private readonly SlideFile _file;

    /// <summary>Reads the structure and metadata of a slide.</summary>
    /// <param name="file">The slide's file; the slide closes it.</param>
    /// <exception cref="SlideFormatException">The slide is damaged or has something that is not supported.</exception>
    public LeicaSlide(SlideFile file)
    {
        _file = file;
        var tiff = TiffFile.Read(file, TiffLimits.Default);
        var structure = LeicaStructure.Read(tiff);
        var levels = structure.Areas
            .Select(area => Enumerable.Range(0, area.Levels.Count).Select(index => new LeicaLevel(file, index, area)).ToList())
            .ToList();
        var pictures = structure.Pictures
            .Where(picture => picture.IsLargest)
            .Select(picture => new LeicaAssociatedImage(picture, structure.Collection))
            .ToList();

        // Planes and channels of an image have one element, and as many lists of its texts would be as long as they are many.
        var metadata = structure.Areas.DistinctBy(area => area.Image).ToDictionary(area => area.Image, area => LeicaMetadata.Read(structure, area));
        Areas =
        [
            .. structure.Areas.Select((area, index) => new SlideArea
            {
                Levels = levels[index],
                Metadata = metadata[area.Image],
                Position = area.Position,
                FocalPlane = area.FocalPlane,
                OpticalPath = area.OpticalPath,
            }),
        ];
        AssociatedImages = pictures;
        IccProfile = structure.Areas[0].Levels[0].Directory.ReadBytes(TiffTag.IccProfile);
        IdentityRecords = LeicaIdentity.FindRecords(tiff, structure);

        // The XML is on the first page, whatever that shows.
        Fingerprint = TiffFingerprint.Compute(structure.Pages.Select(page => (page, page.ReadSegments())));
    }

    /// <inheritdoc/>
    public override string FormatName => LeicaFormat.FormatName;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files => [_file.Path];

    /// <inheritdoc/>
    public override IReadOnlyList<SlideLevel> Levels => Areas[0].Levels;

    /// <inheritdoc/>
    public override IReadOnlyList<SlideArea> Areas { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<AssociatedImage> AssociatedImages { get; }

    /// <inheritdoc/>
    public override SlideMetadata Metadata => Areas[0].Metadata;

    /// <inheritdoc/>
    public override IReadOnlyList<IdentityRecord> IdentityRecords { get; }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> IccProfile { get; }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Fingerprint { get; }

    /// <inheritdoc/>
    internal override IEnumerable<FileMap> MapFiles(HiddenIdentityLimits limits) =>
        [TiffFileMap.Read(TiffFile.Read(_file, TiffLimits.Default), 0, limits)];

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }
    }
}
