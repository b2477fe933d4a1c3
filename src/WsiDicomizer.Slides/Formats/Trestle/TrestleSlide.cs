using WsiDicomizer.Slides.Hidden;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Trestle;

/// <summary>An opened Trestle slide.</summary>
internal sealed class TrestleSlide : Slide
{
    private readonly SlideFile _file;
    private readonly TrestleMacro? _macro;

    /// <summary>Reads the levels and metadata of a slide.</summary>
    /// <param name="file">The slide's file; the slide closes it.</param>
    /// <param name="structure">Its pages.</param>
    /// <param name="macro">The picture beside it, or null; the slide closes it.</param>
    /// <exception cref="SlideFormatException">The slide is damaged or has something that is not supported.</exception>
    public TrestleSlide(SlideFile file, TrestleStructure structure, TrestleMacro? macro)
    {
        _file = file;
        _macro = macro;
        Metadata = TrestleMetadata.Read(structure);
        Levels = [.. structure.Levels.Select((page, index) => CreateLevel(page, index, structure.Levels[0]))];
        List<TiffPageImage> images = [.. structure.Pictures.Select(picture => new TiffPageImage(picture))];
        AssociatedImages = macro is null ? images : [macro, .. images];
        IccProfile = structure.Levels[0].Image.Directory.ReadBytes(TiffTag.IccProfile);
        IdentityRecords = TrestleIdentity.FindRecords(structure, macro);
        Fingerprint = TiffFingerprint.Compute(
        [
            .. structure.Levels.Select(page => (page.Image, page.Image.ReadSegments())),
            .. images.Select(image => (image.Image, image.Segments)),
        ]);
    }

    /// <inheritdoc/>
    public override string FormatName => TrestleFormat.FormatName;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files => _macro is null ? [_file.Path] : [_file.Path, _macro.Path];

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
    internal override IEnumerable<FileMap> MapFiles(HiddenIdentityLimits limits)
    {
        yield return TiffFileMap.Read(TiffFile.Read(_file, TiffLimits.Default), 0, limits);
        if (_macro is not null)
        {
            yield return FileMap.OfPicture(_macro.File, 1, TileCompression.Jpeg, limits);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var level in Levels.OfType<IDisposable>())
            {
                level.Dispose();
            }

            _macro?.Dispose();
            _file.Dispose();
        }
    }

    private SlideLevel CreateLevel(TrestlePage page, int index, TrestlePage basePage) => page.Overlap.IsNone
        ? new TiffPageLevel(_file, index, page.Image, Metadata.Spacing, basePage.Size)
        : new TrestleOverlappingLevel(_file, index, page, Metadata.Spacing, basePage.Size);
}
