using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Pages;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.Trestle;

/// <summary>Writes a level whose tiles overlap: each shows its neighbours' edge, too.</summary>
/// <param name="plan">What is decided.</param>
/// <param name="file">The file.</param>
/// <param name="overlap">By how many pixels, both ways.</param>
internal sealed class TrestleOverlapWriter(PagedPlan plan, PagedFileWriter file, int overlap)
{
    private readonly Dictionary<(int Column, int Row), Canvas> _cells = [];

    private int TileSize => plan.Options.TileSize;

    /// <summary>Writes the tiles and makes the page.</summary>
    /// <param name="level">0-based.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    public (TiffDirectory Directory, AnswerKeyLevel Level) Write(int level, CancellationToken cancellationToken)
    {
        var size = plan.Levels[level];
        var (columns, rows) = (CountOf(size.Width), CountOf(size.Height));
        var stored = new PixelSize(size.Width + ((columns - 1) * overlap), size.Height + ((rows - 1) * overlap));
        var plantings = level == 0 ? file.Plantings.OfJpegTiles(0, columns * rows) : [];
        List<byte[]> tiles = [];
        for (var index = 0; index < columns * rows; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (row, column) = Math.DivRem(index, columns);
            var bytes = file.Encode(Draw(level, column * (TileSize - overlap), row * (TileSize - overlap)));
            foreach (var planting in plantings)
            {
                bytes = planting.TileIndex == index ? planting.Plant(bytes) : bytes;
            }

            tiles.Add(bytes);
        }

        var directory = file.WriteTiles(tiles, stored, level == 0 ? 0u : 1u, TileSize);
        file.SetTables(directory, level, level == 0);
        return (directory, new AnswerKeyLevel
        {
            Page = level,
            Width = size.Width,
            Height = size.Height,
            TileWidth = TileSize,
            TileHeight = TileSize,
            MissingTiles = [],
        });
    }

    private int CountOf(int side) => Math.Max(1, (side - overlap + TileSize - overlap - 1) / (TileSize - overlap));

    // The level is a grid of cells as large as a tile; a stored tile lies anywhere on it.
    private Canvas Draw(int level, int left, int top)
    {
        var tile = new Canvas(TileSize, TileSize);
        for (var y = 0; y < TileSize;)
        {
            var (row, cellTop) = Math.DivRem(top + y, TileSize);
            var height = Math.Min(TileSize - y, TileSize - cellTop);
            for (var x = 0; x < TileSize;)
            {
                var (column, cellLeft) = Math.DivRem(left + x, TileSize);
                var width = Math.Min(TileSize - x, TileSize - cellLeft);
                Copy(CellOf(level, column, row), (cellLeft, cellTop), tile, (x, y), (width, height));
                x += width;
            }

            y += height;
        }

        return tile;
    }

    private Canvas CellOf(int level, int column, int row)
    {
        if (_cells.TryGetValue((column, row), out var known))
        {
            return known;
        }

        // Two rows of cells are needed at a time.
        foreach (var old in _cells.Keys.Where(key => key.Row < row - 1).ToList())
        {
            _cells.Remove(old);
        }

        var (columns, rows) = plan.GridOf(plan.Levels[level]);
        var cell = new Canvas(TileSize, TileSize);
        file.Painter.PaintTile(cell, level, column, row, (column + 0.5) / columns, Math.Min(1, (row + 0.5) / rows));
        _cells[(column, row)] = cell;
        return cell;
    }

    private static void Copy(
        Canvas source, (int X, int Y) from, Canvas target, (int X, int Y) to, (int Width, int Height) size)
    {
        for (var y = 0; y < size.Height; y++)
        {
            source.Rows(from.Y + y, 1).Slice(from.X * 3, size.Width * 3)
                .CopyTo(target.Pixels.AsSpan((((to.Y + y) * target.Width) + to.X) * 3));
        }
    }
}
