using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides.Composing;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Trestle;

/// <summary>A level whose tiles overlap: drawn as OpenSlide does, each tile up to where its right and lower neighbour begins.</summary>
internal sealed class TrestleOverlappingLevel : SlideLevel, ITilePainter, IDisposable
{
    private readonly SlideFile _file;
    private readonly TrestlePage _page;
    private readonly TiffSegmentTable _segments;
    private readonly JpegFrameHeaderRewriter _rewriter;
    private readonly Lazy<JpegCodec> _codec = new(() => new JpegCodec(JpegLimits.Default));
    private readonly DecodedPictureCache<int> _tiles;

    /// <summary>Makes the level.</summary>
    /// <param name="file">The slide's file.</param>
    /// <param name="index">0-based, 0 is the largest.</param>
    /// <param name="page">The level's page.</param>
    /// <param name="baseSpacing">Of level 0.</param>
    /// <param name="baseSize">Of level 0.</param>
    /// <exception cref="SlideFormatException">The tile tables are damaged, or the tiles are stored in an unsupported way.</exception>
    public TrestleOverlappingLevel(SlideFile file, int index, TrestlePage page, PixelSpacing? baseSpacing, PixelSize baseSize)
    {
        _file = file;
        _page = page;
        Index = index;
        _segments = page.Image.ReadSegments();
        Encoding = TiffPageEncoding.Read(page.Image, _segments, isLevel: true);
        if (Encoding.Compression != TileCompression.Jpeg)
        {
            throw page.Image.Directory.Unsupported($"tiles that overlap are stored as {Encoding.VendorName}; supported is JPEG");
        }

        if (TileSize.Width > TrestleLimits.MaxTileSide || TileSize.Height > TrestleLimits.MaxTileSide)
        {
            throw page.Image.Directory.Unsupported($"tiles of {TileSize} overlap; supported are up to {TrestleLimits.MaxTileSide}");
        }

        try
        {
            _rewriter = new JpegFrameHeaderRewriter(
                Encoding.JpegTables, JpegStreamColor.ToJpeg(Encoding.Color), JpegLimits.Default);
        }
        catch (CodecException exception)
        {
            throw page.Image.Directory.Damaged(page.Image.Directory.Find(TiffTag.JpegTables)!.Value, exception.Message);
        }

        Spacing = TiffPageSpacing.Scale(baseSpacing, baseSize, Size);
        _tiles = new DecodedPictureCache<int>(TrestleLimits.MaxDecodedBytes, Decode);
    }

    /// <inheritdoc/>
    public override int Index { get; }

    /// <inheritdoc/>
    public override PixelSize Size => _page.Size;

    /// <inheritdoc/>
    public override PixelSize TileSize => _page.Image.SegmentSize;

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override PixelSpacing? Spacing { get; }

    /// <inheritdoc/>
    public override string Location => _page.Image.Directory.Location;

    /// <inheritdoc/>
    public override int SourceFileIndex => 0;

    /// <inheritdoc/>
    public override bool HasBackgroundForMissingTiles => true;

    /// <inheritdoc/>
    public override ITilePainter TilePainter => this;

    /// <inheritdoc/>
    public string Reason => "the stored tiles overlap";

    /// <inheritdoc/>
    public long StoredBytes => Enumerable.Range(0, _segments.Count)
        .Sum(segment => _segments.TryGetRange(segment, out var range) ? range.Length : 0);

    /// <inheritdoc/>
    public bool IsStoredWithLoss => true;

    /// <inheritdoc/>
    /// <remarks>A drawn tile is made from up to four stored ones: this is the run of all.</remarks>
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
        var stride = TileSize.Width * samples;
        pixels.Fill(byte.MaxValue);
        var left = tileColumn * TileSize.Width;
        var top = tileRow * TileSize.Height;
        var columns = FindPieces(left, Math.Min(TileSize.Width, Size.Width - left), TileSize.Width - _page.Overlap.X, _page.Image.SegmentColumns);
        var rows = FindPieces(top, Math.Min(TileSize.Height, Size.Height - top), TileSize.Height - _page.Overlap.Y, _page.Image.SegmentRows);
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                var segment = (row.Tile * _page.Image.SegmentColumns) + column.Tile;
                if (_segments.GetRange(segment).Length == 0)
                {
                    continue;
                }

                var source = _tiles.Get(segment).Samples;
                for (var y = 0; y < row.Length; y++)
                {
                    source.AsSpan(((row.Start + y) * stride) + (column.Start * samples), column.Length * samples)
                        .CopyTo(pixels[(((row.Target + y) * stride) + (column.Target * samples))..]);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_codec.IsValueCreated)
        {
            _codec.Value.Dispose();
        }
    }

    // Which stored tiles show a stretch of the level, and what of them: the last tile is shown to its end.
    private static List<Piece> FindPieces(int start, int length, int advance, int count)
    {
        List<Piece> pieces = [];
        for (var done = 0; done < length;)
        {
            var tile = Math.Min((start + done) / advance, count - 1);
            var from = start + done - (tile * advance);
            var shown = tile == count - 1 ? length - done : Math.Min(length - done, advance - from);
            pieces.Add(new Piece(tile, from, done, shown));
            done += shown;
        }

        return pieces;
    }

    private DecodedImage Decode(int segment)
    {
        var range = _segments.GetRange(segment);
        try
        {
            if (range.Length > _page.Image.Directory.Limits.MaxValueBytes)
            {
                throw new CodecException(CodecProblem.LimitExceeded, "The tile is longer than any real one.");
            }

            var stored = _page.Image.Directory.ReadRange(range);
            var image = _codec.Value.Decode(_rewriter.Rewrite(stored).Assemble(stored, out _));
            return image.Size == TileSize && image.SamplesPerPixel == Encoding.SamplesPerPixel
                ? image
                : throw new CodecException(CodecProblem.Damaged, $"The stream is {image.Size}; expected {TileSize}.");
        }
        catch (CodecException exception) when (exception.Problem != CodecProblem.LibraryMissing)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"{Location}, tile {segment} cannot be decoded: {exception.Message}",
                _file.Path,
                range.Offset,
                exception);
        }
    }

    /// <summary>A part of a stored tile along one direction.</summary>
    /// <param name="Tile">Which, 0-based.</param>
    /// <param name="Start">The first pixel of it.</param>
    /// <param name="Target">Where it goes in the drawn tile.</param>
    /// <param name="Length">How many pixels.</param>
    private readonly record struct Piece(int Tile, int Start, int Target, int Length);
}
