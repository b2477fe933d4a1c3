using WsiDicomizer.Slides.Hidden;

namespace WsiDicomizer.Slides.Formats.PlainImage;

/// <summary>An opened plain image: a slide of one level.</summary>
internal sealed class PlainImageSlide : Slide
{
    private readonly SlideFile _file;

    /// <summary>Makes the slide.</summary>
    /// <param name="file">The image's file; the slide closes it.</param>
    /// <param name="level">The image, closed with the slide where it can be.</param>
    public PlainImageSlide(SlideFile file, SlideLevel level)
    {
        _file = file;
        Levels = [level];
        Metadata = new SlideMetadata { Spacing = level.Spacing };
    }

    /// <summary>Which of the formats it is.</summary>
    public required string Format { get; init; }

    /// <summary>What the file refers to, for the search of what is hidden; by default nothing, for PNG tells all.</summary>
    public Func<HiddenIdentityLimits, FileMap>? Map { get; init; }

    /// <summary>Every place of identity.</summary>
    public required IReadOnlyList<IdentityRecord> Identity { get; init; }

    /// <summary>The colour profile, or empty.</summary>
    public required ReadOnlyMemory<byte> Profile { get; init; }

    /// <summary>The digest.</summary>
    public required ReadOnlyMemory<byte> Digest { get; init; }

    /// <inheritdoc/>
    public override string FormatName => Format;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files => [_file.Path];

    /// <inheritdoc/>
    public override IReadOnlyList<SlideLevel> Levels { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<AssociatedImage> AssociatedImages => [];

    /// <inheritdoc/>
    public override SlideMetadata Metadata { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<IdentityRecord> IdentityRecords => Identity;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> IccProfile => Profile;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Fingerprint => Digest;

    /// <inheritdoc/>
    internal override IEnumerable<FileMap> MapFiles(HiddenIdentityLimits limits) => Map is null ? [] : [Map(limits)];

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            (Levels[0] as IDisposable)?.Dispose();
            _file.Dispose();
        }
    }
}
