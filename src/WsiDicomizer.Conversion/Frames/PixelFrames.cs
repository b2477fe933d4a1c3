using System.Security.Cryptography;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>Frames of samples that are made when they are written: all of one length, so nothing has to be kept.</summary>
internal sealed class PixelFrames : ILevelFrameSource
{
    private readonly SlideLevel _level;
    private readonly ITilePixels _pixels;
    private readonly int _length;

    /// <summary>Creates the source.</summary>
    /// <param name="level">The level.</param>
    /// <param name="pixels">Of its tiles; read as long as the slide is converted.</param>
    /// <param name="facts">What a frame is.</param>
    public PixelFrames(SlideLevel level, ITilePixels pixels, TileStreamFacts facts)
    {
        _level = level;
        _pixels = pixels;
        _length = facts.PixelBytes <= Array.MaxLength
            ? (int)facts.PixelBytes
            : throw new ConversionException($"level {level.Index}: tiles of {level.TileSize} are larger than memory");
        var lengths = new long[level.TileCount];
        lengths.AsSpan().Fill(_length);
        FrameLengths = lengths;
    }

    /// <inheritdoc/>
    public FrameHandling Handling => FrameHandling.DecodedLossless;

    /// <inheritdoc/>
    public IReadOnlyList<long> FrameLengths { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> FilledFrames { get; init; } = [];

    /// <summary>Takes tiles that are damaged; null where they are an error.</summary>
    public DamageLog? Damage { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<DamagedFrame> DamagedFrames => Damage?.Frames ?? [];

    /// <inheritdoc/>
    public byte[] ReadFrame(int frameIndex)
    {
        var frame = new byte[_length];
        _pixels.Read(frameIndex, frame);
        return frame;
    }

    /// <inheritdoc/>
    public IEnumerable<ReadOnlyMemory<byte>> ReadStreamHeaders() => [ReadFrame(0)];

    /// <inheritdoc/>
    public void CopyTo(IFrameSink sink, int workers, CancellationToken cancellationToken)
    {
        var next = -1;
        WorkerGroup.Run(
            WorkerLimit.ByPixels(Math.Min(workers, FrameLengths.Count), _level, _length, DicomTransferSyntax.ExplicitVRLittleEndian),
            token =>
            {
                byte[] items = [];
                for (var frame = Interlocked.Increment(ref next); frame < FrameLengths.Count; frame = Interlocked.Increment(ref next))
                {
                    token.ThrowIfCancellationRequested();
                    var length = sink.GetItemsLength(frame, 1);
                    items = items.Length == length ? items : new byte[length];
                    DicomFrameFileWriter.WriteItemHeader(items, sink.GetItemLength(frame));
                    var pixels = items.AsSpan(EncapsulatedLayout.ItemHeaderBytes, _length);
                    _pixels.Read(frame, pixels);
                    sink.SetDigest(frame, SHA256.HashData(pixels));
                    sink.WriteItems(frame, 1, items);
                }
            },
            cancellationToken);
    }
}
