using System.Security.Cryptography;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>Frames of a level whose tiles no DICOM label fits: decoded once, encoded once, kept in a temporary file.</summary>
internal sealed class ReencodedFrames : ILevelFrameSource
{
    private readonly FrameSpool _spool;
    private readonly long[] _offsets;
    private readonly long[] _lengths;

    private ReencodedFrames(FrameSpool spool, int count)
    {
        _spool = spool;
        _offsets = new long[count];
        _lengths = new long[count];
    }

    /// <inheritdoc/>
    public FrameHandling Handling => FrameHandling.Reencoded;

    /// <inheritdoc/>
    public IReadOnlyList<long> FrameLengths => _lengths;

    /// <inheritdoc/>
    public IReadOnlyList<int> FilledFrames { get; private init; } = [];

    /// <summary>Encodes all tiles of a level.</summary>
    /// <param name="level">The level.</param>
    /// <param name="encodeTile">Makes the frame of a stored tile; called from several threads.</param>
    /// <param name="encodeMissing">Makes the frame of a tile that is not stored, by its index; called from several threads.</param>
    /// <param name="spool">Where the frames are kept.</param>
    /// <param name="limits">How long a stored tile may be.</param>
    /// <param name="workers">The number of threads.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <exception cref="ConversionException">A tile does not decode.</exception>
    public static ReencodedFrames Create(
        SlideLevel level,
        Func<byte[], byte[]> encodeTile,
        Func<int, byte[]> encodeMissing,
        FrameSpool spool,
        ConversionLimits limits,
        int workers,
        CancellationToken cancellationToken)
    {
        var missing = Enumerable.Range(0, level.TileCount).Where(tile => level.GetTileRange(tile).Length == 0).ToArray();
        var frames = new ReencodedFrames(spool, level.TileCount) { FilledFrames = missing };
        var next = -1;
        WorkerGroup.Run(
            workers,
            token =>
            {
                for (var tile = Interlocked.Increment(ref next); tile < level.TileCount; tile = Interlocked.Increment(ref next))
                {
                    token.ThrowIfCancellationRequested();
                    var frame = level.GetTileRange(tile).Length == 0
                        ? encodeMissing(tile)
                        : encodeTile(ReadTile(level, tile, limits));
                    frames._lengths[tile] = frame.Length;
                    frames._offsets[tile] = spool.Add(frame);
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
    public IEnumerable<ReadOnlyMemory<byte>> ReadStreamHeaders() => [ReadFrame(0)];

    /// <inheritdoc/>
    public void CopyTo(IFrameSink sink, int workers, CancellationToken cancellationToken)
    {
        for (var frame = 0; frame < _lengths.Length; frame++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var items = new byte[sink.GetItemsLength(frame, 1)];
            DicomFrameFileWriter.WriteItemHeader(items, sink.GetItemLength(frame));
            var target = items.AsSpan(EncapsulatedLayout.ItemHeaderBytes, (int)_lengths[frame]);
            _spool.Read(_offsets[frame], target);
            sink.SetDigest(frame, SHA256.HashData(target));
            sink.WriteItems(frame, 1, items);
        }
    }

    private static byte[] ReadTile(SlideLevel level, int tile, ConversionLimits limits)
    {
        var range = level.GetTileRange(tile);
        if (range.Length > limits.MaximumTileBytes)
        {
            throw new ConversionException(
                $"level {level.Index} ({level.Location}), tile {tile}, {level.DescribeTile(tile)}: longer than "
                + $"{nameof(limits.MaximumTileBytes)} = {limits.MaximumTileBytes}");
        }

        var bytes = new byte[range.Length];
        level.ReadBytes(range.Offset, bytes);
        return bytes;
    }
}
