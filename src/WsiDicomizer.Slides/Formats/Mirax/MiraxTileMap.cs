using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>Which pieces of pictures each painted tile shows.</summary>
internal sealed class MiraxTileMap
{
    private readonly List<MiraxPlacement> _placements;
    private readonly int[] _starts;
    private readonly int[] _items;

    private MiraxTileMap(List<MiraxPlacement> placements, int[] starts, int[] items)
    {
        _placements = placements;
        _starts = starts;
        _items = items;
    }

    /// <summary>Makes the map of a level.</summary>
    /// <param name="pyramid">The levels.</param>
    /// <param name="level">The level.</param>
    /// <param name="size">The size of the level's area.</param>
    /// <param name="origin">Of the area on the level's canvas.</param>
    /// <exception cref="SlideFormatException">The pictures overlap more than the limits allow.</exception>
    public static MiraxTileMap Make(MiraxPyramid pyramid, MiraxPyramidLevel level, PixelSize size, (long X, long Y) origin)
    {
        var columns = (size.Width + MiraxTilePainter.TileSide - 1) / MiraxTilePainter.TileSide;
        var rows = (size.Height + MiraxTilePainter.TileSide - 1) / MiraxTilePainter.TileSide;
        var placements = pyramid.Place(level);
        var starts = new int[(columns * rows) + 1];
        var total = 0L;
        foreach (var tile in Tiles())
        {
            starts[tile.Tile + 1]++;
            if (++total > MiraxLimits.MaxPlacements)
            {
                throw new SlideFormatException(
                    SlideProblem.Damaged,
                    $"the pictures of level {level.Index} overlap more than the limit of {MiraxLimits.MaxPlacements} places allows",
                    pyramid.Structure.Ini.Path);
            }
        }

        for (var tile = 0; tile < columns * rows; tile++)
        {
            starts[tile + 1] += starts[tile];
        }

        var items = new int[starts[^1]];
        var next = starts.ToArray();
        foreach (var (tile, placement) in Tiles())
        {
            items[next[tile]++] = placement;
        }

        return new MiraxTileMap(placements, starts, items);

        IEnumerable<(int Tile, int Placement)> Tiles()
        {
            for (var index = 0; index < placements.Count; index++)
            {
                var (x, y) = pyramid.Locate(level, placements[index]);
                var left = TileOf(x - origin.X, columns);
                var right = TileOf(x - origin.X + Math.Ceiling(level.PieceWidth), columns);
                var top = TileOf(y - origin.Y, rows);
                var bottom = TileOf(y - origin.Y + Math.Ceiling(level.PieceHeight), rows);
                for (var row = Math.Max(top, 0); row <= Math.Min(bottom, rows - 1); row++)
                {
                    for (var column = Math.Max(left, 0); column <= Math.Min(right, columns - 1); column++)
                    {
                        yield return ((row * columns) + column, index);
                    }
                }
            }
        }
    }

    /// <summary>The pieces of a tile, uppermost first.</summary>
    /// <param name="tile">0-based, row by row.</param>
    public IEnumerable<MiraxPlacement> TopDown(int tile)
    {
        for (var item = _starts[tile + 1] - 1; item >= _starts[tile]; item--)
        {
            yield return _placements[_items[item]];
        }
    }

    // Outside the level: one before the first or behind the last.
    private static int TileOf(double pixel, int count) =>
        (int)Math.Clamp(Math.Floor(pixel / MiraxTilePainter.TileSide), -1, count);
}
