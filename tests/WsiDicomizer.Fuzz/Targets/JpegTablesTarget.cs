using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Streams are split into tables and tile.</summary>
internal sealed class JpegTablesTarget : FuzzTarget
{
    public override string Name => "jpeg-tables";

    public override IReadOnlyList<string> EntryPoints => ["JpegTables.Split"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IStructure Structure { get; } = new JpegStructure();

    public override IEnumerable<byte[]> CreateSeeds() => Pictures.Jpegs();

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var (tables, tile) = JpegTables.Split(input.Span, JpegLimits.Default);
        FuzzPropertyException.Require(
            tables.Length + tile.Length <= input.Length + 16, "tables and tile are no longer than the stream");
        JpegHeader.Read(tile, JpegLimits.Default);
    }
}
