using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Philips;

/// <summary>A level of a Philips slide: a tiled page, cut to its true size.</summary>
internal sealed class PhilipsLevel : SlideLevel
{
    private readonly SlideFile _file;
    private readonly TiffImage _image;

    /// <summary>Makes the level.</summary>
    /// <param name="file">The slide's file.</param>
    /// <param name="index">0-based, 0 is the largest.</param>
    /// <param name="structure">The slide's pages.</param>
    /// <param name="baseSpacing">Of level 0.</param>
    /// <exception cref="SlideFormatException">The tile tables are damaged, or the tiles are stored in an unsupported way.</exception>
    public PhilipsLevel(SlideFile file, int index, PhilipsStructure structure, PixelSpacing? baseSpacing)
    {
        _file = file;
        _image = structure.Levels[index].Image;
        Index = index;
        Size = structure.LevelSizes[index];
        Segments = _image.ReadSegments();
        Encoding = JpegPageEncoding.Read(_image, Segments, isLevel: true);
        var baseSize = structure.LevelSizes[0];

        // The spacing follows the sizes: every level covers the same area of glass.
        Spacing = baseSpacing is { } spacing
            ? new PixelSpacing(
                spacing.XMicrometres * ((double)baseSize.Width / Size.Width),
                spacing.YMicrometres * ((double)baseSize.Height / Size.Height))
            : null;
    }

    /// <inheritdoc/>
    public override int Index { get; }

    /// <inheritdoc/>
    public override PixelSize Size { get; }

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
    /// <remarks>The scanner stores no tile where it found no tissue: offset and length are 0.</remarks>
    public override bool HasBackgroundForMissingTiles => true;

    /// <summary>Where the tiles of the page are, those of its padding too.</summary>
    public TiffSegmentTable Segments { get; }

    /// <inheritdoc/>
    /// <exception cref="SlideFormatException">The tile lies beyond the end of the file.</exception>
    public override ByteRange GetTileRange(int tileIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tileIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tileIndex, TileCount);

        // The page may have one more column of padding than the level.
        var (row, column) = Math.DivRem(tileIndex, TileColumns);
        return Segments.GetRange((row * _image.SegmentColumns) + column);
    }

    /// <inheritdoc/>
    public override void ReadBytes(long offset, Span<byte> destination) => _file.ReadExactly(offset, destination);
}
