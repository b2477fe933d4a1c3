using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg2000;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>The main header of JPEG 2000 codestreams, and boxes before them.</summary>
internal sealed class Jpeg2000HeaderTarget : FuzzTarget
{
    public override string Name => "jpeg2000-header";

    public override IReadOnlyList<string> EntryPoints =>
        ["Jpeg2000Header.Read", "Jpeg2000Header.TryRead", "Jpeg2000Boxes.TryFindCodestream", "Jpeg2000Boxes.IsBoxFile"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IStructure Structure { get; } = new Jpeg2000Structure();

    public override IEnumerable<byte[]> CreateSeeds() =>
        [.. Pictures.Jpeg2000s(), .. Pictures.Jpeg2000s().Select(Pictures.BoxFile)];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        Jpeg2000Boxes.IsBoxFile(input.Span);
        if (!Jpeg2000Boxes.TryFindCodestream(input.Span, Jpeg2000Limits.Default, out var offset, out var length, out var fault))
        {
            throw fault.ToException("JP2 file");
        }

        FuzzPropertyException.Require(
            offset >= 0 && length >= 0 && (long)offset + length <= input.Length, "the codestream lies inside the file");
        var header = Jpeg2000Header.Read(input.Span.Slice(offset, length), Jpeg2000Limits.Default);
        FuzzPropertyException.Require(header.Width >= 1 && header.Height >= 1 && header.TileCount >= 1, "a size and a tile");
        FuzzPropertyException.Require(header.FirstTilePartOffset <= length, "the tile-parts begin inside the codestream");
        FuzzPropertyException.Require(header.Components.Count >= 1 || !header.IsSubsampled, "a component");
    }
}
