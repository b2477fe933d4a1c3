using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.TiffPages;

/// <summary>A level whose tiles are those of a page.</summary>
internal sealed class TiffPageLevel : SlideLevel
{
    private readonly SlideFile _file;
    private readonly TiffImage _image;

    /// <summary>Makes the level.</summary>
    /// <param name="file">The slide's file.</param>
    /// <param name="index">0-based, 0 is the largest.</param>
    /// <param name="image">The level's page.</param>
    /// <param name="baseSpacing">Of level 0.</param>
    /// <param name="baseSize">Of level 0.</param>
    /// <param name="isDark">Whether nothing is black, as in fluorescence.</param>
    /// <exception cref="SlideFormatException">The tile tables are damaged, or the tiles are stored in an unsupported way.</exception>
    public TiffPageLevel(SlideFile file, int index, TiffImage image, PixelSpacing? baseSpacing, PixelSize baseSize, bool isDark = false)
    {
        HasDarkBackground = isDark;
        _file = file;
        _image = image;
        Index = index;
        Segments = image.ReadSegments();
        Encoding = TiffPageEncoding.Read(image, Segments, isLevel: true);
        Spacing = TiffPageSpacing.Scale(baseSpacing, baseSize, Size);
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
    /// <remarks>Writers of such files leave out what was not scanned: OpenSlide since 4.0 shows it as background.</remarks>
    public override bool HasBackgroundForMissingTiles => true;

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
