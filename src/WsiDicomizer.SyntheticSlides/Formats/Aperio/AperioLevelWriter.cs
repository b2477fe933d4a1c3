using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Encoders;
using WsiDicomizer.SyntheticSlides.Planting;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.Aperio;

/// <summary>Writes the tiles of one level and gives back what its page must say about them.</summary>
internal sealed class AperioLevelWriter
{
    private readonly AperioPlan _plan;
    private readonly TiffWriter _writer;
    private readonly SlidePainter _painter;
    private readonly ITileEncoder _encoder;
    private readonly Canvas _tile;

    /// <summary>A writer for the levels of one slide.</summary>
    public AperioLevelWriter(AperioPlan plan, TiffWriter writer, SlidePainter painter, ITileEncoder encoder)
    {
        _plan = plan;
        _writer = writer;
        _painter = painter;
        _encoder = encoder;
        _tile = new Canvas(plan.TileSize, plan.TileSize);
    }

    /// <summary>Draws, encodes and writes every tile of a level.</summary>
    /// <param name="level">0-based.</param>
    /// <param name="plantings">What goes into single tiles.</param>
    /// <param name="cancellationToken">Stops between two tiles.</param>
    public (TiffDirectory Directory, AnswerKeyLevel Level) WriteTiles(
        int level, IReadOnlyList<TilePlanting> plantings, CancellationToken cancellationToken)
    {
        var (columns, rows) = _plan.GridOf(_plan.Levels[level]);
        var repeat = RepeatsAfter(columns, rows);
        var missing = _plan.Traits.ZeroTile && level == 1 ? ((rows / 2) * columns) + (columns / 2) : -1;
        var kept = repeat is { } side ? new byte[]?[side * side] : null;
        var offsets = new List<long>(columns * rows);
        var counts = new List<uint>(columns * rows);
        for (var index = 0; index < columns * rows; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var bytes = index == missing
                ? []
                : TileBytes(level, index % columns, index / columns, (columns, rows), kept, repeat ?? 0);
            foreach (var planting in plantings)
            {
                bytes = planting.TileIndex == index ? planting.Plant(bytes) : bytes;
            }

            offsets.Add(_writer.Append(bytes));
            counts.Add((uint)bytes.Length);
        }

        var directory = new TiffDirectory()
            .Offsets(TiffTag.TileOffsets, offsets, _writer.Big)
            .Long(TiffTag.TileByteCounts, [.. counts]);
        return (directory, Describe(level, repeat, missing));
    }

    // A level that is larger than the bound is a square of distinct tiles, repeated.
    private int? RepeatsAfter(int columns, int rows) =>
        (long)columns * rows <= _plan.Options.MaxDistinctTiles
            ? null
            : Math.Max(1, (int)Math.Sqrt(_plan.Options.MaxDistinctTiles));

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
        var across = (column + 0.5) / grid.Columns;
        var down = (row + 0.5) / grid.Rows;
        _painter.PaintTile(_tile, level, column, row, across, down);
        return _encoder.Encode(_tile);
    }

    private AnswerKeyLevel Describe(int level, int? repeatsAfter, int missing) => new()
    {
        Page = AperioPyramid.PageOf(level),
        Width = _plan.Levels[level].Width,
        Height = _plan.Levels[level].Height,
        TileWidth = _plan.TileSize,
        TileHeight = _plan.TileSize,
        RepeatsAfter = repeatsAfter,
        MissingTiles = missing < 0 ? [] : [missing],
    };
}
