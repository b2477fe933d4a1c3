using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Composing;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.PlainImage;

/// <summary>An image in strips: tiles are cut out of the few strips that they need.</summary>
internal sealed class PlainTiffLevel : SlideLevel, ITilePainter
{
    private readonly SlideFile _file;
    private readonly TiffImage _image;
    private readonly TiffPicture _picture;
    private readonly int _tileSide;
    private readonly int _pieceRows;
    private readonly int _piecesPerStrip;
    private readonly DecodedPictureCache<(int Strip, int Piece)> _pieces;

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

        // Of uncompressed strips any rows can be read; of others only the first ones without the rest.
        _pieceRows = Encoding.Compression == TileCompression.Uncompressed
            ? (int)Math.Clamp(PlainImageLimits.PieceBytes / rowBytes, 1, image.SegmentSize.Height)
            : image.SegmentSize.Height;
        _piecesPerStrip = (image.SegmentSize.Height + _pieceRows - 1) / _pieceRows;
        if (rowBytes * _pieceRows > PlainImageLimits.MaxStripBytes
            || PlainTileSide.TryChoose(Size, Encoding.SamplesPerPixel) is not { } side)
        {
            throw image.Directory.Unsupported(
                $"a strip of {image.SegmentSize} pixels has more than {PlainImageLimits.MaxStripBytes} bytes decoded, the limit, or a "
                + $"row of tiles more than {PlainImageLimits.MaxBandBytes}: save the image in smaller strips, or in tiles");
        }

        _tileSide = side;

        // All pieces that a row of tiles lies on, which need not begin with one.
        _pieces = new DecodedPictureCache<(int Strip, int Piece)>(
            Math.Clamp(rowBytes * (side + (2L * _pieceRows)), PlainImageLimits.LeastKeptBytes, PlainImageLimits.MostKeptBytes),
            Decode);
    }

    /// <inheritdoc/>
    public override int Index => 0;

    /// <inheritdoc/>
    public override PixelSize Size => _image.Size;

    /// <inheritdoc/>
    public override PixelSize TileSize => new(_tileSide, _tileSide);

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
    public bool IsReadInRows => true;

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
        var top = tileRow * _tileSide;
        var bottom = Math.Min(Size.Height, top + _tileSide);
        var rowsPerStrip = _image.SegmentSize.Height;
        pixels.Fill(byte.MaxValue);
        for (var row = top; row < bottom;)
        {
            var (strip, rowInStrip) = Math.DivRem(row, rowsPerStrip);
            var (piece, firstRow) = Math.DivRem(rowInStrip, _pieceRows);
            var source = _pieces.Get((strip, piece));
            var rows = Math.Min(source.Size.Height - firstRow, bottom - row);
            var area = new PixelArea(tileColumn * _tileSide, firstRow, _tileSide, rows);
            PixelCopy.Cut(
                source.Samples, source.Size, area, samples, pixels.Slice((row - top) * _tileSide * samples, rows * _tileSide * samples));
            row += rows;
        }
    }

    private DecodedImage Decode((int Strip, int Piece) key)
    {
        var stripRows = Math.Min(_image.SegmentSize.Height, Size.Height - (key.Strip * _image.SegmentSize.Height));
        var firstRow = key.Piece * _pieceRows;
        var rows = Math.Min(_pieceRows, stripRows - firstRow);
        return new DecodedImage
        {
            Size = new PixelSize(Size.Width, rows),
            SamplesPerPixel = Encoding.SamplesPerPixel,
            Samples = _piecesPerStrip == 1
                ? _picture.ReadStripPixels(key.Strip)
                : _picture.ReadUncompressedRows(key.Strip, firstRow, rows),
            ColorTransformUndone = true,
        };
    }
}
