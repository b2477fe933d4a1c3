using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg2000;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Codestreams are rewritten without comments; what comes out is rewritten to itself.</summary>
internal sealed class Jpeg2000FrameTarget : FuzzTarget
{
    private static readonly byte[] Comment = [0xFF, 0x64, 0, 10, 0, 1, .. "remark"u8];

    public override string Name => "jpeg2000-frame";

    public override IReadOnlyList<string> EntryPoints =>
    [
        "Jpeg2000FrameRewriter.TryRewrite", "Jpeg2000FrameRewriter.Rewrite", "Jpeg2000FrameRewriter.TryRewriteMainHeader",
        "Jpeg2000RewrittenFrame.Assemble", "Jpeg2000RewrittenFrame.ToScrubbed",
    ];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IStructure Structure { get; } = new Jpeg2000Structure();

    public override IEnumerable<byte[]> CreateSeeds() => Pictures.Jpeg2000s().SelectMany(
        stream => new[] { stream, Pictures.BoxFile(stream), WithCommentInTilePart(stream) });

    public override void Run(ReadOnlyMemory<byte> input)
    {
        Jpeg2000FrameRewriter.TryRewriteMainHeader(input.Span, Jpeg2000Limits.Default, out _, out _, out _);
        var frame = Jpeg2000FrameRewriter.Rewrite(input.Span, Jpeg2000Limits.Default).Assemble(input.Span);
        FuzzPropertyException.Require(!frame.AsSpan().IndexOf(Comment).Equals(0), "it begins with a codestream");
        var again = Jpeg2000FrameRewriter.Rewrite(frame, Jpeg2000Limits.Default);
        FuzzPropertyException.Require(
            again.DroppedSegments == 0 && !again.EndWasMissing && again.Assemble(frame).AsSpan().SequenceEqual(frame),
            "a rewritten frame has nothing left to drop");
        FuzzPropertyException.Require(
            again.ToScrubbed(frame) == new ScrubbedCodestream(frame.Length, null, 0), "a rewritten frame stays as it is");
    }

    // Behind the SOT segment of the first tile-part, with Psot (0: to EOC) set so that the length stays right.
    private static byte[] WithCommentInTilePart(byte[] stream)
    {
        var start = stream.AsSpan().IndexOf<byte>([0xFF, 0x90]);
        byte[] changed = [.. stream.AsSpan(0, start + 12), .. Comment, .. stream.AsSpan(start + 12)];
        changed.AsSpan(start + 6, 4).Clear();
        return changed;
    }
}
