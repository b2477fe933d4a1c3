using System.Buffers;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Composing;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>Draws the tiles of a level as OpenSlide does: pieces of pictures at fractions of pixels, over each other. Thread-safe.</summary>
/// <remarks>
/// A piece is interpolated between its pixels where its place has a fraction; its border pixels are then partly transparent.
/// Uppermost pieces are drawn first, and each adds what the ones before left transparent (the operator "saturate"), so that
/// borders that meet leave no seam. What is left gets the fill colour. Checked against OpenSlide 3.4.1.
/// </remarks>
internal sealed class MiraxTilePainter : ITilePainter
{
    /// <summary>Columns and rows of a tile.</summary>
    public const int TileSide = 512;

    private const int Opaque = 255;

    private readonly MiraxPyramid _pyramid;
    private readonly MiraxPyramidLevel _level;
    private readonly DecodedPictureCache<(int Level, int Picture)> _pictures;
    private readonly PixelSize _size;
    private readonly (long X, long Y) _origin;
    private readonly Lazy<MiraxTileMap> _map;

    /// <summary>Prepares to draw a level.</summary>
    /// <param name="pyramid">The levels.</param>
    /// <param name="level">The level.</param>
    /// <param name="pictures">Decodes pictures, by the position of the level among those of the pyramid.</param>
    /// <param name="size">The size of the level's area.</param>
    /// <param name="origin">Of the area on the level's canvas.</param>
    public MiraxTilePainter(
        MiraxPyramid pyramid,
        MiraxPyramidLevel level,
        DecodedPictureCache<(int Level, int Picture)> pictures,
        PixelSize size,
        (long X, long Y) origin)
    {
        _pyramid = pyramid;
        _level = level;
        _pictures = pictures;
        _size = size;
        _origin = origin;
        _map = new Lazy<MiraxTileMap>(() => MiraxTileMap.Make(pyramid, level, size, origin));
        Reason = !pyramid.IsGrid ? "the stored pictures overlap, or lie at places that the scanner measured"
            : level.Section.Format != MiraxPictureFormat.Jpeg ? "the stored pictures are of a kind that DICOM has not"
            : "the stored pictures cannot be used as tiles";
    }

    /// <inheritdoc/>
    public string Reason { get; }

    /// <inheritdoc/>
    public long StoredBytes => _level.Pictures.TotalBytes;

    /// <inheritdoc/>
    public bool IsStoredWithLoss => _level.Section.Format == MiraxPictureFormat.Jpeg;

    /// <inheritdoc/>
    public void PaintTile(int tileIndex, Span<byte> pixels)
    {
        var columns = (_size.Width + TileSide - 1) / TileSide;
        var (row, column) = Math.DivRem(tileIndex, columns);
        var canvas = ArrayPool<byte>.Shared.Rent(TileSide * TileSide);
        try
        {
            var alpha = canvas.AsSpan(0, TileSide * TileSide);
            alpha.Clear();
            pixels.Clear();
            foreach (var placement in _map.Value.TopDown(tileIndex))
            {
                var (x, y) = _pyramid.Locate(_level, placement);
                Draw(
                    placement,
                    x - _origin.X - ((long)column * TileSide),
                    y - _origin.Y - ((long)row * TileSide),
                    pixels,
                    alpha);
            }

            Fill(pixels, alpha);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(canvas);
        }
    }

