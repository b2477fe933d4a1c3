using System.Buffers.Binary;
using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Strips are joined into one stream.</summary>
internal sealed class JpegStripsTarget : FuzzTarget
{
    private const int MaxStrips = 8;

    public override string Name => "jpeg-strips";

    public override IReadOnlyList<string> EntryPoints => ["JpegStripJoiner.TryJoin"];

    public override IStructure Structure { get; } = new JpegStructure();

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IEnumerable<byte[]> CreateSeeds() => Pictures.Jpegs().SelectMany(
        (stream, index) =>
        {
            var (tables, tile) = JpegTables.Split(stream, JpegLimits.Default);
            var color = (byte)(index switch { 0 => JpegColor.Rgb, 3 => JpegColor.Grey, _ => JpegColor.YCbCr });

            // 48 rows make three MCU rows of 16 or six of 8: strips of 40 are only right where they are the last.
            return new[]
            {
                Packed.Pack([0, 48, 0, 40, 0, 40, color], tables, tile),
                Packed.Pack([0, 48, 0, 80, 0, 40, color], [], stream, stream),
                Packed.Pack([0, 48, 0, 40, 0, 48, color], [], stream),
            };
        });

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var parts = Packed.Unpack(input, 2 + MaxStrips);
        var shape = new byte[7];
        parts[0].Span[..Math.Min(7, parts[0].Length)].CopyTo(shape);
        var image = new JpegStripImage
        {
            Tables = parts[1],
            Color = (JpegColor)(shape[6] % 3),
            Width = BinaryPrimitives.ReadUInt16BigEndian(shape),
            Height = BinaryPrimitives.ReadUInt16BigEndian(shape.AsSpan(2)),
            RowsPerStrip = BinaryPrimitives.ReadUInt16BigEndian(shape.AsSpan(4)),
            Strips = [.. parts.Skip(2).Where(part => !part.IsEmpty)],
        };
        var joined = JpegStripJoiner.TryJoin(image, JpegLimits.Default, out var stream, out var reason);
        FuzzPropertyException.Require(joined ? stream is not null && reason is null : reason is not null, "a stream or a reason");
        if (stream is not null)
        {
            var header = JpegHeader.Read(stream, JpegLimits.Default);
            FuzzPropertyException.Require(
                header.Width == image.Width && header.Height == image.Height, "the joined stream has the image's size");
        }
    }
}
