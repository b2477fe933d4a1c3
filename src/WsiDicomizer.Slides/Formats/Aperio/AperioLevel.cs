using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Aperio;

/// <summary>A level of an Aperio slide: a tiled page.</summary>
internal sealed class AperioLevel : SlideLevel
{
    private readonly SlideFile _file;
    private readonly TiffImage _image;

    /// <summary>Makes the level.</summary>
    /// <param name="file">The slide's file.</param>
    /// <param name="index">0-based, 0 is the largest.</param>
    /// <param name="page">The level's page.</param>
    /// <param name="baseSpacing">Of level 0.</param>
    /// <param name="baseSize">Of level 0.</param>
    /// <exception cref="SlideFormatException">The tile tables are damaged, or the tiles are stored in an unsupported way.</exception>
    public AperioLevel(SlideFile file, int index, AperioPage page, PixelSpacing? baseSpacing, PixelSize baseSize)
    {
        _file = file;
        _image = page.Image;
        Index = index;
        Segments = _image.ReadSegments();
        Encoding = AperioEncoding.Read(_image, Segments);

        // The spacing follows the sizes: every level covers the same area of glass. The ratio first, so that
        // the base level's own spacing stays exactly what the file says.
        Spacing = baseSpacing is { } spacing
            ? new PixelSpacing(
                spacing.XMicrometres * ((double)baseSize.Width / Size.Width),
                spacing.YMicrometres * ((double)baseSize.Height / Size.Height))
            : null;
    }

    /// <inheritdoc/>
    public override int Index { get; }

    /// <inheritdoc/>
    public override PixelSize Size => _image.Size;

    /// <inheritdoc/>
    public override PixelSize TileSize => _image.SegmentSize;

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override PixelSpacing? Spacing { get; }

    /// <inheritdoc/>
    public override string Location => _image.Directory.Location;

    /// <inheritdoc/>
    public override int SourceFileIndex => 0;

    /// <summary>Where the tiles are.</summary>
    public TiffSegmentTable Segments { get; }

    /// <inheritdoc/>
    /// <exception cref="SlideFormatException">The tile lies beyond the end of the file.</exception>
    public override ByteRange GetTileRange(int tileIndex) => Segments.GetRange(tileIndex);

    /// <inheritdoc/>
    public override void ReadBytes(long offset, Span<byte> destination) => _file.ReadExactly(offset, destination);
}
