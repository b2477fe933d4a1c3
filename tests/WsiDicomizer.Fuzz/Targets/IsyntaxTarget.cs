using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>iSyntax: the header read, its identity listed, pictures read.</summary>
internal sealed class IsyntaxTarget : FuzzTarget
{
    public override string Name => "isyntax";

    public override IReadOnlyList<string> EntryPoints => ["Slide.FindHiddenIdentity", "IsyntaxFormat.Detect", "IsyntaxFormat.Open"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(SlideFormatException)];

    public override IReadOnlyList<string> Tokens =>
    [
        "DPUfsImport", "<DataObject ObjectType=\"", "</DataObject>", "<Array>", "</Array>", "<Attribute Name=\"", "</Attribute>", "\r\n\u0004",
        "WSI", "LABELIMAGE", "UFS_IMAGE_DIMENSION_RANGE", "0 1 511", "-9 1 1e999", "scale", "&quot;", "<!--", "-->", "<!DOCTYPE", "<?",
    ];

    public override IReadOnlyList<string> Secrets { get; } = Seeds.Slides.PlantedTexts();

    public override double Share => 0.3;

    // Each element costs an object; Base64 is decoded for each picture, table and profile.
    public override long AllocationLimit(int inputLength) => (16L << 20) + (1024L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() => Seeds.Slides.Isyntax();

    public override void Run(ReadOnlyMemory<byte> input)
    {
        using var slide = SlideFormats.Open(WriteFile(input));
        FuzzPropertyException.Require(slide.Levels.Count > 0 && slide.Size.Width > 0, "a level with a size");
        foreach (var record in slide.IdentityRecords)
        {
            FuzzPropertyException.Require(
                record.Range is not { } range || (range.Offset >= 0 && range.End <= input.Length), "identity lies inside the file");
        }

        foreach (var image in slide.AssociatedImages.Where(image => image.Size.Area < 1 << 20))
        {
            image.TryReadJpeg();
        }

        HiddenIdentity.Require(slide);
    }
}
