using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Tests.CaseData;

/// <summary>A slide with a name and a barcode, and nothing else.</summary>
internal sealed class NamedSlide(string fileName, string? barcode = null) : Slide
{
    public override string FormatName => "named";

    public override IReadOnlyList<string> Files { get; } = [Path.Combine(Path.GetTempPath(), fileName)];

    public override IReadOnlyList<SlideLevel> Levels => [];

    public override IReadOnlyList<AssociatedImage> AssociatedImages => [];

    public override SlideMetadata Metadata { get; } = new() { Barcode = barcode };

    public override IReadOnlyList<IdentityRecord> IdentityRecords => [];

    public override ReadOnlyMemory<byte> IccProfile => default;

    public override ReadOnlyMemory<byte> Fingerprint { get; } = new byte[32];

    protected override void Dispose(bool disposing)
    {
    }
}
