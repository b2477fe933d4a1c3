using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Tiles;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>A stream is cut into tiles, by a table of starts that may be wrong and without; both ways have to agree.</summary>
internal sealed class JpegTileCutterTarget : FuzzTarget
{
    private const int MaxRows = 4;
    private const int MaxColumns = 16;

    private static readonly PixelSize TileSize = new(16, 16);

    public override string Name => "jpeg-tile-cutter";

    public override IReadOnlyList<string> EntryPoints => ["JpegTileCutter..ctor", "JpegTileCutter.Cut"];

    public override IStructure Structure { get; } = new JpegStructure();

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IEnumerable<byte[]> CreateSeeds()
    {
        foreach (var stream in Pictures.Jpegs())
        {
            yield return stream;
        }

        // Strips joined by restart markers, as large scans have them.
        using var codec = new JpegCodec(JpegLimits.Default);
        var strip = codec.Encode(Pictures.Samples(3).AsSpan(0, 48 * 8 * 3), new PixelSize(48, 8), new JpegEncodeOptions());
        if (JpegStripJoiner.TryJoin(
            new JpegStripImage { Color = JpegColor.YCbCr, Width = 48, Height = 40, RowsPerStrip = 8, Strips = [strip, strip, strip, strip, strip] },
            JpegLimits.Default,
            out var joined,
            out _))
        {
            yield return joined;
        }
    }

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var bytes = new Stored(input);

        // Starts as far apart as the input's last byte says: wrong nearly always, and noticed.
        var step = input.IsEmpty ? 3 : 3 + (input.Span[^1] & 63);
        var first = Cut(new JpegTileCutter(bytes, Pictures.Size, TileSize, JpegColor.YCbCr, null, JpegLimits.Default));
        var header = JpegHeader.Read(input.Span, JpegLimits.Default);
        var known = new JpegKnownStarts(Math.Max(1, input.Length / step), index => header.ScanOffset + ((long)index * step));
        var second = Cut(new JpegTileCutter(bytes, Pictures.Size, TileSize, JpegColor.YCbCr, known, JpegLimits.Default));
        FuzzPropertyException.Require(
            first.Zip(second).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)), "the same tiles whatever the table says");
    }

    private static List<byte[]> Cut(JpegTileCutter cutter)
    {
        var tiles = new List<byte[]>();
        for (var row = 0; row < Math.Min(MaxRows, cutter.Rows); row++)
        {
            foreach (var tile in cutter.Cut(0, Math.Min(MaxColumns, cutter.Columns), row))
            {
                var header = JpegHeader.Read(tile, JpegLimits.Default);
                FuzzPropertyException.Require(
                    header.Width == TileSize.Width && header.Height == TileSize.Height, "tiles of the size that was asked for");
                tiles.Add(tile);
            }
        }

        return tiles;
    }

    private sealed class Stored(ReadOnlyMemory<byte> bytes) : IJpegScanBytes
    {
        public long Length => bytes.Length;

        public void Read(long offset, Span<byte> destination) =>
            bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);
    }
}
