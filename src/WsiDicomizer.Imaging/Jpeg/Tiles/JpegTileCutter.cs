using System.Collections.Concurrent;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Jpeg.Tiles;

/// <summary>Cuts one large JPEG scan into tiles without decoding: every tile holds the coefficients of the source.</summary>
/// <remarks>
/// <para>The scan may be of any size, also one whose frame header says 0 for more than 65,535 rows or columns. With restart
/// intervals (ITU-T T.81, B.2.4.4), reading begins at any of them; without, one pass finds where each row of MCUs begins.
/// Codes are copied bit by bit; DC differences are coded anew where a row of a tile begins. Beyond the right and bottom edge
/// tiles continue the colour of their last block.</para>
/// <para>Thread-safe; memory for one row of blocks a thread.</para>
/// </remarks>
public sealed class JpegTileCutter
{
    // Fewer reads for each tile; more would only cost memory.
    private const int LeastColumnsPerBlock = 4;
    private const int MostColumnsPerBlock = 32;

    // Where intervals do not end with rows, a block wants a whole row: what lies before it has to be read.
    private const int MostColumnsOfARow = 128;
    private const int FirstHeadBytes = 4096;

    private readonly IJpegScanBytes _bytes;
    private readonly JpegLimits _limits;
    private readonly JpegScanLayout _layout;
    private readonly JpegKnownStarts? _known;
    private readonly byte[] _tileHeader;
    private readonly int _mcusPerRow;
    private readonly int _mcuRows;
    private readonly ConcurrentBag<Worker> _workers = [];
    private readonly Lock _lock = new();
    private IJpegScanIndex? _index;
    private bool _isAssumed;

    /// <summary>Reads the stream's header.</summary>
    /// <param name="bytes">The stream.</param>
    /// <param name="size">Of the image, where the frame header says 0; else its own.</param>
    /// <param name="tileSize">Of every tile: multiples of the MCU's sides, up to 65,535.</param>
    /// <param name="color">What the components mean, as the container says; the stream may contradict.</param>
    /// <param name="known">Where restart intervals begin, or null; what is wrong in it is found and put right.</param>
    /// <param name="limits">What the stream may ask for.</param>
    /// <exception cref="CodecException">The header is damaged, or not of one baseline scan; or tiles do not fit its MCUs.</exception>
    public JpegTileCutter(
        IJpegScanBytes bytes, PixelSize size, PixelSize tileSize, JpegColor color, JpegKnownStarts? known, JpegLimits limits)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(limits);
        _bytes = bytes;
        _limits = limits;
        _known = known;
        var head = ReadHead(bytes, limits);
        _layout = JpegScanLayout.Read(head, limits);
        Source = _layout.Header;
        Size = new PixelSize(
            Source.Width == 0 ? size.Width : Source.Width, Source.Height == 0 ? size.Height : Source.Height);
        TileSize = tileSize;
        if (tileSize.Width % Source.McuWidth != 0 || tileSize.Height % Source.McuHeight != 0)
        {
            throw new CodecFault(CodecProblem.Unsupported, 0, "MCUs that divide the tiles").ToException("JPEG stream");
        }

