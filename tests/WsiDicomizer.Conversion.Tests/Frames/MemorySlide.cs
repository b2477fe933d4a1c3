using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Tests.Frames;

/// <summary>A slide of levels in memory, and its conversion into a folder that is removed at the end.</summary>
internal sealed class MemorySlide(params SlideLevel[] levels) : Slide
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wsidicomizer-test-").FullName;
    private int _conversions;

    public override string FormatName => "memory";

    public override IReadOnlyList<string> Files { get; } = [Path.Combine(Path.GetTempPath(), "memory.slide")];

    public override IReadOnlyList<SlideLevel> Levels => levels;

    public override IReadOnlyList<AssociatedImage> AssociatedImages => [];

    public override SlideMetadata Metadata { get; } = new() { Spacing = new PixelSpacing(0.25, 0.25) };

    public override IReadOnlyList<IdentityRecord> IdentityRecords => [];

    public override ReadOnlyMemory<byte> IccProfile => default;

    public override ReadOnlyMemory<byte> Fingerprint { get; } = new byte[32];

    /// <summary>Converts the slide.</summary>
    public ConversionResult Convert(Func<ConversionOptions, ConversionOptions>? change = null, int workers = 2)
    {
        var options = new ConversionOptions
        {
            Profile = ConvertedSlide.Profile("level-iv"),
            Key = new ProjectKey(new byte[ProjectKey.LengthBytes]),
            Workers = workers,
        };
        var output = Directory.CreateDirectory(Path.Combine(_folder, $"out-{_conversions++}")).FullName;
        return new SlideConverter(change is null ? options : change(options)).Convert(this, output, null, CancellationToken.None);
    }

    /// <summary>Converts the slide and opens one of its instances.</summary>
    public WrittenLevel ConvertLevel(Func<ConversionOptions, ConversionOptions>? change = null, int level = 0)
    {
        var result = Convert(change);
        return WrittenLevel.Open(Path.Combine(result.Directory, $"volume-{level}.dcm"), result);
    }

    protected override void Dispose(bool disposing) => Directory.Delete(_folder, recursive: true);
}
