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
    private readonly FrameSpool _spool;
    private readonly long[] _offsets;
    private readonly long[] _lengths;

    private SpooledFrames(FrameSpool spool, int count, FrameHandling handling)
    {
        Handling = handling;
        _spool = spool;
        _offsets = new long[count];
        _lengths = new long[count];
    }

    /// <inheritdoc/>
    public FrameHandling Handling { get; }

    /// <inheritdoc/>
    public IReadOnlyList<long> FrameLengths => _lengths;

    /// <inheritdoc/>
    public IReadOnlyList<int> FilledFrames { get; private init; } = [];

    /// <summary>Begins frames that are added one by one.</summary>
    /// <param name="spool">Where the frames are kept.</param>
    /// <param name="count">How many there will be.</param>
    /// <param name="handling">What is done to the pixels.</param>
    public static SpooledFrames Begin(FrameSpool spool, int count, FrameHandling handling) => new(spool, count, handling);

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
        var frames = new SpooledFrames(spool, level.TileCount, work.Encoding.Handling) { FilledFrames = work.FilledFrames };
        var next = -1;
        WorkerGroup.Run(
            Math.Min(workers, level.TileCount),
            token =>
            {
                var pixels = new byte[checked((int)work.Encoding.Facts.PixelBytes)];
                for (var tile = Interlocked.Increment(ref next); tile < level.TileCount; tile = Interlocked.Increment(ref next))
                {
                    token.ThrowIfCancellationRequested();
                    work.Pixels.Read(tile, pixels);
                    frames.Add(tile, work.Codec.Encode(pixels, level.TileSize));
                }
            },
            cancellationToken);
        return frames;
    }

    /// <summary>Makes all tiles of a level that makes them itself, without loss.</summary>
    /// <param name="level">The level.</param>
    /// <param name="maker">Makes its tiles.</param>
    /// <param name="spool">Where the frames are kept.</param>
    /// <param name="workers">The number of threads.</param>
    /// <param name="cancellationToken">Stops between runs of tiles.</param>
    /// <exception cref="SlideFormatException">What is stored is damaged.</exception>
    public static SpooledFrames Make(
        SlideLevel level, ITileMaker maker, FrameSpool spool, int workers, CancellationToken cancellationToken)
    {
        var frames = new SpooledFrames(spool, level.TileCount, FrameHandling.Transformed);
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
                    var tiles = maker.MakeTiles(first, Math.Min(maker.TilesPerRun, level.TileColumns - column));
                    for (var tile = 0; tile < tiles.Count; tile++)
                    {
                        frames.Add(first + tile, tiles[tile]);
                    }
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

    /// <summary>Adds a frame. Thread-safe, each frame once.</summary>
    /// <param name="tile">Its tile, 0-based.</param>
    /// <param name="frame">As it is written.</param>
    public void Add(int tile, ReadOnlySpan<byte> frame)
    {
        _lengths[tile] = frame.Length;
        _offsets[tile] = _spool.Add(frame);
    }
}
