using System.Globalization;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Tiles;

namespace WsiDicomizer.Slides.Formats.PlainImage;

/// <summary>One baseline JPEG, cut into tiles without decoding.</summary>
internal sealed class PlainJpegLevel : SlideLevel, ITileMaker, IJpegScanBytes
{
    // What viewers ask for at once; a multiple of all MCU sides but that of threefold subsampling.
    private const int UsualTileSide = 512;
    private const int DivisibleTileSide = 528;

    private readonly SlideFile _file;
    private readonly JpegTileCutter _cutter;

    private PlainJpegLevel(SlideFile file, PixelSpacing? spacing, int tileSide)
    {
        _file = file;
        Spacing = spacing;
        _cutter = new JpegTileCutter(
            this, default, new PixelSize(tileSide, tileSide), JpegColor.YCbCr, known: null, JpegLimits.Default);
        Encoding = Describe(_cutter.Source, "JPEG file");
    }

    /// <inheritdoc/>
    public override int Index => 0;

    /// <inheritdoc/>
    public override PixelSize Size => _cutter.Size;

    /// <inheritdoc/>
    public override PixelSize TileSize => _cutter.TileSize;

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override PixelSpacing? Spacing { get; }

    /// <inheritdoc/>
    public override string Location => "the file";

    /// <inheritdoc/>
    public override int SourceFileIndex => 0;

    /// <inheritdoc/>
    public override ITileMaker TileMaker => this;

    /// <inheritdoc/>
    public int TilesPerRun => _cutter.ColumnsPerBlock;

    /// <inheritdoc/>
    long IJpegScanBytes.Length => _file.Length;

    /// <summary>Makes the level.</summary>
    /// <param name="file">The image's file.</param>
    /// <param name="spacing">The size of its pixels, or null.</param>
    /// <returns>Null where the stream has to be decoded: it is not of one baseline scan, or its MCUs divide no tile.</returns>
    /// <exception cref="SlideFormatException">The header is damaged.</exception>
    public static PlainJpegLevel? TryCreate(SlideFile file, PixelSpacing? spacing)
    {
        foreach (var side in new[] { UsualTileSide, DivisibleTileSide })
        {
            try
            {
                return new PlainJpegLevel(file, spacing, side);
            }
            catch (CodecException exception) when (exception.Problem == CodecProblem.Unsupported)
            {
                // The next side may do, or the image is decoded.
                continue;
            }
            catch (CodecException exception)
            {
                throw new SlideFormatException(
                    SlideProblem.Damaged, exception.Message, file.Path, exception.Offset ?? 0, exception);
            }
        }

        return null;
    }

    /// <summary>How a JPEG is stored.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="name">In words.</param>
    public static TileEncoding Describe(JpegHeader header, string name) => new()
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
        VendorName = name,
    };

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
    void IJpegScanBytes.Read(long offset, Span<byte> destination) => _file.ReadExactly(offset, destination);

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
            throw new SlideFormatException(
                exception.Problem == CodecProblem.Unsupported ? SlideProblem.Unsupported : SlideProblem.Damaged,
                $"{Location}: {exception.Message}",
                _file.Path,
                exception.Offset ?? 0,
                exception);
        }
    }
}
