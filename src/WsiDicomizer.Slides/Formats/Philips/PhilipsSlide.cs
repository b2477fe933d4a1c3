using WsiDicomizer.Slides.Hidden;
using WsiDicomizer.Slides.PhilipsXml;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Philips;

/// <summary>An opened Philips slide.</summary>
internal sealed class PhilipsSlide : Slide
{
    private readonly SlideFile _file;

    /// <summary>Reads the structure and metadata of a slide.</summary>
    /// <param name="file">The slide's file; the slide closes it.</param>
    /// <exception cref="SlideFormatException">The slide is damaged or has something that is not supported.</exception>
    public PhilipsSlide(SlideFile file)
    {
        _file = file;
        var tiff = TiffFile.Read(file, TiffLimits.Default);
        var structure = PhilipsStructure.Read(tiff);
        var baseDirectory = structure.Levels[0].Directory;
        Metadata = PhilipsMetadata.Read(structure);
        var levels = Enumerable.Range(0, structure.Levels.Count)
            .Select(index => new PhilipsLevel(file, index, structure, Metadata.Spacing))
            .ToList();
        var pictures = structure.Pages
            .Where(page => page.Role != PhilipsPageRole.Level)
            .Select(page => new PhilipsAssociatedImage(page))
            .ToList();
        var (embedded, faults) = ReadEmbedded(structure.Import, baseDirectory);
        Levels = levels;
        AssociatedImages = [.. pictures, .. embedded];
        ToleratedFaults = faults;
        IccProfile = baseDirectory.ReadBytes(TiffTag.IccProfile);
        IdentityRecords = PhilipsIdentity.FindRecords(tiff, structure);
        Fingerprint = TiffFingerprint.Compute(
        [
            .. structure.Levels.Select((page, index) => (page.Image, levels[index].Segments)),
            .. pictures.Select(picture => (picture.Image, picture.Segments)),
        ]);
    }

    /// <inheritdoc/>
    public override string FormatName => PhilipsFormat.FormatName;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files => [_file.Path];

    /// <inheritdoc/>
    public override IReadOnlyList<SlideLevel> Levels { get; }

    /// <inheritdoc/>
    /// <remarks>Pages first: where a picture is a page and in the XML, readers take the page, as OpenSlide does.</remarks>
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
    public override IReadOnlyList<SlideFault> ToleratedFaults { get; }

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

    private static (List<AssociatedImage> Images, List<SlideFault> Faults) ReadEmbedded(
        PhilipsImport import, TiffDirectory directory)
    {
        var images = new List<AssociatedImage>();
        var faults = new List<SlideFault>();
        var count = 0;
        var text = new PhilipsPlace($"{directory.Location}, {import.Entry.Name}", import.Entry.Value!.Value.Offset, import.Bytes);
        foreach (var item in import.ScannedImages.Where(item => item.Find(PhilipsNames.ImageData) is not null))
        {
            if (++count > PhilipsLimits.MaxEmbeddedImages)
            {
                throw directory.Damaged(
                    import.Entry, $"holds more pictures than the limit of {PhilipsLimits.MaxEmbeddedImages}");
            }

            if (PhilipsEmbeddedImage.TryRead(item, text, directory.Path, out var fault) is { } image)
            {
                images.Add(image);
            }
            else if (fault is not null)
            {
                faults.Add(fault);
            }
        }

        return (images, faults);
    }
}
