using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Whole JPEG and JPEG-LS streams lose their application data and comments; what is left has none to lose.</summary>
internal sealed class JpegScrubberTarget : FuzzTarget
{
    private delegate bool Scrub(
        ReadOnlySpan<byte> stream, JpegLimits limits, out ScrubbedCodestream result, out CodecFault fault);

    public override string Name => "jpeg-scrubber";

    public override IReadOnlyList<string> EntryPoints => ["JpegScrubber.TryScrub", "JpegScrubber.TryScrubJpegLs", "ScrubbedCodestream.ToArray"];

    public override IStructure Structure { get; } = new JpegStructure();

    public override IReadOnlyList<string> Tokens => ["Adobe", "JFIF\0", "mrfx"];

    public override IEnumerable<byte[]> CreateSeeds() =>
        [.. Pictures.Jpegs(), .. JpegLsStreams.All(), .. JpegLsStreams.All().Select(JpegLsStreams.WithComments)];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        RunOne(input.Span, JpegScrubber.TryScrub);
        RunOne(input.Span, JpegScrubber.TryScrubJpegLs);
    }

    private static void RunOne(ReadOnlySpan<byte> input, Scrub scrub)
    {
        if (!scrub(input, JpegLimits.Default, out var result, out var fault))
        {
            FuzzPropertyException.Require(fault.Expected.Length > 0, "a reason");
            return;
        }

        ReadOnlySpan<byte> left = result.ToArray(input);
        FuzzPropertyException.Require(left.Length == result.Length, "the length that was told");
        FuzzPropertyException.Require(left.Length <= input.Length && left.EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]), "a stream up to EOI");
        FuzzPropertyException.Require(
            scrub(left, JpegLimits.Default, out var again, out _)
                && again is { DroppedSegments: 0, Rewritten: null, CutLength: 0 } && again.KeptLength == left.Length,
            "a scrubbed stream has nothing left to lose");
    }
}
