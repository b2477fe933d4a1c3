using WsiDicomizer.Slides.Hidden;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Aperio;

/// <summary>An opened Aperio slide.</summary>
internal sealed class AperioSlide : Slide
{
    private readonly SlideFile _file;

    /// <summary>Reads the structure and metadata of a slide.</summary>
    /// <param name="file">The slide's file; the slide closes it.</param>
    /// <exception cref="SlideFormatException">The slide is damaged or has something that is not supported.</exception>
    public AperioSlide(SlideFile file)
    {
        _file = file;
        var tiff = TiffFile.Read(file, TiffLimits.Default);
        var structure = AperioStructure.Read(tiff);
        var basePage = structure.Levels[0];
        Metadata = AperioMetadata.Read(basePage);
        var levels = structure.Levels
            .Select((page, index) => new AperioLevel(file, index, page, Metadata.Spacing, basePage.Image.Size))
            .ToList();
        var images = structure.Pages
            .Where(page => page.Role != AperioPageRole.Level)
            .Select(page => new AperioAssociatedImage(page))
            .ToList();
        Levels = levels;
        AssociatedImages = images;
        IccProfile = basePage.Directory.ReadBytes(TiffTag.IccProfile);
        IdentityRecords = AperioIdentity.FindRecords(tiff, structure);
        Fingerprint = TiffFingerprint.Compute(
        [
            .. structure.Levels.Select((page, index) => (page.Image, levels[index].Segments)),
            .. images.Select(image => (image.Image, image.Segments)),
        ]);
    }

    /// <inheritdoc/>
    public override string FormatName => AperioFormat.FormatName;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files => [_file.Path];

    /// <inheritdoc/>
    public override IReadOnlyList<SlideLevel> Levels { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<AssociatedImage> AssociatedImages { get; }

    /// <inheritdoc/>
    public override SlideMetadata Metadata { get; }

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
