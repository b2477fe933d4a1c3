using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>For each tile of a level: its header and the length of its coded data, so that every frame's length is known.</summary>
internal sealed class TileFrameIndex
{
    /// <summary>EOI of JPEG and JPEG-LS, and JPEG 2000's EOC.</summary>
    public const int EndMarkerBytes = 2;

    private const int FirstHeadBytes = 4096;
    private const int JobTiles = 2048;
    private const ushort MissingTile = ushort.MaxValue;

    private readonly SlideLevel _level;
    private readonly ITileStreamFormat _format;
    private readonly ConversionLimits _limits;
    private readonly bool _isThorough;
    private readonly DamageLog? _damage;
    private readonly List<TileHeader> _headers = [];
    private readonly ushort[] _headerOf;
    private readonly int[] _bodyLengths;
    private readonly Lock _lock = new();
    private long _headerBytes;

    private TileFrameIndex(SlideLevel level, ITileStreamFormat format, ConversionLimits limits, bool isThorough, DamageLog? damage)
    {
        _damage = damage;
        _level = level;
        _format = format;
        _limits = limits;
        _isThorough = isThorough;
        _headerOf = new ushort[level.TileCount];
        _bodyLengths = new int[level.TileCount];
    }

    /// <summary>The number of tiles.</summary>
    public int Count => _headerOf.Length;

    /// <summary>The different headers of the level; at least one unless all tiles are missing.</summary>
    public IReadOnlyList<TileHeader> Headers => _headers;

    /// <summary>Indexes a level.</summary>
    /// <param name="level">The level.</param>
    /// <param name="format">Of its tiles' streams.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <param name="isThorough">
    /// False reads the beginning and the end of each tile, and takes an end marker there for the only one, which is
    /// checked when the tile is copied; true reads all bytes.
    /// </param>
    /// <param name="damage">Takes tiles that are damaged, which then count as missing; null where they are an error.</param>
    /// <param name="workers">The number of threads.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <exception cref="ConversionException">A tile's stream is damaged or unsupported.</exception>
    /// <exception cref="SlideFormatException">A tile lies outside the file.</exception>
    public static TileFrameIndex Build(
        SlideLevel level,
        ITileStreamFormat format,
        ConversionLimits limits,
        bool isThorough,
        DamageLog? damage,
        int workers,
        CancellationToken cancellationToken)
    {
        var index = new TileFrameIndex(level, format, limits, isThorough || damage is not null, damage);
        var next = -1;
        WorkerGroup.Run(
            WorkerLimit.ByTiles(workers, level, FirstHeadBytes),
            token =>
            {
                var reader = new JobReader();
                for (var job = Interlocked.Increment(ref next); (long)job * JobTiles < index.Count; job = Interlocked.Increment(ref next))
                {
                    token.ThrowIfCancellationRequested();
                    index.AddJob(job * JobTiles, Math.Min(index.Count, (job + 1) * JobTiles), reader);
                }
            },
            cancellationToken);
        return index;
    }

    /// <summary>Whether a tile has no frame of its own: the source stores no bytes for it, or it is damaged.</summary>
    /// <param name="tileIndex">0-based.</param>
    public bool IsMissing(int tileIndex) => _headerOf[tileIndex] == MissingTile;

    /// <summary>A tile is damaged after all: it counts as missing from now on.</summary>
    /// <param name="tileIndex">0-based.</param>
    public void Drop(int tileIndex) => _headerOf[tileIndex] = MissingTile;

    /// <summary>The header of a tile that is not missing.</summary>
    /// <param name="tileIndex">0-based.</param>
    public TileHeader GetHeader(int tileIndex) => _headers[_headerOf[tileIndex]];

    /// <summary>The length of a tile's coded data.</summary>
    /// <param name="tileIndex">0-based.</param>
    public int GetBodyLength(int tileIndex) => _bodyLengths[tileIndex];

    /// <summary>The length of the frame that a tile becomes.</summary>
    /// <param name="tileIndex">0-based; not missing.</param>
    public int GetFrameLength(int tileIndex) =>
        GetHeader(tileIndex).FrameBytes.Length + _bodyLengths[tileIndex] + EndMarkerBytes;

    /// <summary>Says which tile of which level something is about.</summary>
    /// <param name="tileIndex">0-based.</param>
    public string Describe(int tileIndex) => StoredTile.Describe(_level, tileIndex);

    private void AddJob(int first, int end, JobReader reader)
    {
        for (var tile = first; tile < end; tile++)
        {
            if (_level.GetTileRange(tile).Length == 0)
            {
                _headerOf[tile] = MissingTile;
                continue;
            }

            try
            {
                AddTile(tile, end, reader);
            }
            catch (Exception exception) when (_damage is not null && GuardedPixels.IsDamage(exception))
            {
                _damage.Add(tile, exception.Message);
                _headerOf[tile] = MissingTile;
            }
        }
    }

