using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg2000;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>OpenJPEG behind its codec, in this process: a crash of the library ends the run.</summary>
internal sealed class Jpeg2000DecodeTarget : FuzzTarget
{
    private readonly Jpeg2000Codec _codec = new(new Jpeg2000Limits { MaxPixels = 1 << 20 });

    public override string Name => "jpeg2000-decode";

    public override IReadOnlyList<string> EntryPoints => ["Jpeg2000Codec.Decode"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IStructure Structure { get; } = new Jpeg2000Structure();

    public override double Share => 0.2;

    public override IEnumerable<byte[]> CreateSeeds() =>
        [.. Pictures.Jpeg2000s(), Pictures.BoxFile(Pictures.Jpeg2000s()[0])];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var image = _codec.Decode(input.Span);
        FuzzPropertyException.Require(
            image.Samples.Length == image.Size.Area * image.SamplesPerPixel, "as many samples as the size says");
    }

    protected override void Dispose(bool disposing)
    {
        _codec.Dispose();
        base.Dispose(disposing);
    }
}
