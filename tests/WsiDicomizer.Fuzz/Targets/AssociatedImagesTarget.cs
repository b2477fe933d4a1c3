using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Thumbnail, label and macro are joined and decoded: TIFF, JPEG and LZW together, native code too.</summary>
internal sealed class AssociatedImagesTarget : FuzzTarget
{
    // What a picture may cost is the business of TiffLimits and is tested there; here it would only eat the time.
    private const int MaxPixels = 1 << 20;
    public override string Name => "associated-images";

    public override IReadOnlyList<string> EntryPoints =>
    [
        "AssociatedImage.TryReadJpeg", "AssociatedImage.ReadPixels", "TiffPicture.TryReadJpeg", "TiffPicture.ReadPixels",
        "TiffPicture..ctor",
    ];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(SlideFormatException)];

    public override IStructure Structure { get; } = new SeveralStructures(new TiffStructure(), new JpegStructure());

    public override double Share => 0.05;

    public override long AllocationLimit(int inputLength) => (64L << 20) + (256L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() =>
        [Seeds.Slides.Aperio(AperioVariant.ClassicRgb), Seeds.Slides.Aperio(AperioVariant.Gt450)];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        using var slide = SlideFormats.Open(WriteFile(input));
        foreach (var image in slide.AssociatedImages.Where(image => image.Size.Area <= MaxPixels))
        {
            var pixels = image.ReadPixels();
            FuzzPropertyException.Require(
                pixels.Length == image.Size.Area || pixels.Length == 3 * image.Size.Area, "as many samples as the size says");
            image.TryReadJpeg();
        }
    }
}
