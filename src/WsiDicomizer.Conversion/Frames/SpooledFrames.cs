using System.Security.Cryptography;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>
/// Frames that have to be made, so that their lengths are known only then: made once, kept in a temporary file. Tiles that no
/// DICOM label fits are decoded and encoded; tiles cut out of a larger stream keep their coefficients.
/// </summary>
internal sealed class SpooledFrames : ILevelFrameSource
{
    private const int RunBytes = 1 << 20;

    private readonly FrameSpool _spool;
    private readonly long[] _offsets;
    private readonly long[] _lengths;
    private readonly byte[] _digests;

    private SpooledFrames(FrameSpool spool, int count, FrameHandling handling)
    {
        Handling = handling;
        _spool = spool;
        _offsets = new long[count];
        _lengths = new long[count];
        _digests = new byte[checked(count * SHA256.HashSizeInBytes)];
    }

    /// <inheritdoc/>
    public FrameHandling Handling { get; }

    /// <inheritdoc/>
    public IReadOnlyList<long> FrameLengths => _lengths;

    /// <inheritdoc/>
    public IReadOnlyList<int> FilledFrames { get; private init; } = [];

    /// <summary>Takes tiles that are damaged; null where they are an error.</summary>
    public DamageLog? Damage { get; private init; }

    /// <inheritdoc/>
    public IReadOnlyList<DamagedFrame> DamagedFrames => Damage?.Frames ?? [];

    /// <summary>Begins frames that are added one by one.</summary>
    /// <param name="spool">Where the frames are kept.</param>
    /// <param name="count">How many there will be.</param>
    /// <param name="handling">What is done to the pixels.</param>
    /// <param name="filled">Tiles that are not stored, in order; null for none.</param>
    /// <param name="damage">Takes tiles that are damaged; null where they are an error.</param>
    public static SpooledFrames Begin(
        FrameSpool spool, int count, FrameHandling handling, IReadOnlyList<int>? filled = null, DamageLog? damage = null) =>
        new(spool, count, handling) { FilledFrames = filled ?? [], Damage = damage };

    /// <summary>Encodes all tiles of a level.</summary>
    /// <param name="work">The tiles, and how.</param>
    /// <param name="spool">Where the frames are kept.</param>
    /// <param name="workers">The number of threads.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <exception cref="ConversionException">A tile does not decode.</exception>
    /// <exception cref="SlideFormatException">What is stored is damaged.</exception>
    public static SpooledFrames Encode(TileEncodingWork work, FrameSpool spool, int workers, CancellationToken cancellationToken)
    {
        var level = work.Level;
        var frames = new SpooledFrames(spool, level.TileCount, work.Encoding.Handling) 
        {
            FilledFrames = work.FilledFrames,
            Damage = work.Damage,
        };
        using var codec = work.Encoding.CreateCodec();
        var finer = work.Encoding.CreateFinerCodecs.Select(create => create()).ToList();
        try
        {
            frames.EncodeAll(work, codec, finer, workers, cancellationToken);
        }
        finally
        {
            finer.ForEach(each => each.Dispose());
        }

        return frames;
    }

    /// <summary>Makes all tiles of a level that makes them itself, without loss.</summary>
    /// <param name="level">The level.</param>
    /// <param name="maker">Makes its tiles.</param>
    /// <param name="spool">Where the frames are kept.</param>
    /// <param name="damage">Takes tiles that are damaged, whose frames have to be added then; null where they are an error.</param>
    /// <param name="workers">The number of threads.</param>
    /// <param name="cancellationToken">Stops between runs of tiles.</param>
    /// <exception cref="SlideFormatException">What is stored is damaged.</exception>
    public static SpooledFrames Make(
        SlideLevel level, ITileMaker maker, FrameSpool spool, DamageLog? damage, int workers, CancellationToken cancellationToken)
    {
        var frames = new SpooledFrames(spool, level.TileCount, FrameHandling.Transformed) { Damage = damage };
        var runsPerRow = (level.TileColumns + maker.TilesPerRun - 1) / maker.TilesPerRun;
        var runs = checked(runsPerRow * level.TileRows);
        var next = -1;
        WorkerGroup.Run(
            Math.Min(workers, runs),
            token =>
            {
                for (var run = Interlocked.Increment(ref next); run < runs; run = Interlocked.Increment(ref next))
                {
                    token.ThrowIfCancellationRequested();
                    var (row, part) = Math.DivRem(run, runsPerRow);
                    var column = part * maker.TilesPerRun;
                    var first = (row * level.TileColumns) + column;
                    frames.MakeRun(maker, first, Math.Min(maker.TilesPerRun, level.TileColumns - column));
                }
            },
            cancellationToken);
        return frames;
    }

