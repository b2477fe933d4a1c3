using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Composing;
using WsiDicomizer.Slides.Hidden;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Ome;

/// <summary>An opened OME-TIFF.</summary>
internal sealed class OmeSlide : Slide
{
    private readonly SlideFile _file;

    /// <summary>Reads the structure and metadata of a slide.</summary>
    /// <param name="file">The slide's file; the slide closes it.</param>
    /// <exception cref="SlideFormatException">The slide is damaged or has something that is not supported.</exception>
    public OmeSlide(SlideFile file)
    {
        _file = file;
        var tiff = TiffFile.Read(file, TiffLimits.Default);
        var structure = OmeStructure.Read(tiff);
        var metadata = OmeMetadata.Read(structure);
        var cache = new DecodedPictureCache<OmePaintedLevel>(
            OmeLimits.MaxKeptBytes, level => level.Decode(), level => level.Size.Area * level.Encoding.SamplesPerPixel);
        Areas =
        [
            .. structure.Areas.Select(area => new SlideArea
            {
                Levels = [.. area.Levels.Select((image, index) => CreateLevel(image, index, area, metadata.Spacing))],
                Metadata = metadata,
                FocalPlane = area.FocalPlane,
                OpticalPath = area.OpticalPath,
            }),
        ];
        AssociatedImages = [.. structure.Pictures.Select(picture => new TiffPageImage(picture))];
        IccProfile = structure.Areas[0].Levels[0].Directory.ReadBytes(TiffTag.IccProfile);
        IdentityRecords = OmeIdentity.FindRecords(structure);

        // The XML is on the first page, whatever that shows.
        Fingerprint = TiffFingerprint.Compute(
            tiff.Directories.Select(TiffImage.Read)
                .Concat(structure.Areas.SelectMany(area => area.Levels).Where(level => level.Directory.Place.Depth > 0))
                .Select(page => (page, page.ReadSegments())));

        SlideLevel CreateLevel(TiffImage image, int index, OmeArea area, PixelSpacing? baseSpacing)
        {
            var baseSize = area.Levels[0].Size;
            var isDark = area.OpticalPath is { IsFluorescence: true };
            return OmePaintedLevel.IsNeededFor(image)
                ? new OmePaintedLevel(file, index, image, TiffPageSpacing.Scale(baseSpacing, baseSize, image.Size), isDark, cache)
                : new TiffPageLevel(file, index, image, baseSpacing, baseSize, isDark);
        }
    }

    /// <inheritdoc/>
    public override string FormatName => OmeFormat.FormatName;

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
