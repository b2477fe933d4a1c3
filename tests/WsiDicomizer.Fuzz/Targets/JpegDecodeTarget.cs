using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>libjpeg-turbo behind its codec, in this process: a crash of the library ends the run.</summary>
internal sealed class JpegDecodeTarget : FuzzTarget
{
    // The limits are part of what is tested: a tile of this size is as large as slides have.
    private static readonly JpegLimits Limits = new() { MaxPixels = 1 << 20 };
    private readonly JpegCodec _strict = new(Limits);
    private readonly JpegCodec _tolerant = new(Limits, tolerateWarnings: true);

    public override string Name => "jpeg-decode";

    public override IReadOnlyList<string> EntryPoints => ["JpegCodec.Decode"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IStructure Structure { get; } = new JpegStructure();

    public override double Share => 0.3;

    public override IEnumerable<byte[]> CreateSeeds() => Pictures.Jpegs();

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var image = _tolerant.Decode(input.Span);
        FuzzPropertyException.Require(
            image.Samples.Length == image.Size.Area * image.SamplesPerPixel, "as many samples as the size says");
        _strict.Decode(input.Span);
    }

    protected override void Dispose(bool disposing)
    {
        _strict.Dispose();
        _tolerant.Dispose();
        base.Dispose(disposing);
    }
}
