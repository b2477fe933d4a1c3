using System.Globalization;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Slides.Formats.HamamatsuVms;

/// <summary>A level of a VMS: the JPEGs of a layer, or the map, cut into tiles without decoding.</summary>
internal sealed class VmsLevel : SlideLevel, ITileMaker
{
    private readonly VmsGrid _grid;
    private readonly VmsRun _run;

    /// <summary>Makes the level.</summary>
    /// <param name="structure">The slide's files.</param>
    /// <param name="index">0-based, 0 is the largest.</param>
    /// <param name="files">The JPEGs, row by row.</param>
    /// <param name="columns">How many there are across.</param>
    /// <param name="largest">The largest level, whose tiles give the size; null for itself.</param>
    /// <param name="name">What it is, for messages.</param>
    /// <param name="getSpacing">Micrometres per pixel for a size.</param>
    /// <exception cref="SlideFormatException">A JPEG is damaged, or they do not fit each other.</exception>
    public VmsLevel(
        VmsStructure structure,
        int index,
        IReadOnlyList<SlideFile> files,
        int columns,
        SlideLevel? largest,
        string name,
        Func<PixelSize, PixelSpacing?> getSpacing)
    {
        Index = index;
        Location = name;
        SourceFileIndex = structure.Files.ToList().IndexOf(files[0]);
        _run = new VmsRun(files);
        List<VmsImage> images = [.. files.Select(file => new VmsImage(file))];
        _grid = new VmsGrid(images, columns, files, largest?.TileSize);
        Spacing = getSpacing(Size);
        var header = images[0].Header;
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
            VendorName = string.Create(
                CultureInfo.InvariantCulture, $"JPEG ({columns} x {files.Count / columns} files)"),
        };
    }

    /// <inheritdoc/>
    public override int Index { get; }

    /// <inheritdoc/>
    public override PixelSize Size => _grid.Size;

    /// <inheritdoc/>
    public override PixelSize TileSize => _grid.TileSize;

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override PixelSpacing? Spacing { get; }

    /// <inheritdoc/>
    public override string Location { get; }

    /// <inheritdoc/>
    public override int SourceFileIndex { get; }

    /// <inheritdoc/>
    public override ITileMaker TileMaker => this;

    /// <inheritdoc/>
    public int TilesPerRun => _grid.TilesPerRun;

    /// <inheritdoc/>
    public override ByteRange GetTileRange(int tileIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tileIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tileIndex, TileCount);
        return new ByteRange(0, _run.Length);
    }

    /// <inheritdoc/>
    public override void ReadBytes(long offset, Span<byte> destination) => _run.Read(offset, destination);

    /// <inheritdoc/>
    public override string DescribeTile(int tileIndex) => string.Create(
        CultureInfo.InvariantCulture, $"column {tileIndex % TileColumns}, row {tileIndex / TileColumns} of the tiles");

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> MakeTiles(int firstTileIndex, int count)
    {
        var (row, column) = Math.DivRem(firstTileIndex, TileColumns);
        return _grid.Cut(column, count, row);
    }
}
