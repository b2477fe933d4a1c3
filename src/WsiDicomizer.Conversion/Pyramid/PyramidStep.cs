using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Conversion.Pyramid;

/// <summary>One halving: its level, the tiles that are being put together, and where finished ones go. Thread-safe.</summary>
/// <param name="level">The level.</param>
/// <param name="frames">Where its frames go; null where the slide has such a level, so that this one is only a way to the next.</param>
/// <param name="codec">Encodes the frames; null where they are not kept.</param>
internal sealed class PyramidStep(ComputedLevel level, SpooledFrames? frames, FrameCodec? codec)
{
    private readonly Dictionary<long, OpenTile> _open = [];
    private readonly Lock _lock = new();

    /// <summary>The level.</summary>
    public ComputedLevel Level => level;

    /// <summary>The tile that a quarter belongs to.</summary>
    /// <param name="column">Of the tile, 0-based.</param>
    /// <param name="row">Of the tile, 0-based.</param>
    /// <param name="from">The size of the level that quarters come from.</param>
    /// <param name="layout">Of tiles.</param>
    /// <param name="rent">Gives memory for a tile.</param>
    public OpenTile Open(int column, int row, PixelSize from, PixelLayout layout, Func<byte[]> rent)
    {
        lock (_lock)
        {
            var key = Key(column, row);
            if (!_open.TryGetValue(key, out var tile))
            {
                var across = Math.Min(2, DivideUp(from.Width, layout.Size.Width) - (2 * column));
                var down = Math.Min(2, DivideUp(from.Height, layout.Size.Height) - (2 * row));
                tile = new OpenTile(rent(), across * down);
                _open.Add(key, tile);
            }

            return tile;
        }
    }

    /// <summary>A tile is complete.</summary>
    /// <param name="column">0-based.</param>
    /// <param name="row">0-based.</param>
    public void Close(int column, int row)
    {
        lock (_lock)
        {
            _open.Remove(Key(column, row));
        }
    }

    /// <summary>Encodes a tile where the level is kept.</summary>
    /// <param name="column">0-based.</param>
    /// <param name="row">0-based.</param>
    /// <param name="pixels">The tile.</param>
    /// <param name="size">Its size.</param>
    public void Keep(int column, int row, byte[] pixels, PixelSize size) =>
        frames?.Add((row * level.TileColumns) + column, codec!.Encode(pixels, size));

    private static int DivideUp(int length, int by) => (int)(((long)length + by - 1) / by);

    private long Key(int column, int row) => ((long)row * level.TileColumns) + column;

    /// <summary>A tile whose quarters come one after the other, from any thread.</summary>
    internal sealed class OpenTile(byte[] pixels, int quarters)
    {
        private int _missing = quarters;

        /// <summary>The tile; quarters do not overlap.</summary>
        public byte[] Pixels => pixels;

        /// <summary>A quarter is drawn.</summary>
        /// <returns>Whether it was the last.</returns>
        public bool Complete() => Interlocked.Decrement(ref _missing) == 0;
    }
}
