using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Rle;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Frames of DICOM's RLE (PS3.5 Annex G): decoded, and put together anew without what decoding does not need.</summary>
internal sealed class RleTarget : FuzzTarget
{
    public override string Name => "rle";

    public override IReadOnlyList<string> EntryPoints => ["RleFrame.TryDecode", "RleFrame.TryNormalize"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IStructure Structure { get; } = new RleStructure();

    public override IEnumerable<byte[]> CreateSeeds()
    {
        var noise = RleFrame.Encode(Pictures.Samples(3), Pictures.Size.Width, 3);
        return
        [
            noise,
            RleFrame.Encode(new byte[Pictures.Size.Area * 3], Pictures.Size.Width, 3),
            RleFrame.Encode(Pictures.Samples(1), Pictures.Size.Width, 1),
            [.. noise, .. "padding "u8],
        ];
    }

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var pixels = (int)Pictures.Size.Area;
        var samplesPerPixel = input.Length > 0 && input.Span[0] == 1 ? 1 : 3;
        var samples = new byte[pixels * samplesPerPixel];
        var isDecoded = RleFrame.TryDecode(input.Span, pixels, samplesPerPixel, samples, out var fault);
        var isNormalized = RleFrame.TryNormalize(input.Span, pixels, samplesPerPixel, out var normalized, out _);
        FuzzPropertyException.Require(isDecoded == isNormalized, "what can be decoded can be copied");
        if (!isDecoded)
        {
            throw fault.ToException("RLE frame");
        }

        var again = new byte[samples.Length];
        FuzzPropertyException.Require(
            RleFrame.TryDecode(normalized, pixels, samplesPerPixel, again, out _) && again.AsSpan().SequenceEqual(samples),
            "a copied frame has the same pixels");
        FuzzPropertyException.Require(
            RleFrame.TryNormalize(normalized, pixels, samplesPerPixel, out var twice, out _) && twice.AsSpan().SequenceEqual(normalized),
            "a copied frame has nothing left to drop");
    }
}