    private void AddTile(int tile, int end, JobReader reader)
    {
        var range = _level.GetTileRange(tile);
        if (range.Length > _limits.MaximumTileBytes)
        {
            throw new ConversionException(
                $"{Describe(tile)}: longer than {nameof(_limits.MaximumTileBytes)} = {_limits.MaximumTileBytes}");
        }

        var header = FindHeader(tile, range, reader);
        _headerOf[tile] = reader.LastHeaderIndex;
        var endLength = _isThorough ? 0 : MeasureEnd(tile, range, end, reader);
        _bodyLengths[tile] = endLength > 0
            ? (int)range.Length - header.SourceBytes.Length - endLength
            : MeasureBody(tile, range, header, reader);
        if (_bodyLengths[tile] <= 0)
        {
            throw new ConversionException($"{Describe(tile)}: the stream holds no coded data");
        }
    }

    private TileHeader FindHeader(int tile, ByteRange range, JobReader reader)
    {
        if (reader.LastHeader is { } last
            && range.Length >= last.SourceBytes.Length
            && reader.GetHead(_level, range, last.SourceBytes.Length).SequenceEqual(last.SourceBytes.Span))
        {
            return last;
        }

        var header = ParseHeader(tile, range, reader);
        reader.LastHeader = header;
        reader.LastHeaderIndex = Register(tile, header);
        return header;
    }

    // An end marker, or one that a zero makes even (PS3.5 A.4); 0 where neither stands there. The next tile mostly begins
    // where this one ends: one read gives the end of this and the header of that.
    private int MeasureEnd(int tile, ByteRange range, int endOfJob, JobReader reader)
    {
        const int PaddedEndBytes = EndMarkerBytes + 1;
        var next = tile + 1 < endOfJob ? _level.GetTileRange(tile + 1) : default;
        var headLength = next.Offset == range.End ? (int)Math.Min(next.Length, reader.LastHeader!.SourceBytes.Length) : 0;
        if (range.Length < PaddedEndBytes)
        {
            return 0;
        }

        return reader.Read(_level, range.End - PaddedEndBytes, PaddedEndBytes + headLength) switch
        {
            [_, 0xFF, 0xD9, ..] => EndMarkerBytes,
            [0xFF, 0xD9, 0x00, ..] => PaddedEndBytes,
            _ => 0,
        };
    }

    private TileHeader ParseHeader(int tile, ByteRange range, JobReader reader)
    {
        for (long length = FirstHeadBytes; ; length *= 4)
        {
            var head = reader.GetHead(_level, range, (int)Math.Min(length, range.Length));
            var isWhole = head.Length == range.Length;
            if (_format.ReadHeader(head, isWhole, out var header) is { } fault)
            {
                throw new ConversionException($"{Describe(tile)}: {fault}");
            }

            if (header is not null)
            {
                return header;
            }

            if (isWhole || length > _limits.MaximumTileHeaderBytes)
            {
                throw new ConversionException(
                    $"{Describe(tile)}: the stream's header has no end within its first {head.Length} bytes");
            }
        }
    }

    private int MeasureBody(int tile, ByteRange range, TileHeader header, JobReader reader)
    {
        return _format.MeasureBody(reader.GetHead(_level, range, (int)range.Length), header, out var length) is { } fault
            ? throw new ConversionException($"{Describe(tile)}: {fault}")
            : length;
    }

    private ushort Register(int tile, TileHeader header)
    {
        lock (_lock)
        {
            var index = _headers.FindIndex(known => known.SourceBytes.Span.SequenceEqual(header.SourceBytes.Span));
            if (index >= 0)
            {
                return (ushort)index;
            }

            _headerBytes += header.SourceBytes.Length + header.FrameBytes.Length;
            if (_headers.Count >= _limits.MaximumDistinctHeaders || _headerBytes > _limits.MaximumHeaderBytesPerLevel)
            {
                throw new ConversionException(
                    $"{Describe(tile)}: the level's tiles have more different headers than {nameof(ConversionLimits)} allows");
            }

            _headers.Add(header);
            return (ushort)(_headers.Count - 1);
        }
    }

    /// <summary>One thread's view of the file: its last read, and the header that the last tile had.</summary>
    private sealed class JobReader
    {
        private byte[] _buffer = new byte[FirstHeadBytes];
        private ByteRange _held;

        public TileHeader? LastHeader { get; set; }

        public ushort LastHeaderIndex { get; set; }

        /// <summary>The first bytes of a tile, from the last read where that has them.</summary>
        public ReadOnlySpan<byte> GetHead(SlideLevel level, ByteRange tile, int length) =>
            tile.Offset >= _held.Offset && tile.Offset + length <= _held.End
                ? _buffer.AsSpan((int)(tile.Offset - _held.Offset), length)
                : Read(level, tile.Offset, length);

        public ReadOnlySpan<byte> Read(SlideLevel level, long offset, int length)
        {
            if (_buffer.Length < length)
            {
                _buffer = new byte[Math.Max(length, _buffer.Length * 2)];
            }

            _held = default;
            level.ReadBytes(offset, _buffer.AsSpan(0, length));
            _held = new ByteRange(offset, length);
            return _buffer.AsSpan(0, length);
        }
    }
}
