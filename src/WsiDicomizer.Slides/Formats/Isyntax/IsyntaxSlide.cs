using System.Security.Cryptography;
using WsiDicomizer.Slides.Hidden;
using WsiDicomizer.Slides.PhilipsXml;

namespace WsiDicomizer.Slides.Formats.Isyntax;

/// <summary>An opened iSyntax.</summary>
internal sealed class IsyntaxSlide : Slide
{
    private readonly SlideFile _file;
    private readonly IsyntaxHeader _header;

    /// <summary>Reads the header.</summary>
    /// <param name="file">The slide's file; the slide closes it.</param>
    /// <exception cref="SlideFormatException">The slide is damaged or has something that is not supported.</exception>
    public IsyntaxSlide(SlideFile file)
    {
        _file = file;
        var header = IsyntaxHeader.Read(file);
        _header = header;
        var structure = IsyntaxStructure.Read(header);
        Metadata = IsyntaxMetadata.Read(header, structure);
        Levels = [.. Enumerable.Range(0, structure.Levels.Count).Select(index => new IsyntaxLevel(file, index, structure))];
        (AssociatedImages, ToleratedFaults) = ReadPictures(header);
        IccProfile = header.Scan.FindText(PhilipsNames.IccProfile) is { } profile
            ? PhilipsBase64.TryDecode(profile) ?? ReadOnlyMemory<byte>.Empty
            : ReadOnlyMemory<byte>.Empty;
        IdentityRecords = IsyntaxIdentity.FindRecords(header);

        // The header has the texts and the tables of codeblocks.
        Fingerprint = SHA256.HashData(header.Bytes);
    }

    /// <inheritdoc/>
    public override string FormatName => IsyntaxFormat.FormatName;

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
    public override IReadOnlyList<SlideFault> ToleratedFaults { get; }

    /// <inheritdoc/>
    internal override IEnumerable<FileMap> MapFiles(HiddenIdentityLimits limits) =>
        IsyntaxFileMap.TryRead(_file, _header, limits) is { } map ? [map] : [];

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }
    }

    private static (IReadOnlyList<AssociatedImage> Images, IReadOnlyList<SlideFault> Faults) ReadPictures(IsyntaxHeader header)
    {
        var images = new List<AssociatedImage>();
        var faults = new List<SlideFault>();
        var count = 0;
        foreach (var item in header.ScannedImages.Where(item => item.Find(PhilipsNames.ImageData) is not null))
        {
            if (++count > IsyntaxLimits.MaxEmbeddedImages)
            {
                throw header.Damaged($"holds more pictures than the limit of {IsyntaxLimits.MaxEmbeddedImages}");
            }

            if (PhilipsEmbeddedImage.TryRead(item, header.Place, header.Path, out var fault) is { } image)
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
