using System.Security.Cryptography;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>The tiles of a level as frames where a tile has no header to exchange: one by one, nothing decoded.</summary>
internal sealed class StoredFrames : ILevelFrameSource
{
    private readonly SlideLevel _level;
    private readonly IStoredFrameFormat _format;
    private readonly ConversionLimits _limits;
    private readonly IReadOnlyDictionary<int, ReadOnlyMemory<byte>> _fillers;
    private readonly (DamageLog Log, byte[] Background)? _damage;
    private readonly long[] _lengths;
    private int _changed;

    private StoredFrames(
        SlideLevel level,
        IStoredFrameFormat format,
        ConversionLimits limits,
        IReadOnlyDictionary<int, ReadOnlyMemory<byte>> fillers,
        (DamageLog Log, byte[] Background)? damage)
    {
        _damage = damage;
        _level = level;
        _format = format;
        _limits = limits;
        _fillers = fillers;
        _lengths = new long[level.TileCount];
        FilledFrames = [.. fillers.Keys.Order()];
    }

    /// <inheritdoc/>
    public FrameHandling Handling => _format.FixedLength is not null ? _format.FixedHandling
        : _changed == 0 ? FrameHandling.Copied
        : FrameHandling.Rewrapped;

    /// <inheritdoc/>
    public IReadOnlyList<long> FrameLengths => _lengths;

    /// <inheritdoc/>
    public IReadOnlyList<int> FilledFrames { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DamagedFrame> DamagedFrames => _damage?.Log.Frames ?? [];

    /// <summary>Prepares the frames; reads all tiles where their frames' lengths are not the same.</summary>
    /// <param name="level">The level.</param>
    /// <param name="format">Of its tiles.</param>
    /// <param name="fillers">Whole frames for the tiles that are missing, by tile index.</param>
    /// <param name="damage">Takes tiles that are damaged, and the frame that they become; null where they are an error.</param>
    /// <param name="options">Threads and limits.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <exception cref="ConversionException">A tile is damaged.</exception>
    public static StoredFrames Create(
        SlideLevel level,
        IStoredFrameFormat format,
        IReadOnlyDictionary<int, ReadOnlyMemory<byte>> fillers,
        (DamageLog Log, byte[] Background)? damage,
        ConversionOptions options,
        CancellationToken cancellationToken)
    {
        var frames = new StoredFrames(level, format, options.Limits, fillers, damage);
        if (format.FixedLength is { } length)
        {
            frames._lengths.AsSpan().Fill(length);
            return frames;
        }

        frames.ForEach(options.Workers, frames.Measure, cancellationToken);
        return frames;
    }

    /// <inheritdoc/>
    public byte[] ReadFrame(int frameIndex)
    {
        if (_fillers.TryGetValue(frameIndex, out var filler))
        {
            return filler.ToArray();
        }

        var frame = TryMake(frameIndex, out _);
        return frame.Length == _lengths[frameIndex]
            ? frame
            : throw new ConversionException($"{Describe(frameIndex)}: the file changed while it was read");
    }

    /// <inheritdoc/>
    public IEnumerable<ReadOnlyMemory<byte>> ReadStreamHeaders() => [ReadFrame(0)];

    /// <inheritdoc/>
    public void CopyTo(IFrameSink sink, int workers, CancellationToken cancellationToken) => ForEach(
        workers,
        index =>
        {
            var frame = ReadFrame(index);
            var items = new byte[sink.GetItemsLength(index, 1)];
            DicomFrameFileWriter.WriteItemHeader(items, sink.GetItemLength(index));
            frame.CopyTo(items.AsSpan(EncapsulatedLayout.ItemHeaderBytes));
            sink.SetDigest(index, SHA256.HashData(frame));
            sink.WriteItems(index, 1, items);
        },
        cancellationToken);

    private void ForEach(int workers, Action<int> action, CancellationToken cancellationToken)
    {
        var next = -1;
        WorkerGroup.Run(
            WorkerLimit.ByPixels(
                Math.Min(workers, _lengths.Length), _level, _format.Facts.PixelBytes, DicomTransferSyntax.ExplicitVRLittleEndian),
            token =>
            {
                for (var index = Interlocked.Increment(ref next); index < _lengths.Length; index = Interlocked.Increment(ref next))
                {
                    token.ThrowIfCancellationRequested();
                    action(index);
                }
            },
            cancellationToken);
    }

    private void Measure(int index)
    {
        if (_fillers.TryGetValue(index, out var filler))
        {
            _lengths[index] = filler.Length;
            return;
        }

        var frame = TryMake(index, out var tile);
        _lengths[index] = frame.Length;

        // A zero that only makes the tile even is no change.
        if (!frame.AsSpan().SequenceEqual(tile) && !(tile is [.. var whole, 0] && frame.AsSpan().SequenceEqual(whole)))
        {
            Interlocked.Exchange(ref _changed, 1);
        }
    }

    private byte[] TryMake(int index, out byte[] tile)
    {
        tile = [];
        try
        {
            tile = ReadTile(index);
            return Make(tile, index);
        }
        catch (Exception exception) when (_damage is not null && GuardedPixels.IsDamage(exception))
        {
            _damage.Value.Log.Add(index, exception.Message);
            return tile = _damage.Value.Background;
        }
    }

    private byte[] Make(byte[] tile, int index)
    {
        var frame = _format.MakeFrame(tile, out var fault);
        return fault is null ? frame : throw new ConversionException($"{Describe(index)}: {fault}");
    }

    private byte[] ReadTile(int index) => StoredTile.Read(_level, index, _limits);

    private string Describe(int index) => StoredTile.Describe(_level, index);
}
