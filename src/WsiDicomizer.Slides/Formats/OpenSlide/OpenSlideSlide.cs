using System.Security.Cryptography;
using System.Text;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.OpenSlide;

namespace WsiDicomizer.Slides.Formats.OpenSlide;

/// <summary>A slide that the installed OpenSlide has opened.</summary>
internal sealed class OpenSlideSlide : Slide
{
    private readonly SlideFile _file;
    private readonly OpenSlideFile _slide;

    /// <summary>Reads what the library tells.</summary>
    /// <param name="file">The slide's file; the slide closes it.</param>
    /// <exception cref="CodecException">The library cannot open it.</exception>
    /// <exception cref="SlideFormatException">It tells what no slide has.</exception>
    public OpenSlideSlide(SlideFile file)
    {
        _file = file;
        _slide = OpenSlideFile.Open(file.Path);
        try
        {
            var properties = _slide.GetProperties(OpenSlideLimits.MaxProperties);
            Metadata = OpenSlideMetadata.Read(_slide.Vendor, properties);
            Levels = OpenSlideLevel.ReadAll(file, _slide, Metadata, OpenSlideMetadata.ReadBackground(properties));
            AssociatedImages =
            [
                .. _slide.GetAssociatedImages(OpenSlideLimits.MaxPictures)
                    .Select(image => new OpenSlideAssociatedImage(file, _slide, image.Name, image.Size)),
            ];
            IdentityRecords = OpenSlideIdentity.FindRecords(file, properties, AssociatedImages);
            Fingerprint = Digest(_slide.Vendor, file.Length, properties, Levels);
            ToleratedFaults =
            [
                new SlideFault(
                    0,
                    "read-through-openslide",
                    $"no reader of ours knows this format: OpenSlide {OpenSlideFile.LibraryVersion} renders it (as "
                    + $"{_slide.Vendor}), and identity is listed as far as that tells of it",
                    null),
            ];
        }
        catch (Exception)
        {
            _slide.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override string FormatName => OpenSlideFormat.FormatName;

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
    public override ReadOnlyMemory<byte> IccProfile => ReadOnlyMemory<byte>.Empty;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Fingerprint { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<SlideFault> ToleratedFaults { get; }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _slide.Dispose();
            _file.Dispose();
        }
    }

    // The library's own digest is among the properties; the version of the library must not count.
    private static byte[] Digest(
        string vendor, long length, IReadOnlyList<KeyValuePair<string, string>> properties, IReadOnlyList<SlideLevel> levels)
    {
        var text = new StringBuilder().Append(vendor).Append('\n').Append(length).Append('\n');
        foreach (var level in levels)
        {
            text.Append(level.Size).Append('\n');
        }

        foreach (var (key, value) in properties.OrderBy(property => property.Key, StringComparer.Ordinal))
        {
            text.Append(key).Append('=').Append(value).Append('\0');
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
