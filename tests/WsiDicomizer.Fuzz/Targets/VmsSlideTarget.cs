using System.Text;
using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides.Formats.HamamatsuVms;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>VMS and VMU: the index, an image file and the map in one input; tiles made or drawn, the macro read.</summary>
internal sealed class VmsSlideTarget : FuzzTarget
{
    private const int Parts = 4;
    private static readonly string[] Names = ["image", "map", "macro"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wsidicomizer-fuzz-vms-");

    public override string Name => "hamamatsu-vms";

    public override IReadOnlyList<string> EntryPoints => ["Slide.FindHiddenIdentity", "VmsFormat.Detect", "VmsFormat.Open", "ITilePainter.PaintTile", "JpegAnnotations.Find"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(SlideFormatException)];

    public override IStructure Structure { get; } = new JpegStructure();

    public override IReadOnlyList<string> Tokens =>
    [
        "[Virtual Microscope Specimen]\n", "[Uncompressed Virtual Microscope Specimen]\n", "ImageFile=image\n", "MapFile=map\n",
        "MacroImage=macro\n", "NoJpegColumns=2\n", "NoLayers=2\n", "ImageFile(1,0)=image\n", "PhysicalWidth=1e9\n", "=", "GN",
    ];

    public override IReadOnlyList<string> Secrets { get; } = Seeds.Slides.PlantedTexts();

    public override double Share => 0.3;

    public override long AllocationLimit(int inputLength) => (64L << 20) + (256L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() =>
        [Pack(VmsVariant.Single, ".jpg", "_0_0_0.jpg"), Pack(VmsVariant.Uncompressed, ".ngr", ".ngr")];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var parts = Packed.Unpack(input, Parts);
        var path = Path.Combine(_folder.FullName, "index");
        File.WriteAllBytes(path, parts[0].Span);
        for (var part = 1; part < Parts; part++)
        {
            File.WriteAllBytes(Path.Combine(_folder.FullName, Names[part - 1]), parts[part].Span);
        }

        using var slide = SlideFormats.Open(path);
        FuzzPropertyException.Require(slide.Levels.Count > 0 && slide.Size.Width > 0, "a level with a size");
        foreach (var record in slide.IdentityRecords)
        {
            FuzzPropertyException.Require(
                record.Range is not { } range || range.End <= new FileInfo(slide.Files[record.FileIndex]).Length,
                "identity lies inside its file");
        }

        foreach (var level in slide.Areas.SelectMany(area => area.Levels))
        {
            Attempt(() => ReadFirst(level));
        }

        foreach (var image in slide.AssociatedImages.Where(image => image.Size.Area <= 1 << 20))
        {
            Attempt(() => image.ReadPixels());
        }

        HiddenIdentity.Require(slide);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Delete(recursive: true);
    }

    private static void ReadFirst(SlideLevel level)
    {
        if (level.TileMaker is { } maker)
        {
            FuzzPropertyException.Require(maker.MakeTiles(0, 1).Count == 1, "a tile");
        }

        level.TilePainter?.PaintTile(level.TileCount - 1, new byte[level.TileSize.Area * level.Encoding.SamplesPerPixel]);
    }

    private static void Attempt(Action read)
    {
        try
        {
            read();
        }
        catch (SlideFormatException exception)
        {
            FuzzPropertyException.Require(exception.Message.Length > 0, "a message");
        }
    }

    private byte[] Pack(VmsVariant variant, string imageEnd, string image)
    {
        var folder = _folder.CreateSubdirectory(variant.ToString());
        var path = Path.Combine(folder.FullName, "s" + VmsSyntheticSlide.FileExtensionOf(variant));
        VmsSyntheticSlide.Write(path, new VmsSyntheticOptions { Variant = variant, Size = new(256, 256) });
        var stem = Path.Combine(folder.FullName, "s");
        var map = "_map" + imageEnd;
        var index = File.ReadAllText(path).Replace("s" + image, "image", StringComparison.Ordinal)
            .Replace("s" + map, "map", StringComparison.Ordinal).Replace("s_macro.jpg", "macro", StringComparison.Ordinal);
        return Packed.Pack(
            Encoding.UTF8.GetBytes(index),
            File.ReadAllBytes(stem + image),
            File.ReadAllBytes(stem + map),
            File.ReadAllBytes(stem + "_macro.jpg"));
    }
}
