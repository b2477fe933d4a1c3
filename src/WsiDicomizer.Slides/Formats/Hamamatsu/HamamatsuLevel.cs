using System.Globalization;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Tiles;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Hamamatsu;

/// <summary>A level of an NDPI slide: one JPEG stream as large as the level, cut into tiles without decoding.</summary>
/// <remarks>
/// The size is that of the frame header, which is right where the tags are rounded; 0 there means more than 65,535, then the
/// tags tell.
/// </remarks>
internal sealed class HamamatsuLevel : SlideLevel, ITileMaker
{
    // What viewers ask for at once; a multiple of all MCU sides but that of threefold subsampling.
    private const int UsualTileSide = 512;
    private const int DivisibleTileSide = 528;

    private readonly SlideFile _file;
    private readonly HamamatsuPage _page;
    private readonly ByteRange _strip;
    private readonly JpegTileCutter _cutter;

    /// <summary>Makes the level.</summary>
    /// <param name="file">The slide's file.</param>
    /// <param name="index">0-based, 0 is the largest.</param>
    /// <param name="page">The level's page.</param>
    /// <exception cref="SlideFormatException">The stream's header is damaged, or the stream is not supported.</exception>
    public HamamatsuLevel(SlideFile file, int index, HamamatsuPage page)
    {
        _file = file;
        _page = page;
        Index = index;
        Segments = page.Image.ReadSegments();
        _strip = Segments.GetRange(0);
        if (_strip.Length == 0)
        {
            throw page.Directory.Damaged(
                page.Directory.Find(TiffTag.StripByteCounts)!.Value, "says that nothing is stored; expected a JPEG stream");
        }

        _cutter = CreateCutter();
        var header = _cutter.Source;
        RequireSize(page.Image.Size, _cutter.Size);
        Encoding = new TileEncoding
        {
            Compression = TileCompression.Jpeg,
            Color = header.ResolveColor(JpegColor.YCbCr) switch
            {
                JpegColor.Grey => TileColor.Grey,
                JpegColor.Rgb => TileColor.Rgb,
                _ => TileColor.YCbCr,
            },
            BitsPerSample = 8,
            SamplesPerPixel = header.Components.Count,
            VendorName = header.RestartInterval > 0
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"7 (one JPEG, restart intervals of {header.RestartInterval * header.McuWidth} × {header.McuHeight} pixels)")
                : "7 (one JPEG)",
        };
    }

    /// <inheritdoc/>
    public override int Index { get; }

    /// <inheritdoc/>
    public override PixelSize Size => _cutter.Size;

    /// <inheritdoc/>
    public override PixelSize TileSize => _cutter.TileSize;

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override PixelSpacing? Spacing => HamamatsuMetadata.ReadSpacing(_page.Directory);

    /// <inheritdoc/>
    public override string Location => _page.Directory.Location;

    /// <inheritdoc/>
    public override int SourceFileIndex => 0;

    /// <inheritdoc/>
    public override ITileMaker TileMaker => this;

    /// <inheritdoc/>
    public int TilesPerRun => _cutter.ColumnsPerBlock;

    /// <summary>Where the stream is.</summary>
    public TiffSegmentTable Segments { get; }

    /// <inheritdoc/>
    public override ByteRange GetTileRange(int tileIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tileIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tileIndex, TileCount);
        return _strip;
    }

    /// <inheritdoc/>
    public override void ReadBytes(long offset, Span<byte> destination) => _file.ReadExactly(offset, destination);

    /// <inheritdoc/>
    public override string DescribeTile(int tileIndex) => string.Create(
        CultureInfo.InvariantCulture, $"column {tileIndex % TileColumns}, row {tileIndex / TileColumns} of the tiles");

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> MakeTiles(int firstTileIndex, int count)
    {
        var (row, column) = Math.DivRem(firstTileIndex, TileColumns);
        try
        {
            return _cutter.Cut(column, count, row);
        }
        catch (CodecException exception)
        {
            throw Undecodable(exception);
        }
    }

    private JpegTileCutter CreateCutter()
    {
        try
        {
            return Create(UsualTileSide);
        }
        catch (CodecException exception) when (exception.Problem == CodecProblem.Unsupported)
        {
            try
            {
                return Create(DivisibleTileSide);
            }
            catch (CodecException)
            {
                throw Undecodable(exception);
            }
        }
        catch (CodecException exception)
        {
            throw Undecodable(exception);
        }

        JpegTileCutter Create(int side) => new(
            new HamamatsuScan(_file, _strip),
            _page.Image.Size,
            new PixelSize(side, side),
            JpegColor.YCbCr,
            HamamatsuScan.ReadStarts(_page.Directory),
            JpegLimits.Default);
    }

    private SlideFormatException Undecodable(CodecException exception) => new(
        exception.Problem == CodecProblem.Unsupported ? SlideProblem.Unsupported : SlideProblem.Damaged,
        $"{Location}: {exception.Message}",
        _file.Path,
        _strip.Offset + (exception.Offset ?? 0),
        exception);

    private void RequireSize(PixelSize declared, PixelSize stored)
    {
        // Observed: one row less or more. What differs by more is not this page's picture.
        if (Math.Abs(declared.Width - stored.Width) > 16 || Math.Abs(declared.Height - stored.Height) > 16)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"{Location}: the JPEG stream is {stored}; expected {declared} as the tags say",
                _file.Path,
                _strip.Offset);
        }
    }
}
