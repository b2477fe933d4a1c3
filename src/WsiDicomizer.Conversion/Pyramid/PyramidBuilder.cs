using System.Collections.Concurrent;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Conversion.Pyramid;

/// <summary>
/// Computes smaller levels from the largest, all in one pass: each of its tiles is decoded once, halved into its place in a
/// tile of the next level, and that, when its four quarters are there, into the next.
/// </summary>
/// <remarks>
/// Tiles are taken in Z-order, so of each level only as many tiles are unfinished as threads are at work, whatever the size of
/// the slide. Where tiles are only cheap row by row, they are taken so, and a row of each level is unfinished: such levels bound
/// the bytes of a row of tiles.
/// </remarks>
internal sealed class PyramidBuilder
{
    private readonly LevelFrames _base;
    private readonly PyramidStep[] _steps;
    private readonly PixelLayout _layout;
    private readonly ConcurrentBag<byte[]> _free = [];

    /// <summary>Creates the builder.</summary>
    /// <param name="baseFrames">The largest level, with even tile sides.</param>
    /// <param name="steps">The halvings, one after the other.</param>
    public PyramidBuilder(LevelFrames baseFrames, IReadOnlyList<PyramidStep> steps)
    {
        _base = baseFrames;
        _steps = [.. steps];
        _layout = PixelLayout.Of(baseFrames.Facts);
    }

    /// <summary>Computes the levels.</summary>
    /// <param name="workers">The number of threads, at least 1.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <exception cref="ConversionException">A tile of the largest level does not decode.</exception>
    public void Run(int workers, CancellationToken cancellationToken)
    {
        var level = _base.Level;
        ITileOrder order = level.TilePainter is { IsReadInRows: true }
            ? new RowOrder(level.TileColumns, level.TileRows)
            : new ZOrder(level.TileColumns, level.TileRows);
        using var codec = _base.CreateCodec();
        WorkerGroup.Run(
            WorkerLimit.ByPixels(Math.Min(workers, level.TileCount), level, _layout.Length, _base.TransferSyntax),
            token =>
            {
                var pixels = new byte[_layout.Length];
                var buffers = new RunBuffers();
                while (order.TryTake(out var column, out var row))
                {
                    token.ThrowIfCancellationRequested();
                    Decode(codec, (row * level.TileColumns) + column, pixels, buffers);
                    Deliver(0, level.Size, column, row, pixels);
                }
            },
            cancellationToken);
    }

    private void Decode(FrameCodec codec, int tile, byte[] pixels, RunBuffers buffers)
    {
        try
        {
            codec.Decode(_base.Source.ReadFrame(tile, buffers), _layout.Size, pixels);
        }
        catch (CodecException exception) when (exception.Problem != CodecProblem.LibraryMissing)
        {
            throw new ConversionException(
                $"{StoredTile.Describe(_base.Level, tile)}: it does not decode, so smaller levels cannot be computed: {exception.Message}",
                exception);
        }
    }

    // A tile of what is above the step becomes a quarter of one of the step's.
    private void Deliver(int index, PixelSize from, int column, int row, byte[] pixels)
    {
        if (index == _steps.Length)
        {
            return;
        }

        var step = _steps[index];
        var (parentColumn, parentRow) = (column / 2, row / 2);
        var tile = step.Open(parentColumn, parentRow, from, _layout, Rent);
        BoxFilter.Halve(
            pixels,
            Visible(from, column, row),
            tile.Pixels,
            (column & 1) * _layout.Size.Width / 2,
            (row & 1) * _layout.Size.Height / 2,
            _layout);
        if (!tile.Complete())
        {
            return;
        }

        step.Close(parentColumn, parentRow);
        _layout.FillEdges(tile.Pixels, Visible(step.Level.Size, parentColumn, parentRow));
        step.Keep(parentColumn, parentRow, tile.Pixels, _layout.Size);
        Deliver(index + 1, step.Level.Size, parentColumn, parentRow, tile.Pixels);
        _free.Add(tile.Pixels);
    }

    private byte[] Rent() => _free.TryTake(out var pixels) ? pixels : new byte[_layout.Length];

    private PixelSize Visible(PixelSize whole, int column, int row) => new(
        Math.Min(_layout.Size.Width, whole.Width - (column * _layout.Size.Width)),
        Math.Min(_layout.Size.Height, whole.Height - (row * _layout.Size.Height)));
}
