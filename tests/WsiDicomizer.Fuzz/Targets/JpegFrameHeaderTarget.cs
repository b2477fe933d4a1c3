using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Shared tables and a tile become an interchange stream.</summary>
internal sealed class JpegFrameHeaderTarget : FuzzTarget
{
    public override string Name => "jpeg-frame-header";

    public override IReadOnlyList<string> EntryPoints =>
    [
        "JpegFrameHeaderRewriter..ctor", "JpegFrameHeaderRewriter.TryRewrite", "JpegFrameHeaderRewriter.Rewrite",
        "JpegRewrittenHeader.Assemble",
    ];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IStructure Structure { get; } = new JpegStructure();

    public override IEnumerable<byte[]> CreateSeeds() => Pictures.Jpegs().SelectMany(
        (stream, index) =>
        {
            var (tables, tile) = JpegTables.Split(stream, JpegLimits.Default);
            byte[] color = [(byte)(index switch { 0 => JpegColor.Rgb, 3 => JpegColor.Grey, _ => JpegColor.YCbCr })];
            return new[] { Packed.Pack(color, tables, tile), Packed.Pack(color, [], stream) };
        });

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var parts = Packed.Unpack(input, 3);
        var color = (JpegColor)(parts[0].IsEmpty ? 0 : parts[0].Span[0] % 3);
        var rewriter = new JpegFrameHeaderRewriter(parts[1], color, JpegLimits.Default);
        var status = rewriter.TryRewrite(parts[2].Span, out var header);
        FuzzPropertyException.Require(
            (status == JpegRewriteStatus.Done) == header is not null, "a header exactly where it could be made");
        var stream = rewriter.Rewrite(parts[2].Span).Assemble(parts[2].Span, out _);
        var again = JpegHeader.Read(stream, JpegLimits.Default);
        FuzzPropertyException.Require(again.DefinesItsTables, "the new stream has its tables");
        FuzzPropertyException.Require(again.ScanOffset == header!.Bytes.Length, "the new header ends where its scan begins");
    }
}
