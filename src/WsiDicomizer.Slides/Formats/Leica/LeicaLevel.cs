using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Leica;

/// <summary>A level of a scanned area: a tiled page.</summary>
internal sealed class LeicaLevel : SlideLevel
{
    private readonly SlideFile _file;
    private readonly TiffImage _image;

    /// <summary>Makes the level.</summary>
    /// <param name="file">The slide's file.</param>
    /// <param name="index">0-based in its area, 0 is the largest.</param>
    /// <param name="area">The area.</param>
    /// <exception cref="SlideFormatException">The tile tables are damaged, or the tiles are stored in an unsupported way.</exception>
    public LeicaLevel(SlideFile file, int index, LeicaArea area)
    {
        _file = file;
        HasDarkBackground = area.OpticalPath is { IsFluorescence: true };
        _image = area.Levels[index];
        Index = index;
        Segments = _image.ReadSegments();
        Encoding = LeicaEncoding.Read(_image, Segments);

        // The spacing follows the sizes: every level covers the same area of glass.
        var baseSize = area.Levels[0].Size;
        Spacing = new PixelSpacing(
            area.Spacing.XMicrometres * ((double)baseSize.Width / Size.Width),
            area.Spacing.YMicrometres * ((double)baseSize.Height / Size.Height));
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

    /// <inheritdoc/>
    public override bool HasDarkBackground { get; }

    /// <summary>Where the tiles are.</summary>
    public TiffSegmentTable Segments { get; }

    /// <inheritdoc/>
    /// <exception cref="SlideFormatException">The tile lies beyond the end of the file.</exception>
    public override ByteRange GetTileRange(int tileIndex) => Segments.GetRange(tileIndex);

    /// <inheritdoc/>
    public override void ReadBytes(long offset, Span<byte> destination) => _file.ReadExactly(offset, destination);
}
