using WsiDicomizer.Slides.Hidden;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>An opened Ventana slide.</summary>
internal sealed class VentanaSlide : Slide
{
    private readonly SlideFile _file;
    private readonly VentanaTiles _tiles = new();

    /// <summary>Reads the structure and metadata of a slide.</summary>
    /// <param name="file">The slide's file; the slide closes it.</param>
    /// <exception cref="SlideFormatException">The slide is damaged or has something that is not supported.</exception>
    public VentanaSlide(SlideFile file)
    {
        _file = file;
        var tiff = TiffFile.Read(file, TiffLimits.Default);
        var structure = VentanaStructure.Read(tiff);
        var tables = structure.Levels.Select(ReadTable).ToList();
        var metadata = VentanaMetadata.Read(structure);
        var context = new VentanaLevelContext(structure, _tiles, metadata.Spacing);
        Areas =
        [
            .. Enumerable.Range(0, structure.Levels[0].Planes).Select(plane => new SlideArea
            {
                Levels =
                [
                    .. tables.TakeWhile((_, level) => structure.Levels[level].Planes > plane)
                        .Select((table, level) => new VentanaLevel(file, level, context, table, plane)),
                ],
                Metadata = metadata,
                FocalPlane = VentanaPlanes.Find(structure, plane),
            }),
        ];
        var pictures = structure.Pages
            .Where(page => page.Level is null)
            .Select(page => new VentanaAssociatedImage(page, structure.Levels[0].Size))
            .ToList();
        AssociatedImages = pictures;
        IccProfile = structure.Levels[0].Image.Directory.ReadBytes(TiffTag.IccProfile);
        IdentityRecords = VentanaIdentity.FindRecords(tiff, structure);
        Fingerprint = TiffFingerprint.Compute(
        [
            .. tables.Select(table => (table.Image, table.Segments)),
            .. pictures.Select(picture => (picture.Image, picture.Segments)),
        ]);
    }

    /// <inheritdoc/>
    public override string FormatName => VentanaFormat.FormatName;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files => [_file.Path];

    /// <inheritdoc/>
    public override IReadOnlyList<SlideLevel> Levels => Areas[0].Levels;

    /// <inheritdoc/>
    /// <remarks>One for each focal plane, the nominal one first; scanned areas lie on one canvas.</remarks>
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
            _tiles.Dispose();
            _file.Dispose();
        }
    }

    private static VentanaTileTable ReadTable(VentanaLevelPlan plan)
    {
        var image = plan.Image;
        var count = (long)image.SegmentColumns * image.SegmentRows * plan.Planes;
        if (count > image.Directory.Limits.MaxArrayLength)
        {
            throw image.Directory.Unsupported(
                $"{image.Size} pixels in {plan.Planes} planes of tiles of {image.SegmentSize} make {count} tiles; the limit is "
                + $"{image.Directory.Limits.MaxArrayLength}");
        }

        var segments = TiffSegmentTable.Read(image.Directory, isTiled: true, (int)count);
        return new VentanaTileTable(image, segments, JpegPageEncoding.Read(image, segments, isLevel: true));
    }
}
