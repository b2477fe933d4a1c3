using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Composing;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.PlainImage;

/// <summary>An image in strips: tiles are cut out of the few strips that they need.</summary>
internal sealed class PlainTiffLevel : SlideLevel, ITilePainter
{
    private const int TileSide = 512;

    private readonly SlideFile _file;
    private readonly TiffImage _image;
    private readonly TiffPicture _picture;
    private readonly DecodedPictureCache<int> _strips;

    /// <summary>Makes the level.</summary>
    /// <param name="file">The image's file.</param>
    /// <param name="image">Its page.</param>
    /// <exception cref="SlideFormatException">The strips are damaged or larger than the limits allow.</exception>
    public PlainTiffLevel(SlideFile file, TiffImage image)
    {
        _file = file;
        _image = image;
        Segments = image.ReadSegments();
        Encoding = TiffPageEncoding.Read(image, Segments, isLevel: false);
        _picture = new TiffPicture(image, Segments, Encoding);
        Spacing = TiffPageSpacing.Read(image.Directory);
        var rowBytes = (long)Size.Width * Encoding.SamplesPerPixel;
        if (rowBytes * image.SegmentSize.Height > PlainImageLimits.MaxStripBytes)
        {
            throw image.Directory.Unsupported(
                $"a strip of {image.SegmentSize} pixels has more than {PlainImageLimits.MaxStripBytes} bytes decoded, the limit");
        }

        // The strips of two rows of tiles, which all workers need at a time.
        var kept = 2 * rowBytes * (TileSide + (2L * image.SegmentSize.Height));
        _strips = new DecodedPictureCache<int>(
            Math.Clamp(kept, PlainImageLimits.LeastKeptBytes, PlainImageLimits.MostKeptBytes), Decode);
    }

    /// <inheritdoc/>
    public override int Index => 0;

    /// <inheritdoc/>
    public override PixelSize Size => _image.Size;

    /// <inheritdoc/>
    public override PixelSize TileSize => new(TileSide, TileSide);

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override PixelSpacing? Spacing { get; }

    /// <inheritdoc/>
    public override string Location => _image.Directory.Location;

    /// <inheritdoc/>
    public override int SourceFileIndex => 0;

    /// <inheritdoc/>
    public override ITilePainter TilePainter => this;

    /// <inheritdoc/>
    public string Reason => "the picture is stored in strips";

    /// <inheritdoc/>
    public long StoredBytes => Enumerable.Range(0, Segments.Count)
        .Sum(strip => Segments.TryGetRange(strip, out var range) ? range.Length : 0);

    /// <inheritdoc/>
    public bool IsStoredWithLoss => Encoding.Compression is TileCompression.Jpeg or TileCompression.Jpeg2000;

    /// <summary>Where the strips are.</summary>
    public TiffSegmentTable Segments { get; }

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
        var (tileRow, tileColumn) = Math.DivRem(tileIndex, TileColumns);
        var samples = Encoding.SamplesPerPixel;
        var top = tileRow * TileSide;
        var bottom = Math.Min(Size.Height, top + TileSide);
        var rowsPerStrip = _image.SegmentSize.Height;
        pixels.Fill(byte.MaxValue);
        for (var row = top; row < bottom;)
        {
            var (strip, firstRow) = Math.DivRem(row, rowsPerStrip);
            var rows = Math.Min(rowsPerStrip - firstRow, bottom - row);
            var source = _strips.Get(strip);
            var area = new PixelArea(tileColumn * TileSide, firstRow, TileSide, rows);
            PixelCopy.Cut(
                source.Samples, source.Size, area, samples, pixels.Slice((row - top) * TileSide * samples, rows * TileSide * samples));
            row += rows;
        }
    }

    private DecodedImage Decode(int strip) => new()
    {
        Size = new PixelSize(Size.Width, Math.Min(_image.SegmentSize.Height, Size.Height - (strip * _image.SegmentSize.Height))),
        SamplesPerPixel = Encoding.SamplesPerPixel,
        Samples = _picture.ReadStripPixels(strip),
        ColorTransformUndone = true,
    };
}