        _mcusPerRow = DivideUp(Size.Width, Source.McuWidth);
        _mcuRows = DivideUp(Size.Height, Source.McuHeight);
        RequirePlausible();
        _tileHeader = _layout.WriteTileHeader(
            head, tileSize.Width, tileSize.Height, Source.ResolveColor(color) ?? color, limits);
        ColumnsPerBlock = ChooseColumnsPerBlock();
    }

    /// <summary>What the stream's header says.</summary>
    public JpegHeader Source { get; }

    /// <summary>The size of the image.</summary>
    public PixelSize Size { get; }

    /// <summary>The size of every tile.</summary>
    public PixelSize TileSize { get; }

    /// <summary>Tiles across.</summary>
    public int Columns => DivideUp(Size.Width, TileSize.Width);

    /// <summary>Tiles down.</summary>
    public int Rows => DivideUp(Size.Height, TileSize.Height);

    /// <summary>How many tiles of a row are best made at once: they begin and end with restart intervals, where those are.</summary>
    public int ColumnsPerBlock { get; }

    /// <summary>The header of every tile, SOI to SOS.</summary>
    public ReadOnlyMemory<byte> TileHeader => _tileHeader;

    /// <summary>Makes tiles that lie side by side.</summary>
    /// <param name="firstColumn">0-based.</param>
    /// <param name="count">At least 1.</param>
    /// <param name="row">0-based.</param>
    /// <returns>Whole streams, SOI to EOI.</returns>
    /// <exception cref="CodecException">The scan is damaged there; the offset is from SOI.</exception>
    public IReadOnlyList<byte[]> Cut(int firstColumn, int count, int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstColumn);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstColumn + count, Columns);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        if (!_workers.TryTake(out var worker))
        {
            worker = new Worker(this);
        }

        var index = GetIndex(out var isAssumed);
        try
        {
            return Cut(worker, index, firstColumn, count, row);
        }
        catch (CodecException) when (isAssumed)
        {
            // The table of starts may be wrong while the stream is sound.
            worker.Cursor.Reset();
            return Cut(worker, ReplaceIndex(index), firstColumn, count, row);
        }
        finally
        {
            worker.Cursor.Reset();
            _workers.Add(worker);
        }
    }

    private byte[][] Cut(Worker worker, IJpegScanIndex index, int firstColumn, int count, int row)
    {
        var across = TileSize.Width / Source.McuWidth;
        var down = TileSize.Height / Source.McuHeight;
        var writers = worker.GetWriters(count);
        foreach (var writer in writers)
        {
            writer.Start(_tileHeader);
        }

        var firstMcu = firstColumn * across;
        for (var mcuRow = row * down; mcuRow < (row + 1) * down; mcuRow++)
        {
            var isInside = mcuRow < _mcuRows;
            if (isInside)
            {
                worker.Cursor.MoveTo(index, ((long)mcuRow * _mcusPerRow) + firstMcu);
            }

            for (var tile = 0; tile < count; tile++)
            {
                var stored = isInside ? Math.Min(across, _mcusPerRow - firstMcu - (tile * across)) : 0;
                worker.Cursor.Copy(stored, writers[tile]);
                worker.Copier.Pad(across - stored, writers[tile]);
            }
        }

        var tiles = new byte[count][];
        for (var tile = 0; tile < count; tile++)
        {
            tiles[tile] = writers[tile].Finish();
        }

        return tiles;
    }

    private int ChooseColumnsPerBlock()
    {
        var across = TileSize.Width / Source.McuWidth;
        var interval = Source.RestartInterval;
        if (interval == 0 || _mcusPerRow % interval != 0)
        {
            return Math.Min(MostColumnsOfARow, Columns);
        }

        for (var count = LeastColumnsPerBlock; count <= MostColumnsPerBlock; count++)
        {
            if ((long)count * across % interval == 0)
            {
                return Math.Min(count, Columns);
            }
        }

        return Math.Min(MostColumnsPerBlock, Columns);
    }

    private IJpegScanIndex GetIndex(out bool isAssumed)
    {
        lock (_lock)
        {
            if (_index is null)
            {
                var intervals = CountIntervals();
                _index = Source.RestartInterval > 0 && _known is not null
                    ? JpegRestartIndex.TryCreate(Source, intervals, _bytes.Length, _known)
                    : null;
                _isAssumed = _index is not null;
                _index ??= Source.RestartInterval > 0
                    ? JpegRestartIndex.Scan(_bytes, Source, intervals)
                    : JpegRowIndex.Build(_bytes, _layout, _mcusPerRow, _mcuRows);
            }

            isAssumed = _isAssumed;
            return _index;
        }
    }

    private IJpegScanIndex ReplaceIndex(IJpegScanIndex wrong)
    {
        lock (_lock)
        {
            if (ReferenceEquals(_index, wrong))
            {
                _index = JpegRestartIndex.Scan(_bytes, Source, CountIntervals());
                _isAssumed = false;
            }

            return _index!;
        }
    }

    // A block takes two codes of at least one bit, an interval a byte and a marker: a few bytes that claim to be a huge image
    // are not one, and nothing is allocated for them.
    private void RequirePlausible()
    {
        var mcus = (long)_mcusPerRow * _mcuRows;
        var bits = (_bytes.Length - Source.ScanOffset) * 8;
        var intervals = Source.RestartInterval == 0 ? 1 : (mcus + Source.RestartInterval - 1) / Source.RestartInterval;
        if (mcus * _layout.Blocks.Length * 2 > bits || (intervals - 1) * 3 * 8 > bits)
        {
            throw new CodecFault(CodecProblem.Truncated, _bytes.Length, "the data of all MCUs").ToException("JPEG stream");
        }

        if (intervals > int.MaxValue || (long)Columns * Rows > int.MaxValue)
        {
            throw new CodecFault(
                CodecProblem.LimitExceeded, 0, $"at most {int.MaxValue} restart intervals and tiles").ToException("JPEG stream");
        }
    }

    private int CountIntervals() => Source.RestartInterval == 0
        ? 0
        : (int)((((long)_mcusPerRow * _mcuRows) + Source.RestartInterval - 1) / Source.RestartInterval);

    private static byte[] ReadHead(IJpegScanBytes bytes, JpegLimits limits)
    {
        for (long length = FirstHeadBytes; ; length *= 4)
        {
            var head = new byte[Math.Min(length, bytes.Length)];
            bytes.Read(0, head);
            if (JpegHeader.TryRead(head, limits, out _, out var fault))
            {
                return head;
            }

            if (fault.Problem != CodecProblem.Truncated || head.Length == bytes.Length)
            {
                throw fault.ToException("JPEG stream");
            }
        }
    }

    private static int DivideUp(int value, int divisor) => (int)(((long)value + divisor - 1) / divisor);

    /// <summary>What one thread works with.</summary>
    private sealed class Worker
    {
        private JpegTileWriter[] _writers = [];

        public Worker(JpegTileCutter cutter)
        {
            Copier = new JpegMcuCopier(cutter._layout);
            Cursor = new JpegMcuCursor(cutter._bytes, Copier, cutter._limits);
        }

        public JpegMcuCopier Copier { get; }

        public JpegMcuCursor Cursor { get; }

        public ReadOnlySpan<JpegTileWriter> GetWriters(int count)
        {
            if (_writers.Length < count)
            {
                var known = _writers.Length;
                Array.Resize(ref _writers, count);
                for (var index = known; index < count; index++)
                {
                    _writers[index] = new JpegTileWriter();
                }
            }

            return _writers.AsSpan(0, count);
        }
    }
}
