using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.PlainImage;

/// <summary>An image that can only be decoded as a whole: tiles are cut out of its pixels.</summary>
internal sealed class PlainDecodedLevel : SlideLevel, ITilePainter
{
    private const int TileSide = 512;

    private readonly SlideFile _file;
    private readonly Lazy<DecodedImage> _image;

    /// <summary>Makes the level; nothing is decoded yet.</summary>
    /// <param name="file">The image's file.</param>
    /// <param name="size">Its size by its header.</param>
    /// <param name="encoding">How it is stored.</param>
    /// <param name="spacing">The size of its pixels, or null.</param>
    /// <param name="decode">Decodes the file's bytes; throws <see cref="CodecException"/>.</param>
    public PlainDecodedLevel(
        SlideFile file, PixelSize size, TileEncoding encoding, PixelSpacing? spacing, Func<byte[], DecodedImage> decode)
    {
        _file = file;
        Size = size;
        Encoding = encoding;
        Spacing = spacing;
        _image = new Lazy<DecodedImage>(() => Decode(decode));
    }

    /// <inheritdoc/>
    public override int Index => 0;

    /// <inheritdoc/>
    public override PixelSize Size { get; }

    /// <inheritdoc/>
    public override PixelSize TileSize => new(TileSide, TileSide);

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
    public required string Reason { get; init; }

    /// <inheritdoc/>
    public long StoredBytes => _file.Length;

    /// <inheritdoc/>
    public bool IsStoredWithLoss => Encoding.Compression == TileCompression.Jpeg;

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
        var pixelBytes = Encoding.SamplesPerPixel * Encoding.BitsPerSample / 8;
        var (row, column) = Math.DivRem(tileIndex, TileColumns);
        PixelCopy.Cut(
            _image.Value.Samples, Size, new PixelArea(column * TileSide, row * TileSide, TileSide, TileSide), pixelBytes, pixels);
    }

    private DecodedImage Decode(Func<byte[], DecodedImage> decode)
    {
        try
        {
            var bytes = new byte[_file.Length];
            _file.ReadExactly(0, bytes);
            var image = decode(bytes);
            return image.Size == Size && image.SamplesPerPixel == Encoding.SamplesPerPixel
                ? image
                : throw new CodecException(CodecProblem.Damaged, "The pixels are not those of the header.");
        }
        catch (CodecException exception) when (exception.Problem != CodecProblem.LibraryMissing)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged, $"the picture cannot be decoded: {exception.Message}", _file.Path, exception.Offset, exception);
        }
    }
}