    private void Draw(MiraxPlacement placement, double x, double y, Span<byte> pixels, Span<byte> alpha)
    {
        var picture = _pictures.Get((_level.Index, placement.Picture));
        var piece = MiraxPiece.Cut(
            picture,
            placement.PieceX * _level.PieceWidth,
            placement.PieceY * _level.PieceHeight,
            (int)Math.Ceiling(_level.PieceWidth),
            (int)Math.Ceiling(_level.PieceHeight));
        var (left, fractionX) = Split(x);
        var (top, fractionY) = Split(y);

        // With a fraction, the piece reaches into one more column and row.
        var firstRow = Math.Max(top, 0);
        var lastRow = Math.Min(top + piece.Height + (fractionY > 0 ? 1 : 0), TileSide);
        var firstColumn = Math.Max(left, 0);
        var lastColumn = Math.Min(left + piece.Width + (fractionX > 0 ? 1 : 0), TileSide);
        for (var row = firstRow; row < lastRow && firstColumn < lastColumn; row++)
        {
            var count = lastColumn - firstColumn;
            var start = (row * TileSide) + firstColumn;
            var target = pixels.Slice(3 * start, 3 * count);
            var targetAlpha = alpha.Slice(start, count);
            if (targetAlpha.IndexOfAnyExcept((byte)Opaque) < 0)
            {
                continue;
            }

            if (fractionX == 0 && fractionY == 0 && piece.IsOpaque)
            {
                AddOpaque(piece.Row(row - top, firstColumn - left, count), target, targetAlpha);
            }
            else
            {
                AddInterpolated(piece, row - top, firstColumn - left, fractionX, fractionY, target, targetAlpha);
            }
        }
    }

    // Whole pixels; of 256 steps, as far as OpenSlide's graphics library tells positions apart.
    private static (int Whole, int Fraction) Split(double position)
    {
        var steps = (long)Math.Round(position * 256);
        return ((int)(steps >> 8), (int)(steps & 255));
    }

    private static void AddOpaque(ReadOnlySpan<byte> source, Span<byte> target, Span<byte> alpha)
    {
        if (alpha.IndexOfAnyExcept((byte)0) < 0)
        {
            source.CopyTo(target);
            alpha.Fill(Opaque);
            return;
        }

        for (var i = 0; i < alpha.Length; i++)
        {
            Add(target.Slice(3 * i, 3), ref alpha[i], source[3 * i], source[(3 * i) + 1], source[(3 * i) + 2], Opaque);
        }
    }

    private static void AddInterpolated(
        MiraxPiece piece, int row, int firstColumn, int fractionX, int fractionY, Span<byte> target, Span<byte> alpha)
    {
        for (var i = 0; i < alpha.Length; i++)
        {
            if (alpha[i] != Opaque)
            {
                var pixel = piece.Sample(firstColumn + i, row, fractionX, fractionY);
                Add(target.Slice(3 * i, 3), ref alpha[i], pixel.Red, pixel.Green, pixel.Blue, pixel.Alpha);
            }
        }
    }

    // "Saturate": as much of the new pixel as there is transparency left. Colours are multiplied by their alpha.
    private static void Add(Span<byte> target, ref byte alpha, int red, int green, int blue, int added)
    {
        var left = Opaque - alpha;
        if (left == 0 || added == 0)
        {
            return;
        }

        if (added > left)
        {
            red = ((red * left) + (added / 2)) / added;
            green = ((green * left) + (added / 2)) / added;
            blue = ((blue * left) + (added / 2)) / added;
            added = left;
        }

        target[0] = (byte)Math.Min(Opaque, target[0] + red);
        target[1] = (byte)Math.Min(Opaque, target[1] + green);
        target[2] = (byte)Math.Min(Opaque, target[2] + blue);
        alpha = (byte)(alpha + added);
    }

    private void Fill(Span<byte> pixels, Span<byte> alpha)
    {
        var (red, green, blue) = _level.Section.Fill;
        for (var at = alpha.IndexOfAnyExcept((byte)Opaque); at >= 0;)
        {
            Add(
                pixels.Slice(3 * at, 3),
                ref alpha[at],
                ((red * (Opaque - alpha[at])) + 127) / Opaque,
                ((green * (Opaque - alpha[at])) + 127) / Opaque,
                ((blue * (Opaque - alpha[at])) + 127) / Opaque,
                Opaque - alpha[at]);
            var next = alpha[(at + 1)..].IndexOfAnyExcept((byte)Opaque);
            at = next < 0 ? -1 : at + 1 + next;
        }
    }
}
