using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Lzw;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>TIFF's LZW: what is decoded is encoded and decoded again.</summary>
internal sealed class LzwTarget : FuzzTarget
{
    private readonly byte[] _destination = new byte[1 << 16];

    public override string Name => "tiff-lzw";

    public override IReadOnlyList<string> EntryPoints =>
        ["TiffLzw.Decode", "TiffLzw.TryDecode", "TiffLzw.Encode", "HorizontalPredictor.Undo", "HorizontalPredictor.Apply"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IEnumerable<byte[]> CreateSeeds() =>
    [
        TiffLzw.Encode(Pictures.Samples(3)),
        TiffLzw.Encode(new byte[9000]),
        TiffLzw.Encode([]),
        TiffLzw.Encode([.. Enumerable.Range(0, 20_000).Select(index => (byte)(index * index))]),
    ];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var decoded = _destination.AsSpan(0, TiffLzw.Decode(input.Span, _destination));
        decoded = decoded[..Math.Min(decoded.Length, 4096)];
        var again = new byte[decoded.Length];
        FuzzPropertyException.Require(
            TiffLzw.Decode(TiffLzw.Encode(decoded), again) == again.Length && decoded.SequenceEqual(again),
            "what is encoded is decoded to itself");
        decoded = decoded[..(decoded.Length - (decoded.Length % 30))];
        HorizontalPredictor.Undo(decoded, 10, 3);
        HorizontalPredictor.Apply(decoded, 10, 3);
        FuzzPropertyException.Require(decoded.SequenceEqual(again.AsSpan(0, decoded.Length)), "the predictor goes both ways");
    }
}
