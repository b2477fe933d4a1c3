using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>MIRAX: Slidedat.ini, the index and the camera positions; opened, its identity listed, tiles of every level read or drawn.</summary>
internal sealed class MiraxTarget : FuzzTarget
{
    private const int MaxTiles = 2;
    private readonly Lazy<MiraxBundle> _bundle = new(() => new MiraxBundle());

    public override string Name => "mirax";

    public override IReadOnlyList<string> EntryPoints =>
        ["Slide.FindHiddenIdentity", "MiraxFormat.Detect", "MiraxFormat.Open", "MiraxFormat.IsCompanionComplete", "ITilePainter.PaintTile"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(SlideFormatException)];

    public override IStructure Structure { get; } = new MiraxStructure();

    public override IReadOnlyList<string> Tokens =>
    [
        "\r\n", " = ", "[GENERAL]", "[HIERARCHICAL]", "IMAGENUMBER_X = 1000000\r\n", "CameraImageDivisionsPerSide = 1024\r\n",
        "DIGITIZER_WIDTH = 8192\r\n", "OVERLAP_X = 0\r\n", "IMAGE_CONCAT_FACTOR = 24\r\n", "HIER_0_COUNT = 24\r\n", "PNG", "BMP24",
        "StitchingIntensityLayer", "VIMSLIDE_POSITION_BUFFER", "../", "-1", "1e300", "99999999999",
    ];

    public override IReadOnlyList<string> Secrets { get; } = Seeds.Slides.PlantedTexts();

    public override double Share => 0.2;

    // Tables of as many positions and tiles as the limits allow.
    public override long AllocationLimit(int inputLength) => (512L << 20) + (256L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() => _bundle.Value.Seeds;

    public override void Run(ReadOnlyMemory<byte> input)
    {
        using var slide = SlideFormats.Open(_bundle.Value.Write(input.Span));
        FuzzPropertyException.Require(slide.Levels.Count > 0 && slide.Fingerprint.Length == 32, "a level and a fingerprint");
        foreach (var record in slide.IdentityRecords)
        {
            FuzzPropertyException.Require(
                record.Range is not { } range || range.End <= new FileInfo(slide.Files[record.FileIndex]).Length,
                "identity lies inside its file");
        }

        foreach (var level in slide.Levels)
        {
            FuzzPropertyException.Require(level.Size is { Width: > 0, Height: > 0 }, "a size");
            for (var tile = 0; tile < Math.Min(level.TileCount, MaxTiles); tile++)
            {
                Read(level, tile);
            }
        }

        HiddenIdentity.Require(slide);
    }

    protected override void Dispose(bool disposing)
    {
        if (_bundle.IsValueCreated)
        {
            _bundle.Value.Dispose();
        }

        base.Dispose(disposing);
    }

    private static void Read(SlideLevel level, int tile)
    {
        try
        {
            if (level.TilePainter is { } painter)
            {
                painter.PaintTile(tile, new byte[3 * level.TileSize.Area]);
            }
            else
            {
                var range = level.GetTileRange(tile);
                level.ReadBytes(range.Offset, new byte[range.Length]);
            }
        }
        catch (SlideFormatException exception)
        {
            FuzzPropertyException.Require(exception.Message.Length > 0, "a message");
        }
    }

    // The numbers of the index.
    private sealed class MiraxStructure : IStructure
    {
        public IEnumerable<Field> FindFields(byte[] bytes)
        {
            if (MiraxBundle.FindIndex(bytes) is { } start)
            {
                for (var offset = start + 37; offset + 4 <= bytes.Length; offset += 4)
                {
                    yield return Field.Little(offset, 4);
                }
            }
        }
    }
}
