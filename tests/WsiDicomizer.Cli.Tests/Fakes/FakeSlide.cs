using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Tests.Fakes;

/// <summary>A slide of one level that holds what a test gives it.</summary>
internal sealed class FakeSlide(string path) : Slide
{
    public override string FormatName => "fake";

    public override IReadOnlyList<string> Files { get; } = [Path.GetFullPath(path)];

    public override IReadOnlyList<SlideLevel> Levels { get; } = [new FakeLevel()];

    public override IReadOnlyList<AssociatedImage> AssociatedImages => [];

    public override SlideMetadata Metadata { get; } = new()
    {
        Manufacturer = "Maker",
        DeviceSerialNumber = "SN-1",
        AcquisitionDate = new DateOnly(2023, 12, 29),
        UtcOffset = TimeSpan.FromHours(-5),
        Spacing = new PixelSpacing(0.25, 0.5),
    };

    public override IReadOnlyList<IdentityRecord> IdentityRecords { get; } =
    [
        new()
        {
            Kind = IdentityKind.Person, Name = "User", Value = "dr\u001b[31msmith", Location = "page 0",
            Range = new ByteRange(100, 7),
        },
        new() { Kind = IdentityKind.LabelImage, Name = "label image", Location = "page 2" },
    ];

    public override ReadOnlyMemory<byte> IccProfile => default;

    public override ReadOnlyMemory<byte> Fingerprint => new byte[32];

    public override IReadOnlyList<SlideFault> ToleratedFaults => Faults;

    public override IReadOnlyList<string> UnreadableFiles => Unreadable;

    public IReadOnlyList<SlideFault> Faults { get; init; } = [];

    public IReadOnlyList<string> Unreadable { get; init; } = [];

    public bool IsDisposed { get; private set; }

    protected override void Dispose(bool disposing) => IsDisposed = true;

    private sealed class FakeLevel : SlideLevel
    {
        public override int Index => 0;

        public override PixelSize Size => new(1000, 500);

        public override PixelSize TileSize => new(240, 240);

        public override TileEncoding Encoding { get; } = new()
        {
            Compression = TileCompression.Jpeg,
            Color = TileColor.YCbCr,
            BitsPerSample = 8,
            SamplesPerPixel = 3,
            VendorName = "7 (JPEG)",
        };

        public override PixelSpacing? Spacing => new PixelSpacing(0.25, 0.5);

        public override string Location => "page 0";

        public override int SourceFileIndex => 0;

        public override ByteRange GetTileRange(int tileIndex) => default;

        public override void ReadBytes(long offset, Span<byte> destination) => throw new NotSupportedException();
    }
}
