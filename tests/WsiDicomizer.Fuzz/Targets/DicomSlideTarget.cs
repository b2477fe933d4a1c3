using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>DICOM files as slides: a mutated instance beside a sound level of the same series; tiles and pictures are read.</summary>
internal sealed class DicomSlideTarget : FuzzTarget
{
    private const int MaxTilesRead = 64;

    // As for the other formats: what a picture may cost is tested by itself.
    private const int MaxPixels = 1 << 20;
    private bool _hasBase;

    public override string Name => "dicom-slide";

    public override IReadOnlyList<string> EntryPoints => ["DicomFormat.Detect", "DicomFormat.Open"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(SlideFormatException)];

    public override IStructure Structure { get; } = new SeveralStructures(new DicomStructure(), new JpegStructure());

    public override IReadOnlyList<string> Tokens =>
    [
        "VOLUME", "LABEL", "OVERVIEW", "THUMBNAIL", "TILED_FULL", "TILED_SPARSE", "\\", "1.2.840.10008.1.2.4.80",
        "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.90", "MONOCHROME2", "YBR_FULL_422", "PALETTE COLOR",
    ];

    public override IReadOnlyList<string> Secrets => [DicomFiles.PatientName, DicomFiles.PatientID, "Quetzal"];

    public override double Share => 0.3;

    public override long AllocationLimit(int inputLength) => (64L << 20) + (256L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() => DicomSlides.All();

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var path = WriteFile(input);
        if (!_hasBase)
        {
            File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(path)!, "base.dcm"), DicomSlides.Base());
            _hasBase = true;
        }

        using var slide = SlideFormats.Open(path);
        FuzzPropertyException.Require(slide.Levels.Count > 0 && slide.Size.Width > 0, "a level with a size");
        FuzzPropertyException.Require(slide.Fingerprint.Length == 32, "a fingerprint of 32 bytes");
        foreach (var level in slide.Levels)
        {
            for (var tile = 0; tile < Math.Min(level.TileCount, MaxTilesRead); tile++)
            {
                Attempt(() => ReadTile(level, tile));
            }
        }

        foreach (var image in slide.AssociatedImages.Where(image => image.Size.Area <= MaxPixels))
        {
            Attempt(() => ReadPicture(image));
        }
    }

    private static void ReadTile(SlideLevel level, int tile)
    {
        var range = level.GetTileRange(tile);
        level.ReadBytes(range.Offset, new byte[Math.Min(range.Length, 64)]);
    }

    private static void ReadPicture(AssociatedImage image)
    {
        var pixels = image.ReadPixels();
        FuzzPropertyException.Require(
            pixels.Length == image.Size.Area || pixels.Length == 3 * image.Size.Area, "as many samples as the size says");
        image.TryReadJpeg();
    }

    // A tile or picture that is refused must not hide the next.
    private static void Attempt(Action read)
    {
        try
        {
            read();
        }
        catch (SlideFormatException exception)
        {
            FuzzPropertyException.Require(
                !exception.Message.Contains("Quetzal", StringComparison.OrdinalIgnoreCase), "no value in the message");
        }
    }
}