    /// <inheritdoc/>
    public byte[] ReadFrame(int frameIndex)
    {
        var frame = new byte[_lengths[frameIndex]];
        _spool.Read(_offsets[frameIndex], frame);
        return frame;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> ReadFrame(int frameIndex, RunBuffers buffers)
    {
        var frame = buffers.GetItems(checked((int)_lengths[frameIndex]));
        _spool.Read(_offsets[frameIndex], frame);
        return frame;
    }

    /// <inheritdoc/>
    public IEnumerable<ReadOnlyMemory<byte>> ReadStreamHeaders() => [ReadFrame(0)];

    /// <inheritdoc/>
    public void CopyTo(IFrameSink sink, int workers, CancellationToken cancellationToken)
    {
        var runs = PlanRuns();
        var next = -1;
        WorkerGroup.Run(
            WorkerLimit.ByBytes(Math.Min(workers, runs.Count), Math.Max(RunBytes, _lengths.Max()) * 3 / 2),
            token =>
            {
                var buffers = new RunBuffers();
                for (var run = Interlocked.Increment(ref next); run < runs.Count; run = Interlocked.Increment(ref next))
                {
                    token.ThrowIfCancellationRequested();
                    CopyRun(runs[run], sink, buffers);
                }
            },
            cancellationToken);
    }

    private void EncodeAll(
        TileEncodingWork work, FrameCodec codec, List<FrameCodec> finer, int workers, CancellationToken cancellationToken)
    {
        var level = work.Level;
        var length = checked((int)work.Encoding.Facts.PixelBytes);
        var next = -1;
        WorkerGroup.Run(
            WorkerLimit.ByPixels(Math.Min(workers, level.TileCount), level, length, work.Encoding.TransferSyntax),
            token =>
            {
                var floor = new QualityFloor(level, codec, finer, length);
                var pixels = new byte[length];
                for (var tile = Interlocked.Increment(ref next); tile < level.TileCount; tile = Interlocked.Increment(ref next))
                {
                    token.ThrowIfCancellationRequested();
                    work.Pixels.Read(tile, pixels);
                    Add(tile, floor.Encode(tile, pixels));
                }
            },
            cancellationToken);
    }

    private List<FrameRun> PlanRuns()
    {
        var runs = new List<FrameRun>();
        var first = 0;
        long bytes = 0;
        for (var frame = 0; frame < _lengths.Length; frame++)
        {
            if (frame > first && bytes + _lengths[frame] > RunBytes)
            {
                runs.Add(new FrameRun(first, frame - first));
                first = frame;
                bytes = 0;
            }

            bytes += _lengths[frame];
        }

        runs.Add(new FrameRun(first, _lengths.Length - first));
        return runs;
    }

    private void CopyRun(FrameRun run, IFrameSink sink, RunBuffers buffers)
    {
        var items = buffers.GetItems(checked((int)sink.GetItemsLength(run.First, run.Count)));
        var rest = items;
        for (var frame = run.First; frame < run.First + run.Count; frame++)
        {
            var itemLength = (int)sink.GetItemLength(frame);
            DicomFrameFileWriter.WriteItemHeader(rest, itemLength);
            rest = rest[EncapsulatedLayout.ItemHeaderBytes..];
            var length = (int)_lengths[frame];
            _spool.Read(_offsets[frame], rest[..length]);
            rest[length..itemLength].Clear();
            rest = rest[itemLength..];
            sink.SetDigest(frame, _digests.AsSpan(frame * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes));
        }

        sink.WriteItems(run.First, run.Count, items);
    }

    private void MakeRun(ITileMaker maker, int first, int count)
    {
        IReadOnlyList<byte[]> tiles;
        try
        {
            tiles = maker.MakeTiles(first, count);
        }
        catch (Exception exception) when (Damage is not null && GuardedPixels.IsDamage(exception))
        {
            // One by one, so that no tile goes with its neighbour.
            if (count == 1)
            {
                Damage.Add(first, exception.Message);
                return;
            }

            for (var tile = first; tile < first + count; tile++)
            {
                MakeRun(maker, tile, 1);
            }

            return;
        }

        for (var tile = 0; tile < tiles.Count; tile++)
        {
            Add(first + tile, tiles[tile]);
        }
    }

    /// <summary>Adds a frame. Thread-safe, each frame once.</summary>
    /// <param name="tile">Its tile, 0-based.</param>
    /// <param name="frame">As it is written.</param>
    public void Add(int tile, ReadOnlySpan<byte> frame)
    {
        _lengths[tile] = frame.Length;
        _offsets[tile] = _spool.Add(frame);
        SHA256.HashData(frame, _digests.AsSpan(tile * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes));
    }
}
