using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.JpegLs;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>JPEG-LS headers without comments and the end of the coded data: what is copied into frames.</summary>
internal sealed class JpegLsHeaderTarget : FuzzTarget
{
    public override string Name => "jpegls-header";

    public override IReadOnlyList<string> EntryPoints => ["JpegLsHeader.Read", "JpegLsHeader.TryRead", "JpegLsScan.TryFindEnd"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IStructure Structure { get; } = new JpegStructure();

    public override IEnumerable<byte[]> CreateSeeds() =>
        JpegLsStreams.All().SelectMany(stream => new[] { stream, JpegLsStreams.WithComments(stream) });

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var header = JpegLsHeader.Read(input.Span, JpegLsLimits.Default);
        FuzzPropertyException.Require(
            header.Bytes.Length <= header.SourceLength && header.SourceLength <= input.Length, "the header is inside the stream");
        var again = JpegLsHeader.Read(header.Bytes.Span, JpegLsLimits.Default);
        FuzzPropertyException.Require(again.Bytes.Span.SequenceEqual(header.Bytes.Span), "a header without comments stays as it is");

        var coded = input.Span[header.SourceLength..];
        if (!JpegLsScan.TryFindEnd(coded, JpegLsLimits.Default, out var length, out var fault))
        {
            throw fault.ToException("JPEG-LS stream");
        }

        FuzzPropertyException.Require(
            coded[length..].StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]), "the end is where EOI stands");
    }
}
