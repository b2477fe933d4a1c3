using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg2000;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>What checks HTJ2K frames: OpenJPEG behind another codec, which takes JPEG 2000 as well.</summary>
internal sealed class HtJ2kDecodeTarget : FuzzTarget
{
    private readonly HtJ2kCodec? _codec = TryCreate();

    public override string Name => "htj2k-decode";

    public override IReadOnlyList<string> EntryPoints => ["HtJ2kCodec.Decode"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IStructure Structure { get; } = new Jpeg2000Structure();

    public override double Share => 0.1;

    public override IEnumerable<byte[]> CreateSeeds() => Pictures.Jpeg2000s();

    public override void Run(ReadOnlyMemory<byte> input)
    {
        // Without OpenJPH there is no codec to attack.
        if (_codec?.Decode(input.Span) is { } image)
        {
            FuzzPropertyException.Require(image.Samples.Length > 0, "samples");
        }
    }

    protected override void Dispose(bool disposing)
    {
        _codec?.Dispose();
        base.Dispose(disposing);
    }

    private static HtJ2kCodec? TryCreate()
    {
        try
        {
            return new HtJ2kCodec(new Jpeg2000Limits { MaxPixels = 1 << 20 });
        }
        catch (NativeLibraryMissingException)
        {
            return null;
        }
    }
}
