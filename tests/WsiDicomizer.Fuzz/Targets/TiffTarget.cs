using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>TIFF and BigTIFF: every directory, value, segment table and identity record.</summary>
internal sealed class TiffTarget : FuzzTarget
{
    private const int MaxRangesRead = 64;
    public override string Name => "tiff";

    public override IReadOnlyList<string> EntryPoints =>
    [
        "SlideFile.Open", "TiffHeader.Read", "TiffHeader.TryRead", "TiffFile.Read", "TiffFile.EnumerateDirectories",
        "TiffDirectory.ReadBytes", "TiffDirectory.ReadText", "TiffDirectory.ReadInteger", "TiffDirectory.ReadIntegers",
        "TiffDirectory.ReadReal", "TiffImage.Read", "TiffImage.HasTiles", "TiffImage.ReadSegments", "TiffFingerprint.Compute",
        "TiffIdentity.FindRecords", "TiffIdentity.Classify", "TiffJpegColor.Resolve", "TiffText.Decode", "TiffText.DecodeAll",
        "TiffText.LengthToNul", "TiffFile.ReadAllDirectories",
    ];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(SlideFormatException)];

    public override IStructure Structure { get; } = new TiffStructure();

    public override IReadOnlyList<string> Secrets { get; } = Seeds.Slides.PlantedTexts();

    public override double Share => 0.5;

    public override long AllocationLimit(int inputLength) => (16L << 20) + (256L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() =>
    [
        .. Seeds.Slides.Aperio(),
        .. SharedSeeds.Whole("aperio", 64 << 10),
        .. SharedSeeds.Whole("generic-tiff", 64 << 10),
    ];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        TiffHeader.TryRead(input.Span, out _);
        using var file = SlideFile.Open(WriteFile(input));
        TiffHeader.Read(file);
        _ = TiffFile.EnumerateDirectories(file, TiffLimits.Default).FirstOrDefault(TiffImage.HasTiles);
        var tiff = TiffFile.Read(file, TiffLimits.Default);
        var directories = tiff.ReadAllDirectories();

        // Each value by itself: a damaged one must not hide the next.
        foreach (var directory in directories)
        {
            Array.ForEach(directory.Entries.ToArray(), entry => ReadValue(directory, entry));
            Attempt(() => ReadImage(directory, input.Length));
        }

        foreach (var record in TiffIdentity.FindRecords(directories, new HashSet<TiffTag>()))
        {
            FuzzPropertyException.Require(
                record.Range is not { } range || range.Offset + range.Length <= input.Length, "identity lies inside the file");
        }
    }

    private static void ReadValue(TiffDirectory directory, TiffEntry entry)
    {
        TiffIdentity.Classify(entry);
        Attempt(() => directory.ReadBytes(entry));
        Attempt(() => directory.ReadText(entry.Tag));
        Attempt(() => directory.ReadIntegers(entry));
        Attempt(() => directory.ReadInteger(entry.Tag));
        Attempt(() => directory.ReadReal(entry.Tag));
    }

    private static void ReadImage(TiffDirectory directory, int fileLength)
    {
        var image = TiffImage.Read(directory);
        var segments = image.ReadSegments();
        for (var i = 0; i < Math.Min(segments.Count, MaxRangesRead); i++)
        {
            FuzzPropertyException.Require(
                !segments.TryGetRange(i, out var range)
                || (range.Offset >= 0 && range.Length >= 0 && range.Offset + range.Length <= fileLength),
                "a range lies inside the file");
        }

        TiffJpegColor.Resolve(image, segments, TileColor.YCbCr);
        TiffFingerprint.Compute([(image, segments)]);
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
}
