using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.JpegXl;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>libjxl in this process: JPEG streams of any kind are recompressed, and what comes of it gives them back.</summary>
internal sealed class JpegXlTarget : FuzzTarget
{
    private const int MostBytes = 1 << 20;
    private readonly bool _isHere = IsHere();

    public override string Name => "jpeg-xl";

    public override IReadOnlyList<string> EntryPoints => ["JpegXlRecompression.Recompress", "JpegXlRecompression.Reconstruct"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IStructure Structure { get; } = new JpegStructure();

    public override double Share => 0.05;

    public override IEnumerable<byte[]> CreateSeeds() => Pictures.Jpegs();

    public override void Run(ReadOnlyMemory<byte> input)
    {
        if (!_isHere)
        {
            return;
        }

        var stream = JpegXlRecompression.Recompress(input.Span);
        FuzzPropertyException.Require(
            JpegXlRecompression.Reconstruct(stream, MostBytes).AsSpan().SequenceEqual(input.Span), "the JPEG that it was made from");
    }

    private static bool IsHere()
    {
        try
        {
            JpegXlRecompression.RequireLibrary();
            return true;
        }
        catch (NativeLibraryMissingException)
        {
            return false;
        }
    }
}
