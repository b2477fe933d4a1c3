using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Encoders;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Pages;

/// <summary>Writes levels and pictures as plain pages; what makes them a vendor's is added by the vendor's own writer.</summary>
internal sealed class PagedFileWriter : IDisposable
{
    private const int RowsPerStrip = 64;

    private readonly PagedPlan _plan;
    private readonly PageEncoding _encoding;
    private readonly JpegCodec _jpeg = new(JpegLimits.Default);
    private readonly Jpeg2000Codec? _jpeg2000;
    private readonly ITileEncoder _encoder;
    private readonly TileGridWriter _tiles;

    /// <summary>Starts the file.</summary>
    /// <param name="plan">What is decided.</param>
    /// <param name="encoding">How the levels are stored.</param>
    /// <param name="stream">Empty, and able to seek.</param>
    /// <param name="big">BigTIFF.</param>
    /// <param name="see">Puts something before the encoder of level tiles, which changes what it sees; null for nothing.</param>
    public PagedFileWriter(
        PagedPlan plan, PageEncoding encoding, Stream stream, bool big, Func<ITileEncoder, ITileEncoder>? see = null)
    {
        _plan = plan;
        _encoding = encoding;
        Writer = new TiffWriter(stream, big || plan.NeedsBigTiff);
        Painter = new SlidePainter(plan.Options.Seed);
        Plantings = new PagePlantings(plan);
        Jpeg2000Codec? created = null;
        _encoder = encoding.CreateEncoder(_jpeg, () => created ??= new Jpeg2000Codec(Jpeg2000Limits.Default));
        _encoder = see?.Invoke(_encoder) ?? _encoder;
        _jpeg2000 = created;
        _tiles = new TileGridWriter(Writer, Painter, _encoder, plan.Options.TileSize, plan.Options.MaxDistinctTiles);
    }

    /// <summary>The file.</summary>
    public TiffWriter Writer { get; }

    /// <summary>Draws.</summary>
    public SlidePainter Painter { get; }

    /// <summary>Plants.</summary>
    public PagePlantings Plantings { get; }

    private int PictureScale => _plan.Options.Size.Width < 512 ? 2 : 1;

