using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides.Formats.Leica;
using WsiDicomizer.SyntheticSlides.Formats.Ome;
using WsiDicomizer.SyntheticSlides.Formats.Philips;
using WsiDicomizer.SyntheticSlides.Formats.Ventana;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Whole slides: opened by the list of formats, all metadata and tables used.</summary>
internal sealed class SlideTarget : FuzzTarget
{
    private const int MaxTilesRead = 64;
    public override string Name => "slide";

    public override IReadOnlyList<string> EntryPoints =>
        ["Slide.FindHiddenIdentity", "SlideFormats.Open", "ISlideFormat.Detect", "ISlideFormat.Open", "AperioFormat.Detect", "AperioFormat.Open"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(SlideFormatException)];

    public override IStructure Structure { get; } = new TiffStructure();

    public override IReadOnlyList<string> Tokens => ["|", "=", "Aperio", "\r\n", ";", "MPP = ", "AppMag = ", "Date = ", "\0", "label ", "macro "];

    public override IReadOnlyList<string> Secrets { get; } = Seeds.Slides.PlantedTexts();

    public override double Share => 0.5;

    public override long AllocationLimit(int inputLength) => (16L << 20) + (256L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() =>
        [.. Seeds.Slides.Aperio(), Seeds.Slides.Philips(PhilipsVariant.Sparse), Seeds.Slides.Leica(LeicaVariant.OneArea), Seeds.Slides.Ome(OmeVariant.Deflate), Seeds.Slides.Ome(OmeVariant.FocalPlanes), Seeds.Slides.Ventana(VentanaVariant.DpAligned), .. SharedSeeds.Whole("aperio", 64 << 10)];

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
            for (var tile = 0; tile < Math.Min(level.TileCount, MaxTilesRead); tile++)
            {
                ReadTile(level, tile);
            }
        }

        HiddenIdentity.Require(slide);
    }

    private static void ReadTile(SlideLevel level, int tile)
    {
        try
        {
            var range = level.GetTileRange(tile);
            level.ReadBytes(range.Offset, new byte[Math.Min(range.Length, 64)]);
        }
        catch (SlideFormatException exception)
        {
            FuzzPropertyException.Require(exception.Message.Length > 0, "a message");
        }
    }
}
