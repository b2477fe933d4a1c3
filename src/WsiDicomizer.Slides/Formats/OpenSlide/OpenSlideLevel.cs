using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.OpenSlide;

namespace WsiDicomizer.Slides.Formats.OpenSlide;

/// <summary>A level as the library renders it.</summary>
internal sealed class OpenSlideLevel : SlideLevel, ITilePainter
{
    // What viewers ask for at once.
    private const int TileSide = 512;

    private readonly SlideFile _file;
    private readonly OpenSlideFile _slide;
    private readonly double _downsample;
    private readonly uint _background;
    private readonly double _share;

    private OpenSlideLevel(SlideFile file, OpenSlideFile slide, int index, PixelSpacing? baseSpacing, uint background)
    {
        _file = file;
        _slide = slide;
        _background = background;
        Index = index;
        (Size, _downsample) = slide.GetLevel(index);
        _share = (double)Size.Area / Enumerable.Range(0, slide.LevelCount).Sum(level => (double)slide.GetLevel(level).Size.Area);
        Spacing = baseSpacing is { } spacing
            ? new PixelSpacing(spacing.XMicrometres * _downsample, spacing.YMicrometres * _downsample)
            : null;
    }

    /// <inheritdoc/>
    public override int Index { get; }

    /// <inheritdoc/>
    public override PixelSize Size { get; }

    /// <inheritdoc/>
    public override PixelSize TileSize => new(TileSide, TileSide);

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; } = new()
    {
        Compression = TileCompression.Unknown,
        Color = TileColor.Rgb,
        BitsPerSample = 8,
        SamplesPerPixel = 3,
        VendorName = "rendered by OpenSlide",
    };

    /// <inheritdoc/>
    public override PixelSpacing? Spacing { get; }

    /// <inheritdoc/>
    public override string Location => $"level {Index} of OpenSlide";

    /// <inheritdoc/>
    public override int SourceFileIndex => 0;

    /// <inheritdoc/>
    public override ITilePainter TilePainter => this;

    /// <inheritdoc/>
    string ITilePainter.Reason => "OpenSlide renders it, which hands out pixels only";

    /// <summary>What the level takes in the file is the library's secret: its share of the file, by its pixels.</summary>
    long ITilePainter.StoredBytes => (long)(_file.Length * _share);

    /// <summary>Nobody knows, and nearly all scanners compress with loss: no more is promised.</summary>
    bool ITilePainter.IsStoredWithLoss => true;

    /// <summary>All levels of a slide.</summary>
    /// <param name="file">The slide's file.</param>
    /// <param name="slide">The slide.</param>
    /// <param name="metadata">Its metadata.</param>
    /// <param name="background">What was not scanned.</param>
    /// <exception cref="SlideFormatException">There are none, or too many.</exception>
    public static IReadOnlyList<SlideLevel> ReadAll(
        SlideFile file, OpenSlideFile slide, SlideMetadata metadata, uint background) =>
        slide.LevelCount is > 0 and <= OpenSlideLimits.MaxLevels
            ? [.. Enumerable.Range(0, slide.LevelCount)
                .Select(index => new OpenSlideLevel(file, slide, index, metadata.Spacing, background))]
            : throw new SlideFormatException(
                SlideProblem.Unsupported,
                $"OpenSlide tells {slide.LevelCount} levels; expected 1 to {OpenSlideLimits.MaxLevels}",
                file.Path);

    /// <inheritdoc/>
    public override ByteRange GetTileRange(int tileIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tileIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tileIndex, TileCount);
        return new ByteRange(0, _file.Length);
    }

    /// <inheritdoc/>
    public override void ReadBytes(long offset, Span<byte> destination) => _file.ReadExactly(offset, destination);

    /// <inheritdoc/>
    public void PaintTile(int tileIndex, Span<byte> pixels)
    {
        var (row, column) = Math.DivRem(tileIndex, TileColumns);
        try
        {
            // The library takes places in pixels of the largest level.
            _slide.ReadRegion(
                Index,
                (long)Math.Round(column * TileSide * _downsample),
                (long)Math.Round(row * TileSide * _downsample),
                TileSize,
                _background,
                pixels);
        }
        catch (CodecException exception)
        {
            throw OpenSlideErrors.ToSlideError(exception, _file.Path);
        }
    }

    /// <inheritdoc/>
    public override string DescribeTile(int tileIndex) => $"of {Location}";
}
