using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>CZI: opened, its identity listed, a tile of every level drawn, pictures read.</summary>
internal sealed class ZeissSlideTarget : FuzzTarget
{
    private const int MaxAreas = 4;

    public override string Name => "zeiss";

    public override IReadOnlyList<string> EntryPoints =>
        ["Slide.FindHiddenIdentity", "ZeissFormat.Detect", "ZeissFormat.Open", "ITilePainter.PaintTile", "ZstdCodec.Decompress"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(SlideFormatException)];

    public override IStructure Structure { get; } = new SeveralStructures(new CziStructure(), new JpegStructure());

    public override IReadOnlyList<string> Tokens =>
    [
        "ZISRAWFILE", "ZISRAWDIRECTORY", "ZISRAWSUBBLOCK", "ZISRAWMETADATA", "ZISRAWATTACH", "ZISRAWATTDIR", "DELETED", "DV", "A1", "X\0\0\0",
        "Y\0\0\0", "M\0\0\0", "S\0\0\0", "T\0\0\0", "<METADATA>", "</METADATA>", "Label", "SlidePreview", "Thumbnail", "CZI",
    ];

    public override IReadOnlyList<string> Secrets { get; } = Seeds.Slides.PlantedTexts();

    public override double Share => 0.3;

    // A subblock may be as large as Zstandard can hold in its bytes, and a label as large as the limit of pictures.
    public override long AllocationLimit(int inputLength) => (640L << 20) + (256L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() => Seeds.Slides.Zeiss();

    public override void Run(ReadOnlyMemory<byte> input)
    {
        using var slide = SlideFormats.Open(WriteFile(input));
        FuzzPropertyException.Require(slide.Levels.Count > 0 && slide.Size.Width > 0, "a level with a size");
        foreach (var record in slide.IdentityRecords)
        {
            FuzzPropertyException.Require(
                record.Range is not { } range || (range.Offset >= 0 && range.End <= input.Length), "identity lies inside the file");
        }

        foreach (var level in slide.Areas.Take(MaxAreas).SelectMany(area => area.Levels))
        {
            Use(level, input.Length);
        }

        foreach (var image in slide.AssociatedImages.Where(image => image.Size.Area < 1 << 20))
        {
            image.TryReadJpeg();
        }

        HiddenIdentity.Require(slide);
    }

    private static void Use(SlideLevel level, int length)
    {
        FuzzPropertyException.Require(
            level.UnreadableReason is null || level.TilePainter is null, "a level that cannot be read is not drawn");
        var range = level.GetTileRange(level.TileCount - 1);
        FuzzPropertyException.Require(range.Offset >= 0 && range.End <= length, "tiles lie inside the file");
        if (level.TilePainter is { } painter)
        {
            try
            {
                var bytes = level.TileSize.Area * level.Encoding.SamplesPerPixel * (level.Encoding.BitsPerSample / 8);
                painter.PaintTile(0, new byte[bytes]);
            }
            catch (SlideFormatException exception)
            {
                FuzzPropertyException.Require(exception.Message.Length > 0, "a message");
            }
        }
    }
}
