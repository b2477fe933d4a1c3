using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Png;
using WsiDicomizer.Slides.Composing;

namespace WsiDicomizer.Slides.Formats.PlainImage;

/// <summary>A PNG as a level: it is read from its top, a row of tiles at a time.</summary>
internal sealed class PlainPngLevel : SlideLevel, ITilePainter, IDisposable
{
    private readonly SlideFile _file;
    private readonly RowBands _bands;

    /// <summary>Makes the level; nothing is decoded yet.</summary>
    /// <param name="file">The image's file.</param>
    /// <param name="header">Its header.</param>
    /// <param name="encoding">How it is stored.</param>
    /// <param name="spacing">The size of its pixels, or null.</param>
    /// <exception cref="SlideFormatException">It has more pixels, or more columns, than the limits allow.</exception>
    public PlainPngLevel(SlideFile file, PngHeader header, TileEncoding encoding, PixelSpacing? spacing)
    {
        _file = file;
        Size = header.Size;
        Encoding = encoding;
        Spacing = spacing;
        var pixelBytes = encoding.SamplesPerPixel * encoding.BitsPerSample / 8;
        if (Size.Area > PlainImageLimits.MaxPngPixels || PlainTileSide.TryChoose(Size, pixelBytes) is not { } side)
        {
            throw new SlideFormatException(
                SlideProblem.Unsupported,
                $"a PNG of {Size} pixels is too large: the limits are {PlainImageLimits.MaxPngPixels} pixels, and "
                + $"{PlainImageLimits.MaxBandBytes} bytes of rows that are decoded at a time; save it as a TIFF with tiles",
                file.Path);
        }

        TileSize = new PixelSize(side, side);
        _bands = new RowBands(Size, pixelBytes, side, PlainImageLimits.KeptBandBytes, () => new PlainPngRows(file, header));
    }

    /// <inheritdoc/>
    public override int Index => 0;

    /// <inheritdoc/>
    public override PixelSize Size { get; }

    /// <inheritdoc/>
    public override PixelSize TileSize { get; }

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override PixelSpacing? Spacing { get; }

    /// <inheritdoc/>
    public override string Location => "the file";

    /// <inheritdoc/>
    public override int SourceFileIndex => 0;

    /// <inheritdoc/>
    public override ITilePainter TilePainter => this;

    /// <inheritdoc/>
    public string Reason => "a PNG has no tiles";

    /// <inheritdoc/>
    public bool IsReadInRows => true;

    /// <inheritdoc/>
    public long StoredBytes => _file.Length;

    /// <inheritdoc/>
    public bool IsStoredWithLoss => false;

    /// <summary>The decoded rows that are kept.</summary>
    public RowBands Bands => _bands;

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
        _bands.Cut(column, row, TileSize.Width, pixels);
    }

    /// <inheritdoc/>
    public void Dispose() => _bands.Dispose();
}
