using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Pyramid;

/// <summary>A level that the slide does not have: its tiles are nowhere but in the frames that are computed.</summary>
internal sealed class ComputedLevel : SlideLevel
{
    private readonly SlideLevel _base;

    /// <summary>Creates the level.</summary>
    /// <param name="baseLevel">The largest level, of whose tile size and encoding it is.</param>
    /// <param name="halvings">How often the largest level was halved, at least 1.</param>
    public ComputedLevel(SlideLevel baseLevel, int halvings)
    {
        _base = baseLevel;
        Halvings = halvings;
        Size = Halve(baseLevel.Size, halvings);
    }

    /// <summary>How often the largest level was halved.</summary>
    public int Halvings { get; }

    /// <inheritdoc/>
    public override int Index => Halvings;

    /// <inheritdoc/>
    public override PixelSize Size { get; }

    /// <inheritdoc/>
    public override PixelSize TileSize => _base.TileSize;

    /// <inheritdoc/>
    public override TileEncoding Encoding => _base.Encoding;

    /// <inheritdoc/>
    public override PixelSpacing? Spacing => null;

    /// <inheritdoc/>
    public override string Location => "computed";

    /// <inheritdoc/>
    public override int SourceFileIndex => _base.SourceFileIndex;

    /// <summary>Half of a size, and half of that, and so on; odd sizes are rounded up, so that no pixel is lost.</summary>
    /// <param name="size">The size.</param>
    /// <param name="halvings">How often.</param>
    public static PixelSize Halve(PixelSize size, int halvings)
    {
        for (var i = 0; i < halvings; i++)
        {
            size = new PixelSize((size.Width / 2) + (size.Width & 1), (size.Height / 2) + (size.Height & 1));
        }

        return size;
    }

    /// <inheritdoc/>
    public override ByteRange GetTileRange(int tileIndex) => default;

    /// <inheritdoc/>
    public override void ReadBytes(long offset, Span<byte> destination) =>
        throw new InvalidOperationException("a computed level has no bytes in the slide");
}
