using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.HamamatsuVms;

/// <summary>A level of a VMU: an NGR file of 12 bits a sample, drawn with the 8 that pictures of slides have.</summary>
internal sealed class NgrLevel : SlideLevel, ITilePainter
{
    private const int TileSide = 512;

    private readonly NgrImage _image;
    private readonly SlideFile _file;

    /// <summary>Makes the level.</summary>
    /// <param name="structure">The slide's files.</param>
    /// <param name="index">0-based, 0 is the largest.</param>
    /// <param name="file">Its file.</param>
    /// <param name="name">What it is, for messages.</param>
    /// <param name="getSpacing">Micrometres per pixel for a size.</param>
    /// <exception cref="SlideFormatException">The file is damaged.</exception>
    public NgrLevel(
        VmsStructure structure, int index, SlideFile file, string name, Func<PixelSize, PixelSpacing?> getSpacing)
    {
        Index = index;
        Location = name;
        SourceFileIndex = structure.Files.ToList().IndexOf(file);
        _image = new NgrImage(file);
        _file = file;
        Spacing = getSpacing(Size);
    }

    /// <inheritdoc/>
    public override int Index { get; }

    /// <inheritdoc/>
    public override PixelSize Size => _image.Size;

    /// <inheritdoc/>
    public override PixelSize TileSize => new(TileSide, TileSide);

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; } = new()
    {
        Compression = TileCompression.Uncompressed,
        Color = TileColor.Rgb,
        BitsPerSample = 8,
        SamplesPerPixel = 3,
        VendorName = "NGR (uncompressed, 12 bits a sample)",
    };

    /// <inheritdoc/>
    public override PixelSpacing? Spacing { get; }

    /// <inheritdoc/>
    public override string Location { get; }

    /// <inheritdoc/>
    public override int SourceFileIndex { get; }

    /// <inheritdoc/>
    public override ITilePainter TilePainter => this;

    /// <inheritdoc/>
    public string Reason => "the stored samples have 12 bits, of which the upper 8 are kept";

    /// <inheritdoc/>
    public long StoredBytes => _image.Length;

    /// <inheritdoc/>
    public bool IsStoredWithLoss => false;

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
        _image.Read(column * TileSide, row * TileSide, TileSize, pixels);
    }
}
