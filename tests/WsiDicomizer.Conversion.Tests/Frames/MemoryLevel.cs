using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Tests.Frames;

/// <summary>A level of any size and encoding, whose tiles are given as bytes; those without bytes are not stored.</summary>
internal sealed class MemoryLevel : SlideLevel
{
    private readonly List<ByteRange> _ranges = [];
    private readonly byte[] _file;

    public MemoryLevel(PixelSize size, PixelSize tileSize, TileEncoding encoding, Func<int, byte[]> makeTile)
    {
        (Size, TileSize, Encoding) = (size, tileSize, encoding);
        var file = new List<byte>();
        for (var tile = 0; tile < TileCount; tile++)
        {
            var bytes = makeTile(tile);
            _ranges.Add(new ByteRange(bytes.Length == 0 ? 0 : file.Count, bytes.Length));
            file.AddRange(bytes);
        }

        _file = [.. file];
    }

    public int Number { get; init; }

    public ITilePainter? Painter { get; init; }

    public bool IsDark { get; init; }

    public override int Index => Number;

    public override PixelSize Size { get; }

    public override PixelSize TileSize { get; }

    public override TileEncoding Encoding { get; }

    public override PixelSpacing? Spacing => null;

    public override string Location => "memory";

    public override int SourceFileIndex => 0;

    public override ITilePainter? TilePainter => Painter;

    public override bool HasDarkBackground => IsDark;

    public static TileEncoding Coded(
        TileCompression compression, int samplesPerPixel, int bits, bool predictor = false, bool bigEndian = false, bool planar = false) => new()
        {
            Compression = compression,
            Color = samplesPerPixel == 1 ? TileColor.Grey : TileColor.Rgb,
            BitsPerSample = bits,
            SamplesPerPixel = samplesPerPixel,
            HorizontalPredictor = predictor,
            IsBigEndian = bigEndian,
            IsPlanar = planar,
            VendorName = compression.ToString(),
        };

    public override ByteRange GetTileRange(int tileIndex) => _ranges[tileIndex];

    public override void ReadBytes(long offset, Span<byte> destination) =>
        _file.AsSpan((int)offset, destination.Length).CopyTo(destination);
}
