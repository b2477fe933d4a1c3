using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Planting;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>Draws, encodes and writes the tiles of levels; a level with very many repeats a square of distinct ones.</summary>
internal sealed class TileGridWriter
{
    private readonly TiffWriter _writer;
    private readonly SlidePainter _painter;
    private readonly ITileEncoder _encoder;
    private readonly Canvas _tile;
    private readonly int _maxDistinctTiles;

    /// <summary>A writer for levels whose tiles are encoded alike.</summary>
    /// <param name="writer">The file.</param>
    /// <param name="painter">Draws the cells.</param>
    /// <param name="encoder">Encodes them.</param>
    /// <param name="tileSize">Columns and rows of a tile.</param>
    /// <param name="maxDistinctTiles">How many are encoded before they repeat.</param>
    public TileGridWriter(TiffWriter writer, SlidePainter painter, ITileEncoder encoder, int tileSize, int maxDistinctTiles)
    {
        _writer = writer;
        _painter = painter;
        _encoder = encoder;
        _tile = new Canvas(tileSize, tileSize);
        _maxDistinctTiles = maxDistinctTiles;
    }

    /// <summary>Writes every tile of a level.</summary>
    /// <param name="level">0-based, as written in the cells.</param>
    /// <param name="grid">Columns and rows of tiles.</param>
    /// <param name="isMissing">Which tiles, counted row by row from 0, get no bytes: offset and length 0.</param>
    /// <param name="plantings">What goes into single tiles.</param>
    /// <param name="cancellationToken">Stops between two tiles.</param>
    public WrittenTiles Write(
        int level,
        (int Columns, int Rows) grid,
        Func<int, bool> isMissing,
        IReadOnlyList<TilePlanting> plantings,
        CancellationToken cancellationToken)
    {
        var count = checked(grid.Columns * grid.Rows);
        int? side = count <= _maxDistinctTiles ? null : Math.Max(1, (int)Math.Sqrt(_maxDistinctTiles));
        var kept = side is { } length ? new byte[]?[length * length] : null;
        var offsets = new List<long>(count);
        var counts = new List<uint>(count);
        List<int> missing = [];
        for (var index = 0; index < count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isMissing(index))
            {
                missing.Add(index);
                offsets.Add(0);
                counts.Add(0);
                continue;
            }

            var bytes = TileBytes(level, index % grid.Columns, index / grid.Columns, grid, kept, side ?? 0);
            foreach (var planting in plantings)
            {
                bytes = planting.TileIndex == index ? planting.Plant(bytes) : bytes;
            }

            offsets.Add(_writer.Append(bytes));
            counts.Add((uint)bytes.Length);
        }

        var directory = new TiffDirectory()
            .Offsets(TiffTag.TileOffsets, offsets, _writer.Big)
            .Long(TiffTag.TileByteCounts, [.. counts])
            .Long(TiffTag.TileWidth, (uint)_tile.Width)
            .Long(TiffTag.TileLength, (uint)_tile.Height);
        return new WrittenTiles(directory, side, missing);
    }

    private byte[] TileBytes(int level, int column, int row, (int Columns, int Rows) grid, byte[]?[]? kept, int side)
    {
        if (kept is null)
        {
            return Encode(level, column, row, grid);
        }

        var place = ((row % side) * side) + (column % side);
        return kept[place] ??= Encode(level, column % side, row % side, (side, side));
    }

    private byte[] Encode(int level, int column, int row, (int Columns, int Rows) grid)
    {
        _painter.PaintTile(_tile, level, column, row, (column + 0.5) / grid.Columns, (row + 0.5) / grid.Rows);
        return _encoder.Encode(_tile);
    }
}

/// <summary>The tiles of a level as they were written.</summary>
/// <param name="Directory">A page with the tags of its tiles.</param>
/// <param name="RepeatsAfter">How many columns and rows differ before they repeat; null where all do.</param>
/// <param name="Missing">The tiles without bytes.</param>
internal sealed record WrittenTiles(TiffDirectory Directory, int? RepeatsAfter, IReadOnlyList<int> Missing);
