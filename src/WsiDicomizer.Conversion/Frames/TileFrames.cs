using System.Security.Cryptography;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>The tiles of a level as frames: the coded data is copied, never decoded.</summary>
internal sealed class TileFrames : ILevelFrameSource
{
    private const int RunBytes = 1 << 20;
    private const int RunFrames = 1024;

    private readonly SlideLevel _level;
    private readonly ITileStreamFormat _format;
    private readonly TileFrameIndex _index;
    private readonly IReadOnlyDictionary<int, ReadOnlyMemory<byte>> _fillers;

    /// <summary>Creates the source.</summary>
    /// <param name="level">The level.</param>
    /// <param name="format">Of its tiles' streams.</param>
    /// <param name="index">Of its tiles.</param>
    /// <param name="fillers">Whole frames for the tiles that are missing, by tile index; none where they are not wanted.</param>
    public TileFrames(
        SlideLevel level,
        ITileStreamFormat format,
        TileFrameIndex index,
        IReadOnlyDictionary<int, ReadOnlyMemory<byte>> fillers)
    {
        _level = level;
        _format = format;
        _index = index;
        _fillers = fillers;
        var lengths = new long[index.Count];
        for (var tile = 0; tile < lengths.Length; tile++)
        {
            lengths[tile] = !index.IsMissing(tile) ? index.GetFrameLength(tile)
                : fillers.TryGetValue(tile, out var filler) ? filler.Length
                : 0;
        }

        FrameLengths = lengths;
        FilledFrames = [.. fillers.Keys.Order()];
        Handling = index.Headers.All(header => header.FrameBytes.Span.SequenceEqual(header.SourceBytes.Span))
            ? FrameHandling.Copied
            : FrameHandling.Rewrapped;
    }

    /// <inheritdoc/>
    public FrameHandling Handling { get; }

    /// <inheritdoc/>
    public IReadOnlyList<long> FrameLengths { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> FilledFrames { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DamagedFrame> DamagedFrames { get; init; } = [];

    /// <inheritdoc/>
    public byte[] ReadFrame(int frameIndex)
    {
        if (_index.IsMissing(frameIndex))
        {
            return _fillers[frameIndex].ToArray();
        }

        var range = _level.GetTileRange(frameIndex);
        var tile = new byte[range.Length];
        _level.ReadBytes(range.Offset, tile);
        var frame = new byte[_index.GetFrameLength(frameIndex)];
        Assemble(frameIndex, tile, frame);
        return frame;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> ReadFrame(int frameIndex, RunBuffers buffers)
    {
        if (_index.IsMissing(frameIndex))
        {
            return _fillers[frameIndex].Span;
        }

        var range = _level.GetTileRange(frameIndex);
        var tile = buffers.GetSource(checked((int)range.Length)).Span;
        _level.ReadBytes(range.Offset, tile);
        var frame = buffers.GetItems(_index.GetFrameLength(frameIndex));
        Assemble(frameIndex, tile, frame);
        return frame;
    }

    /// <inheritdoc/>
    public IEnumerable<ReadOnlyMemory<byte>> ReadStreamHeaders() =>
        [.. _index.Headers.Select(header => header.FrameBytes), .. _fillers.Values.Distinct()];

    /// <inheritdoc/>
    public void CopyTo(IFrameSink sink, int workers, CancellationToken cancellationToken)
    {
        var runs = PlanRuns();
        var next = -1;
        WorkerGroup.Run(
            WorkerLimit.ByTiles(Math.Min(workers, runs.Count), _level, RunBytes),
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

    private List<FrameRun> PlanRuns()
    {
        var runs = new List<FrameRun>();
        var first = 0;
        long bytes = 0;
        for (var frame = 0; frame < FrameLengths.Count; frame++)
        {
            // A tile may be much longer in the source than its frame: what is behind the end marker is read, and left out.
            var length = Math.Max(FrameLengths[frame], _level.GetTileRange(frame).Length);
            if (frame > first && (bytes + length > RunBytes || frame - first >= RunFrames))
            {
                runs.Add(new FrameRun(first, frame - first));
                first = frame;
                bytes = 0;
            }

            bytes += length;
        }

        runs.Add(new FrameRun(first, FrameLengths.Count - first));
        return runs;
    }

    private void CopyRun(FrameRun run, IFrameSink sink, RunBuffers buffers)
    {
        var items = buffers.GetItems(checked((int)sink.GetItemsLength(run.First, run.Count)));
        var source = TileRunReader.Read(_level, run, buffers);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var position = 0;
        for (var frame = run.First; frame < run.First + run.Count; frame++)
        {
            var itemLength = (int)sink.GetItemLength(frame);
            DicomFrameFileWriter.WriteItemHeader(items[position..], itemLength);
            position += EncapsulatedLayout.ItemHeaderBytes;
            var target = items.Slice(position, (int)FrameLengths[frame]);
            if (_index.IsMissing(frame))
            {
                _fillers[frame].Span.CopyTo(target);
                SHA256.HashData(target, digest);
            }
            else
            {
                Assemble(frame, source.GetTile(frame), target);
                SHA256.HashData(target.Slice(_index.GetHeader(frame).FrameBytes.Length, _index.GetBodyLength(frame)), digest);
            }

            sink.SetDigest(frame, digest);
            items[(position + target.Length)..(position + itemLength)].Clear();
            position += itemLength;
        }

        sink.WriteItems(run.First, run.Count, items);
    }

    private void Assemble(int frameIndex, ReadOnlySpan<byte> tile, Span<byte> frame)
    {
        var header = _index.GetHeader(frameIndex);
        var bodyLength = _index.GetBodyLength(frameIndex);
        if (!tile.StartsWith(header.SourceBytes.Span))
        {
            throw new ConversionException($"{_index.Describe(frameIndex)}: the file changed while it was read");
        }

        if (_format.MeasureBody(tile, header, out var measured) is { } fault)
        {
            throw new ConversionException($"{_index.Describe(frameIndex)}: {fault}");
        }

        if (measured != bodyLength)
        {
            throw new FrameIndexMismatchException();
        }

        header.FrameBytes.Span.CopyTo(frame);
        tile.Slice(header.SourceBytes.Length, bodyLength).CopyTo(frame[header.FrameBytes.Length..]);
        frame[^2] = 0xFF;
        frame[^1] = 0xD9;
    }
}
