using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Composing;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Ome;

/// <summary>
/// A level whose stored pieces cannot be frames: strips, which are as wide as the level, or samples with a sign, which DICOM's
/// slides do not have. It is decoded as a whole and tiles are cut out of it.
/// </summary>
internal sealed class OmePaintedLevel : SlideLevel, ITilePainter
{
    private const int TileSide = 512;
    private const ulong SignedSamples = 2;

    // What makes of the smallest number of 8 bits with a sign the smallest without.
    private const int SignOffset = 0x80;

    private readonly SlideFile _file;
    private readonly TiffImage _image;
    private readonly TiffSegmentTable _segments;
    private readonly DecodedPictureCache<OmePaintedLevel> _cache;
    private readonly bool _isSigned;

    /// <summary>Makes the level.</summary>
    /// <param name="file">The slide's file.</param>
    /// <param name="index">0-based, 0 is the largest.</param>
    /// <param name="image">The level's page.</param>
    /// <param name="spacing">Of this level.</param>
    /// <param name="isDark">Whether nothing is black, as in fluorescence.</param>
    /// <param name="cache">Keeps decoded levels of the slide.</param>
    /// <exception cref="SlideFormatException">The page is too large, or stored in an unsupported way.</exception>
    public OmePaintedLevel(
        SlideFile file, int index, TiffImage image, PixelSpacing? spacing, bool isDark, DecodedPictureCache<OmePaintedLevel> cache)
    {
        HasDarkBackground = isDark;
        if (image.Size.Area > OmeLimits.MaxWholePixels)
        {
            throw image.Directory.Unsupported(
                $"{image.Size} pixels in {(image.IsTiled ? "tiles of samples with a sign" : "strips")}; supported are up to "
                + $"{OmeLimits.MaxWholePixels} pixels: export the slide with tiles of unsigned samples");
        }

        _file = file;
        _image = image;
        _cache = cache;
        _isSigned = IsSigned(image);
        _segments = image.ReadSegments();
        Index = index;
        Spacing = spacing;
        Encoding = TiffPageEncoding.Read(image, _segments, isLevel: false, allowSigned: true);
        if (_isSigned && Encoding is not { SamplesPerPixel: 1, Compression: TileCompression.Uncompressed or TileCompression.Lzw or TileCompression.Deflate })
        {
            throw image.Directory.Unsupported("samples with a sign (tag 339 is 2) are supported in grey, uncompressed, LZW or deflate");
        }

        for (var segment = 0; segment < _segments.Count; segment++)
        {
            StoredBytes += _segments.TryGetRange(segment, out var range) ? range.Length : 0;
        }
    }

    /// <inheritdoc/>
    public override int Index { get; }

    /// <inheritdoc/>
    public override PixelSize Size => _image.Size;

    /// <inheritdoc/>
    public override PixelSize TileSize { get; } = new(TileSide, TileSide);

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override PixelSpacing? Spacing { get; }

    /// <inheritdoc/>
    public override string Location => _image.Directory.Location;

    /// <inheritdoc/>
    public override int SourceFileIndex => 0;

    /// <inheritdoc/>
    public override bool HasDarkBackground { get; }

    /// <inheritdoc/>
    public override ITilePainter TilePainter => this;

    /// <inheritdoc/>
    public string Reason => _isSigned
        ? "the stored samples have a sign, so 128 was added to each"
        : "the level is stored in strips, not in tiles";

    /// <inheritdoc/>
    public long StoredBytes { get; }

    /// <inheritdoc/>
    public bool IsStoredWithLoss => Encoding.Compression is TileCompression.Jpeg or TileCompression.Jpeg2000;

    /// <summary>Where the strips are.</summary>
    public TiffSegmentTable Segments => _segments;

    /// <summary>Whether a page has to be painted.</summary>
    /// <param name="image">A level's page.</param>
    public static bool IsNeededFor(TiffImage image) => !image.IsTiled || IsSigned(image);

    /// <inheritdoc/>
    /// <exception cref="SlideFormatException">A strip lies beyond the end of the file.</exception>
    public override ByteRange GetTileRange(int tileIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tileIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tileIndex, TileCount);
        ByteRange? all = null;
        for (var segment = 0; segment < _segments.Count; segment++)
        {
            var range = _segments.GetRange(segment);
            if (range.Length > 0)
            {
                var start = Math.Min(all?.Offset ?? range.Offset, range.Offset);
                all = new ByteRange(start, Math.Max(all?.End ?? range.End, range.End) - start);
            }
        }

        return all ?? default;
    }

    /// <inheritdoc/>
    public override void ReadBytes(long offset, Span<byte> destination) => _file.ReadExactly(offset, destination);

    /// <inheritdoc/>
    public void PaintTile(int tileIndex, Span<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tileIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tileIndex, TileCount);
        var picture = _cache.Get(this);
        var samples = picture.SamplesPerPixel;
        var (row, column) = Math.DivRem(tileIndex, TileColumns);
        var (left, top) = (column * TileSide, row * TileSide);
        var width = Math.Min(TileSide, Size.Width - left);

        pixels.Fill(HasDarkBackground ? (byte)0 : byte.MaxValue);
        for (var line = 0; line < Math.Min(TileSide, Size.Height - top); line++)
        {
            picture.Samples.AsSpan((int)(((((long)top + line) * Size.Width) + left) * samples), width * samples)
                .CopyTo(pixels[(line * TileSide * samples)..]);
        }
    }

    /// <summary>Decodes the whole level; for the cache.</summary>
    /// <exception cref="SlideFormatException">A strip does not decode.</exception>
    public DecodedImage Decode()
    {
        var pixels = new TiffPicture(_image, _segments, Encoding).ReadPixels();
        for (var index = 0; _isSigned && index < pixels.Length; index++)
        {
            pixels[index] ^= SignOffset;
        }

        return new DecodedImage
        {
            Size = Size,
            SamplesPerPixel = _image.SamplesPerPixel,
            Samples = pixels,
            ColorTransformUndone = true,
        };
    }

    private static bool IsSigned(TiffImage image) => image.Directory.ReadInteger(TiffTag.SampleFormat, 1) == SignedSamples;
}
