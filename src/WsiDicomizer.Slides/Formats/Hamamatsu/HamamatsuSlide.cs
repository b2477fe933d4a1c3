using WsiDicomizer.Slides.Hidden;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Hamamatsu;

/// <summary>An opened NDPI slide.</summary>
internal sealed class HamamatsuSlide : Slide
{
    private readonly SlideFile _file;

    /// <summary>Reads the structure and metadata of a slide.</summary>
    /// <param name="file">The slide's file; the slide closes it.</param>
    /// <exception cref="SlideFormatException">The slide is damaged or has something that is not supported.</exception>
    public HamamatsuSlide(SlideFile file)
    {
        _file = file;
        if (!TiffHeader.TryReadNdpi(file, out var header))
        {
            throw new SlideFormatException(SlideProblem.NotThisFormat, "the file has no header of NDPI", file.Path, 0);
        }

        var tiff = TiffFile.Read(file, header, TiffLimits.Default);
        var structure = HamamatsuStructure.Read(tiff);
        var basePage = structure.Levels[0];
        var planes = structure.Planes
            .Select(plane => plane.Levels.Select((page, index) => new HamamatsuLevel(file, index, page)).ToList())
            .ToList();
        List<HamamatsuLevel> levels = [.. planes.SelectMany(plane => plane)];
        RequireOneTileSize(levels);
        var images = structure.Pages
            .Where(page => page.Role != HamamatsuPageRole.Level)
            .Select(page => new HamamatsuAssociatedImage(file, page))
            .ToList();

        // Every page has the same texts: those of the first plane stand for all.
        var metadata = HamamatsuMetadata.Read(basePage);
        Areas =
        [
            .. structure.Planes.Select((plane, index) => new SlideArea
            {
                Levels = planes[index],
                Metadata = metadata,
                FocalPlane = planes.Count == 1 ? null : new FocalPlane(plane.Index, plane.OffsetNanometres / 1000),
            }),
        ];
        AssociatedImages = images;
        IccProfile = basePage.Directory.ReadBytes(TiffTag.IccProfile);
        IdentityRecords = HamamatsuIdentity.FindRecords(tiff, structure);
        Fingerprint = TiffFingerprint.Compute(
        [
            .. structure.Planes.SelectMany(plane => plane.Levels).Select((page, index) => (page.Image, levels[index].Segments)),
            .. images.Select(image => (image.Image, image.Segments)),
        ]);
    }

    /// <inheritdoc/>
    public override string FormatName => HamamatsuFormat.FormatName;

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
    internal override IEnumerable<FileMap> MapFiles(HiddenIdentityLimits limits) => TiffHeader.TryReadNdpi(_file, out var header)
        ? [TiffFileMap.Read(TiffFile.Read(_file, header, TiffLimits.Default), 0, limits)]
        : [];

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }
    }

    private void RequireOneTileSize(List<HamamatsuLevel> levels)
    {
        // Readers want one size of tiles in a pyramid; only levels of different subsampling could differ.
        if (levels.Select(level => level.TileSize).Distinct().Count() > 1)
        {
            throw new SlideFormatException(
                SlideProblem.Unsupported, "the levels are subsampled so differently that no one tile size fits all", _file.Path);
        }
    }
}
