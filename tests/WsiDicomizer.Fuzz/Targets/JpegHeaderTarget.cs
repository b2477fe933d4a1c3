using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>JPEG markers up to the first scan, and the colours that follow from them.</summary>
internal sealed class JpegHeaderTarget : FuzzTarget
{
    public override string Name => "jpeg-header";

    public override IReadOnlyList<string> EntryPoints => ["JpegHeader.Read", "JpegHeader.TryRead"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IStructure Structure { get; } = new JpegStructure();

    public override IEnumerable<byte[]> CreateSeeds() => Pictures.Jpegs();

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var couldRead = JpegHeader.TryRead(input.Span, JpegLimits.Default, out var header);
        FuzzPropertyException.Require(couldRead == header is not null, "a header exactly where it could be read");
        header = JpegHeader.Read(input.Span, JpegLimits.Default);
        FuzzPropertyException.Require(header.ScanOffset <= input.Length, "the scan begins inside the stream");
        FuzzPropertyException.Require(header.McuWidth is >= 8 and <= 120 && header.McuHeight is >= 8 and <= 120, "a unit of 8 to 120");
        foreach (var color in Enum.GetValues<JpegColor>())
        {
            header.ResolveColor(color);
        }
    }
}
