using WsiDicomizer.Slides.Hidden;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.TiffPages;

/// <summary>An opened slide whose levels and pictures are pages of one file.</summary>
internal abstract class TiffPageSlide : Slide
{
    private readonly SlideFile _file;

    /// <summary>Reads the levels and pictures.</summary>
    /// <param name="file">The slide's file; the slide closes it.</param>
    /// <param name="levels">The pages of the levels, largest first; at least one.</param>
    /// <param name="pictures">The other pages.</param>
    /// <param name="metadata">What the texts say.</param>
    /// <exception cref="SlideFormatException">A page is damaged or stored in an unsupported way.</exception>
    protected TiffPageSlide(
        SlideFile file, IReadOnlyList<TiffImage> levels, IReadOnlyList<TiffPagePicture> pictures, SlideMetadata metadata)
    {
        _file = file;
        Metadata = metadata;
        List<TiffPageLevel> read =
        [
            .. levels.Select((image, index) => new TiffPageLevel(file, index, image, metadata.Spacing, levels[0].Size)),
        ];
        List<TiffPageImage> images = [.. pictures.Select(picture => new TiffPageImage(picture))];
        Levels = read;
        AssociatedImages = images;
        IccProfile = levels[0].Directory.ReadBytes(TiffTag.IccProfile);
        Fingerprint = TiffFingerprint.Compute(
        [
            .. levels.Select((image, index) => (image, read[index].Segments)),
            .. images.Select(image => (image.Image, image.Segments)),
        ]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files => [_file.Path];

    /// <inheritdoc/>
    public override IReadOnlyList<SlideLevel> Levels { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<AssociatedImage> AssociatedImages { get; }

    /// <inheritdoc/>
    public override SlideMetadata Metadata { get; }

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
