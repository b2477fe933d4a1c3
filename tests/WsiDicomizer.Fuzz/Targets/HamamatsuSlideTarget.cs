using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>NDPI: opened, its identity listed, tiles made of every level, pictures read.</summary>
internal sealed class HamamatsuSlideTarget : FuzzTarget
{
    private const int MaxRuns = 4;

    public override string Name => "hamamatsu";

    public override IReadOnlyList<string> EntryPoints =>
        ["Slide.FindHiddenIdentity", "HamamatsuFormat.Detect", "HamamatsuFormat.Open", "TiffHeader.TryReadNdpi", "ITileMaker.MakeTiles"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(SlideFormatException)];

    public override IStructure Structure { get; } = new SeveralStructures(new NdpiStructure(), new JpegStructure());

    public override IReadOnlyList<string> Tokens => ["\r\n", "=", ";", "\0", "Created=", "NDP.S/N=", "Hamamatsu", "NDP.scan 3.2", "C13239-01"];

    public override IReadOnlyList<string> Secrets { get; } = Seeds.Slides.PlantedTexts();

    public override double Share => 0.3;

    public override long AllocationLimit(int inputLength) => (64L << 20) + (256L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() => Seeds.Slides.Hamamatsu();

    public override void Run(ReadOnlyMemory<byte> input)
    {
        using var slide = SlideFormats.Open(WriteFile(input));
        FuzzPropertyException.Require(slide.Levels.Count > 0 && slide.Size.Width > 0, "a level with a size");
        foreach (var record in slide.IdentityRecords)
        {
            FuzzPropertyException.Require(
                record.Range is not { } range || range.Offset + range.Length <= input.Length, "identity lies inside the file");
        }

        foreach (var level in slide.Levels)
        {
            if (level.TileMaker is { } maker)
            {
                MakeTiles(level, maker);
            }
        }

        HiddenIdentity.Require(slide);
    }

    private static void MakeTiles(SlideLevel level, ITileMaker maker)
    {
        try
        {
            for (var run = 0; run < Math.Min(MaxRuns, level.TileRows); run++)
            {
                var count = Math.Min(maker.TilesPerRun, level.TileColumns);
                var tiles = maker.MakeTiles(run * level.TileColumns, count);
                FuzzPropertyException.Require(
                    tiles.Count == count && tiles.All(tile => tile is [0xFF, 0xD8, .., 0xFF, 0xD9]), "as many streams as tiles");
            }
        }
        catch (SlideFormatException exception)
        {
            FuzzPropertyException.Require(exception.Message.Length > 0, "a message");
        }
    }
}
