using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Striped TIFF, JPEG and PNG as slides: opened, identity listed, tiles cut or drawn.</summary>
internal sealed class PlainImageTarget : FuzzTarget
{
    private const int MaxPixels = 1 << 18;

    public override string Name => "plain-image";

    public override IReadOnlyList<string> EntryPoints =>
    [
        "Slide.FindHiddenIdentity",
        "PlainTiffFormat.Detect", "PlainTiffFormat.Open", "PlainJpegFormat.Detect", "PlainJpegFormat.Open", "PlainPngFormat.Detect",
        "PlainPngFormat.Open",
    ];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(SlideFormatException)];

    public override IStructure Structure { get; } = new SeveralStructures(new TiffStructure(), new JpegStructure(), new PngStructure());

    public override IReadOnlyList<string> Tokens => ["Exif\0\0", "II*\0", "MM\0*", "JFIF\0", "ICC_PROFILE\0", "tEXt", "zTXt", "iCCP", "eXIf", "pHYs"];

    public override IReadOnlyList<string> Secrets { get; } = Seeds.Slides.PlantedTexts();

    public override double Share => 0.5;

    public override long AllocationLimit(int inputLength) => (64L << 20) + (512L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() => Seeds.Slides.PlainImages();

    public override void Run(ReadOnlyMemory<byte> input)
    {
        using var slide = SlideFormats.Open(WriteFile(input));
        foreach (var record in slide.IdentityRecords)
        {
            FuzzPropertyException.Require(
                record.Range is not { } range || range.Offset + range.Length <= input.Length, "identity lies inside the file");
        }

        HiddenIdentity.Require(slide);
        var level = slide.Levels[0];
        if (level.Size.Area > MaxPixels || level.TileSize.Area > MaxPixels * 2)
        {
            return;
        }

        try
        {
            level.TilePainter?.PaintTile(0, new byte[level.TileSize.Area * level.Encoding.SamplesPerPixel * level.Encoding.BitsPerSample / 8]);
            level.TileMaker?.MakeTiles(0, 1);
        }
        catch (SlideFormatException exception)
        {
            FuzzPropertyException.Require(exception.Message.Length > 0, "a message");
        }
    }
}
