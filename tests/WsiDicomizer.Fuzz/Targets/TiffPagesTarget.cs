using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Formats whose levels are plain TIFF pages: opened, identity listed, tiles located, overlapping ones drawn.</summary>
internal sealed class TiffPagesTarget : FuzzTarget
{
    private const int MaxTiles = 16;
    private const int MaxTilePixels = 1 << 16;

    public override string Name => "tiff-pages";

    public override IReadOnlyList<string> EntryPoints =>
    [
        "Slide.FindHiddenIdentity",
        "GenericTiffFormat.Detect", "GenericTiffFormat.Open", "HuronFormat.Detect", "HuronFormat.Open", "TrestleFormat.Detect",
        "TrestleFormat.Open", "QptiffFormat.Detect", "QptiffFormat.Open",
    ];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(SlideFormatException)];

    public override IStructure Structure { get; } = new SeveralStructures(new TiffStructure(), new JpegStructure());

    public override IReadOnlyList<string> Tokens =>
    [
        "Huron", "MedScan", "OverlapsXY=", " 4 4", ";", "=", "\r\n", "\0", "<ImageType>", "FullResolution", "ReducedResolution",
        "<PerkinElmer-QPI-ImageDescription>", "Label", "macro",
    ];

    public override IReadOnlyList<string> Secrets { get; } = Seeds.Slides.PlantedTexts();

    public override double Share => 0.5;

    public override long AllocationLimit(int inputLength) => (64L << 20) + (512L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() => Seeds.Slides.Pages();

    public override void Run(ReadOnlyMemory<byte> input)
    {
        using var slide = SlideFormats.Open(WriteFile(input));
        FuzzPropertyException.Require(slide.Levels.Count > 0 && slide.Size.Width > 0, "a level with a size");
        FuzzPropertyException.Require(slide.Fingerprint.Length == 32, "a fingerprint of 32 bytes");
        foreach (var record in slide.IdentityRecords)
        {
            FuzzPropertyException.Require(
                record.Range is not { } range || range.Offset + range.Length <= input.Length, "identity lies inside the file");
        }

        foreach (var level in slide.Levels)
        {
            for (var tile = 0; tile < Math.Min(level.TileCount, MaxTiles); tile++)
            {
                Use(level, tile);
            }
        }

        HiddenIdentity.Require(slide);
    }

    private static void Use(SlideLevel level, int tile)
    {
        try
        {
            var range = level.GetTileRange(tile);
            level.ReadBytes(range.Offset, new byte[Math.Min(range.Length, 64)]);
            if (level.TilePainter is { } painter && level.TileSize.Area <= MaxTilePixels)
            {
                painter.PaintTile(tile, new byte[level.TileSize.Area * level.Encoding.SamplesPerPixel]);
            }
        }
        catch (SlideFormatException exception)
        {
            FuzzPropertyException.Require(exception.Message.Length > 0, "a message");
        }
    }
}
