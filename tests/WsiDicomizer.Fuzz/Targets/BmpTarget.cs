using System.Buffers.Binary;
using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Bmp;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Windows bitmaps of 24 bits and with a palette.</summary>
internal sealed class BmpTarget : FuzzTarget
{
    private readonly BmpCodec _codec = new(new BmpLimits { MaxPixels = 1 << 20 });

    public override string Name => "bmp";

    public override IReadOnlyList<string> EntryPoints => ["BmpCodec.Decode", "BmpHeader.Read", "BmpHeader.TryRead"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IStructure Structure { get; } = new BmpStructure();

    public override IEnumerable<byte[]> CreateSeeds() =>
    [
        Stream(24, Pictures.Size.Height, [], Pictures.Samples(3)),
        Stream(24, -Pictures.Size.Height, [], Pictures.Samples(3)),
        Stream(8, Pictures.Size.Height, new byte[1024], Pictures.Samples(1)),
    ];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var image = _codec.Decode(input.Span);
        FuzzPropertyException.Require(image.Samples.Length == image.Size.Area * 3, "as many samples as the size says");
    }

    protected override void Dispose(bool disposing)
    {
        _codec.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Stream(byte bits, int height, byte[] palette, byte[] rows)
    {
        byte[] stream = [.. "BM"u8, .. new byte[52], .. palette, .. rows];
        BinaryPrimitives.WriteInt32LittleEndian(stream.AsSpan(10), 54 + palette.Length);
        BinaryPrimitives.WriteInt32LittleEndian(stream.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(stream.AsSpan(18), Pictures.Size.Width);
        BinaryPrimitives.WriteInt32LittleEndian(stream.AsSpan(22), height);
        stream[26] = 1;
        stream[28] = bits;
        return stream;
    }

    private sealed class BmpStructure : IStructure
    {
        public IEnumerable<Field> FindFields(byte[] bytes) => bytes.Length < 54
            ? []
            : [.. new[] { 10, 14, 18, 22, 30, 46 }.Select(offset => Field.Little(offset, 4)), Field.Little(28, 2)];
    }
}
