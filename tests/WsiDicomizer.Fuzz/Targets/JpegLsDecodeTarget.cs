using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.JpegLs;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>JPEG-LS pixels; a frame that is put together anew has the same.</summary>
internal sealed class JpegLsDecodeTarget : FuzzTarget
{
    private static readonly JpegLsLimits Limits = new() { MaxPixels = 1 << 20 };
    private readonly JpegLsCodec _codec = new(Limits);

    public override string Name => "jpegls-decode";

    public override IReadOnlyList<string> EntryPoints => ["JpegLsDecoder.Decode", "JpegLsCodec.Decode"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IStructure Structure { get; } = new JpegStructure();

    // The picture may be as large as its limit, in 16 bits and three components.
    public override long AllocationLimit(int inputLength) => (24L << 20) + (64L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() =>
        JpegLsStreams.All().SelectMany(stream => new[] { stream, JpegLsStreams.WithComments(stream) });

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var image = JpegLsDecoder.Decode(input.Span, Limits);
        FuzzPropertyException.Require(
            image.Samples.Length == image.Size.Area * image.SamplesPerPixel * (image.Precision > 8 ? 2 : 1),
            "as many samples as the size says");
        RequireSameInFrame(input.Span, image);
        var decoded = _codec.Decode(input.Span);
        FuzzPropertyException.Require(decoded.Samples.AsSpan().SequenceEqual(image.Samples), "the codec gives what the decoder gives");
    }

    // What is dropped from the header changes no pixel. What stands between scans may be refused for frames.
    private static void RequireSameInFrame(ReadOnlySpan<byte> stream, JpegLsImage image)
    {
        var header = JpegLsHeader.Read(stream, Limits);
        var coded = stream[header.SourceLength..];
        if (JpegLsScan.TryFindEnd(coded, Limits, out var length, out _))
        {
            byte[] frame = [.. header.Bytes.Span, .. coded[..length], 0xFF, 0xD9];
            FuzzPropertyException.Require(
                JpegLsDecoder.Decode(frame, Limits).Samples.AsSpan().SequenceEqual(image.Samples), "a frame has the stream's pixels");
        }
    }

    protected override void Dispose(bool disposing)
    {
        _codec.Dispose();
        base.Dispose(disposing);
    }
}
