using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Tests.Frames;

/// <summary>A level of square RGB tiles in one row, whose tiles are given as bytes.</summary>
internal sealed class FakeLevel : SlideLevel
{
    private readonly List<ByteRange> _ranges = [];
    private readonly byte[] _file;

    public FakeLevel(
        IEnumerable<byte[]> tiles, int gapBytes = 0, int tileSide = 1, TileCompression compression = TileCompression.Jpeg)
    {
        TileSize = new PixelSize(tileSide, tileSide);
        Encoding = new TileEncoding
        {
            Compression = compression,
            Color = TileColor.Rgb,
            BitsPerSample = 8,
            SamplesPerPixel = 3,
            VendorName = "fake",
        };
        var file = new List<byte>();
        foreach (var tile in tiles)
        {
            _ranges.Add(new ByteRange(tile.Length == 0 ? 0 : file.Count, tile.Length));
            file.AddRange(tile);
            file.AddRange(new byte[gapBytes]);
        }

        _file = [.. file];
    }

    /// <summary>Makes further tiles that share the bytes of the first.</summary>
    public FakeLevel RepeatFirst(int times)
    {
        _ranges.AddRange(Enumerable.Repeat(_ranges[0], times));
        return this;
    }

    public override int Index => 0;

    public override PixelSize Size => new(_ranges.Count * TileSize.Width, TileSize.Height);

    public override PixelSize TileSize { get; }

    public override TileEncoding Encoding { get; }

    public override PixelSpacing? Spacing => null;

    public override string Location => "page 0";

    public override int SourceFileIndex => 0;

    public override ByteRange GetTileRange(int tileIndex) => _ranges[tileIndex];

    public override void ReadBytes(long offset, Span<byte> destination)
    {
        if (offset + destination.Length > _file.Length)
        {
            throw new SlideFormatException(SlideProblem.Damaged, "the file ends", "fake", offset);
        }

        _file.AsSpan((int)offset, destination.Length).CopyTo(destination);
    }
}