    /// <summary>Writes the tiles of a level and makes its page, which the caller completes and writes.</summary>
    /// <param name="level">0-based.</param>
    /// <param name="page">The page that it becomes, as the answer key counts.</param>
    /// <param name="isMissing">Which tiles get no bytes.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    public (TiffDirectory Directory, AnswerKeyLevel Level) WriteLevel(
        int level, int page, Func<int, bool> isMissing, CancellationToken cancellationToken)
    {
        var size = _plan.Levels[level];
        var grid = _plan.GridOf(size);
        var plantings = level == 0 && _encoding.IsJpeg ? Plantings.OfJpegTiles(page, grid.Columns * grid.Rows) : [];
        var written = _tiles.Write(level, grid, isMissing, plantings, cancellationToken);
        var directory = Describe(written.Directory, size, level == 0 ? 0u : 1u);
        SetTables(directory, page, level == 0);
        return (directory, new AnswerKeyLevel
        {
            Page = page,
            Width = size.Width,
            Height = size.Height,
            TileWidth = _plan.Options.TileSize,
            TileHeight = _plan.Options.TileSize,
            RepeatsAfter = written.RepeatsAfter,
            MissingTiles = written.Missing,
        });
    }

    /// <summary>Draws the label; smaller beside a very small slide.</summary>
    public Canvas PaintLabel() => GlassPainter.PaintLabel(387 / PictureScale, 463 / PictureScale, Plantings.LabelText);

    /// <summary>Draws the glass with its label.</summary>
    /// <param name="label">The label.</param>
    public Canvas PaintMacro(Canvas label) => GlassPainter.PaintMacro(
        1280 / PictureScale,
        431 / PictureScale,
        label,
        Painter,
        (double)_plan.Options.Size.Width / _plan.Options.Size.Height);

    /// <summary>Encodes a tile as the levels are stored.</summary>
    /// <param name="canvas">As large as a tile.</param>
    public byte[] Encode(Canvas canvas) => _encoder.Encode(canvas);

    /// <summary>Writes tiles that were encoded before and makes their page, which the caller completes and writes.</summary>
    /// <param name="tiles">Row by row.</param>
    /// <param name="size">Of the page.</param>
    /// <param name="subfileType">Tag 254.</param>
    /// <param name="tileSize">Columns and rows of a tile.</param>
    public TiffDirectory WriteTiles(IReadOnlyList<byte[]> tiles, PixelSize size, uint subfileType, int tileSize)
    {
        List<long> offsets = [.. tiles.Select(tile => Writer.Append(tile))];
        var directory = new TiffDirectory()
            .Offsets(TiffTag.TileOffsets, offsets, Writer.Big)
            .Long(TiffTag.TileByteCounts, [.. tiles.Select(tile => (uint)tile.Length)])
            .Long(TiffTag.TileWidth, (uint)tileSize)
            .Long(TiffTag.TileLength, (uint)tileSize);
        return Describe(directory, size, subfileType);
    }

    /// <summary>Sets the tables of JPEG tiles, where they share them.</summary>
    /// <param name="directory">The page.</param>
    /// <param name="page">Its number.</param>
    /// <param name="isPlanted">Whether something is planted in them.</param>
    public void SetTables(TiffDirectory directory, int page, bool isPlanted)
    {
        if (_encoder.SharedTables is { } tables)
        {
            directory.Undefined(TiffTag.JPEGTables, isPlanted ? Plantings.IntoTables(page, tables) : tables);
        }
    }

    /// <summary>Writes a picture in uncompressed strips and makes its page, which the caller completes and writes.</summary>
    /// <param name="canvas">The picture.</param>
    /// <param name="subfileType">Tag 254.</param>
    public TiffDirectory WriteStrips(Canvas canvas, uint subfileType)
    {
        List<long> offsets = [];
        List<uint> counts = [];
        for (var row = 0; row < canvas.Height; row += RowsPerStrip)
        {
            var strip = canvas.Rows(row, Math.Min(RowsPerStrip, canvas.Height - row));
            offsets.Add(Writer.Append(strip));
            counts.Add((uint)strip.Length);
        }

        var directory = new TiffDirectory()
            .Offsets(TiffTag.StripOffsets, offsets, Writer.Big)
            .Long(TiffTag.StripByteCounts, [.. counts])
            .Long(TiffTag.RowsPerStrip, RowsPerStrip);
        return new PageEncoding { Compression = 1 }.Describe(
            Size(directory, new PixelSize(canvas.Width, canvas.Height), subfileType));
    }

    /// <summary>Sets the resolution in pixels per centimetre.</summary>
    /// <param name="directory">A page.</param>
    /// <param name="level">Its level, 0-based.</param>
    public void SetResolution(TiffDirectory directory, int level)
    {
        var scale = (double)_plan.Levels[0].Width / _plan.Levels[level].Width;
        var resolution = (uint)Math.Round(10_000 / (_plan.Options.MicrometresPerPixel * scale) * 1000);
        directory
            .Rational(TiffTag.XResolution, resolution, 1000)
            .Rational(TiffTag.YResolution, resolution, 1000)
            .Short(TiffTag.ResolutionUnit, 3);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _jpeg.Dispose();
        _jpeg2000?.Dispose();
    }

    private TiffDirectory Describe(TiffDirectory directory, PixelSize size, uint subfileType) =>
        _encoding.Describe(Size(directory, size, subfileType));

    private static TiffDirectory Size(TiffDirectory directory, PixelSize size, uint subfileType) => directory
        .Long(TiffTag.NewSubfileType, subfileType)
        .Long(TiffTag.ImageWidth, (uint)size.Width)
        .Long(TiffTag.ImageLength, (uint)size.Height);
}
