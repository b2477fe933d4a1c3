using WsiDicomizer.Cli.Converting;
using WsiDicomizer.Conversion;
using WsiDicomizer.Conversion.DualTiff;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Tests.Fakes;

/// <summary>Writes one small file per slide, or does what a test says.</summary>
internal sealed class FakeConversion : ISlideConversion
{
    public List<string> Converted { get; } = [];

    public Action<Slide>? Before { get; init; }

    public DualTiffSide? Tiff { get; init; }

    public byte[] Content { get; init; } = [1, 2, 3];

    public ConversionResult Convert(
        Slide slide,
        string outputDirectory,
        IProgress<ConversionProgress>? progress,
        CancellationToken cancellationToken)
    {
        Before?.Invoke(slide);
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new ConversionProgress(1, 2, 3));
        Converted.Add(slide.Files[0]);
        var pseudonym = $"S-{Converted.Count:0000}";
        var directory = Path.Combine(outputDirectory, pseudonym);
        Directory.CreateDirectory(directory);
        File.WriteAllBytes(Path.Combine(directory, "volume-0.dcm"), Content);
        return new ConversionResult
        {
            SlidePseudonym = pseudonym,
            Directory = directory,
            Instances = [Instance("volume-0.dcm", "VOLUME", 1300, FrameHandling.Rewrapped)],
            ActionCounts = new Dictionary<string, int> { ["X"] = 12, ["U"] = 3 },
            Notes = ["a note"],
        };
    }

    private ConvertedInstance Instance(string fileName, string role, int frames, FrameHandling handling) => new()
    {
        FileName = fileName,
        Role = role,
        SOPInstanceUID = "2.25.1",
        Size = new PixelSize(1000, 500),
        FrameSize = new PixelSize(240, 240),
        FrameCount = frames,
        TransferSyntax = "JPEG Baseline",
        TransferSyntaxUID = "1.2.840.10008.1.2.4.50",
        PhotometricInterpretation = "RGB",
        Handling = handling,
        FilledFrames = [],
        FrameDigests = default,
        FileLength = Content.Length,
        Tiff = Tiff,
    };
}
