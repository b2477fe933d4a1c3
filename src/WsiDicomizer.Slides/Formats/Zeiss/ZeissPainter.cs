using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Composing;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>Draws the tiles of a level from its mosaic: what has the larger M lies above.</summary>
internal sealed class ZeissPainter : ITilePainter
{
    /// <summary>Columns and rows of a drawn tile.</summary>
    public const int TileSide = 512;

    private readonly ZeissBytes _bytes;
    private readonly ZeissMosaic _mosaic;
    private readonly DecodedPictureCache<ZeissSubblock> _pictures;
    private readonly int _columns;
    private readonly int _bytesPerPixel;
    private readonly byte _background;

    // Of each row of tiles, the subblocks on it, in the order of drawing.
    private readonly List<ZeissSubblock>[] _rows;

    /// <summary>Prepares to draw.</summary>
    /// <param name="bytes">The CZI.</param>
    /// <param name="mosaic">The subblocks.</param>
    /// <param name="pictures">Decodes them; shared by the levels of a slide.</param>
    /// <param name="reason">Why the level is drawn.</param>
    /// <param name="isDark">Whether black is where nothing was scanned; else white.</param>
    public ZeissPainter(
        ZeissBytes bytes, ZeissMosaic mosaic, DecodedPictureCache<ZeissSubblock> pictures, string reason, bool isDark)
    {
        _bytes = bytes;
        _mosaic = mosaic;
        _pictures = pictures;
        _background = isDark ? (byte)0 : byte.MaxValue;
        _bytesPerPixel = ZeissPixels.BytesPerPixel(mosaic.Subblocks[0].Entry.PixelType);
        Reason = reason;
        StoredBytes = mosaic.Subblocks.Sum(subblock => subblock.Data.Length);
        IsStoredWithLoss = mosaic.Subblocks.Any(subblock => subblock.Entry.Compression == ZeissPixels.Jpeg);
        var size = mosaic.Bounds.SizeAt(mosaic.Downsample);
        _columns = (size.Width + TileSide - 1) / TileSide;
        _rows = new List<ZeissSubblock>[(size.Height + TileSide - 1) / TileSide];
        for (var row = 0; row < _rows.Length; row++)
        {
            _rows[row] = [];
        }

        foreach (var subblock in mosaic.Subblocks)
        {
            var (_, y) = mosaic.Bounds.PlaceOf(subblock.Entry, mosaic.Downsample);
            var last = Math.Min((y + subblock.Entry.Y.Stored - 1) / TileSide, _rows.Length - 1);
            for (var row = Math.Max(0, y / TileSide); row <= last; row++)
            {
                _rows[row].Add(subblock);
            }
        }
    }

    /// <inheritdoc/>
    public string Reason { get; }

    /// <inheritdoc/>
    public long StoredBytes { get; }

    /// <inheritdoc/>
    public bool IsStoredWithLoss { get; }

    /// <inheritdoc/>
    public void PaintTile(int tileIndex, Span<byte> pixels)
    {
        var size = new PixelSize(TileSide, TileSide);
        var (row, column) = Math.DivRem(tileIndex, _columns);
        pixels.Fill(_background);
        foreach (var subblock in _rows[row])
        {
            var (x, y) = _mosaic.Bounds.PlaceOf(subblock.Entry, _mosaic.Downsample);
            x -= (long)column * TileSide;
            y -= (long)row * TileSide;
            if (x >= TileSide || x + subblock.Entry.X.Stored <= 0)
            {
                continue;
            }

            // Subblocks of some megapixels reach over many tiles: of uncompressed ones only what is drawn is read.
            if (subblock.Entry.Compression == ZeissPixels.Uncompressed)
            {
                ZeissPainting.DrawUncompressed(_bytes, subblock, x, y, pixels, size);
            }
            else
            {
                ZeissPainting.Draw(_pictures.Get(subblock), x, y, _bytesPerPixel, pixels, size);
            }
        }
    }
}
