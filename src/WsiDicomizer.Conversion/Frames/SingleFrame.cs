using System.Security.Cryptography;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>One frame that is in memory: a thumbnail, label or overview.</summary>
internal sealed class SingleFrame : ILevelFrameSource
{
    private readonly ReadOnlyMemory<byte> _frame;

    /// <summary>Creates the source.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="handling">What was done to the pixels.</param>
    public SingleFrame(ReadOnlyMemory<byte> frame, FrameHandling handling)
    {
        _frame = frame;
        Handling = handling;
        FrameLengths = [frame.Length];
    }

    /// <inheritdoc/>
    public FrameHandling Handling { get; }

    /// <inheritdoc/>
    public IReadOnlyList<long> FrameLengths { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> FilledFrames => [];

    /// <inheritdoc/>
    public byte[] ReadFrame(int frameIndex) => _frame.ToArray();

    /// <inheritdoc/>
    public IEnumerable<ReadOnlyMemory<byte>> ReadStreamHeaders() => [_frame];

    /// <inheritdoc/>
    public void CopyTo(IFrameSink sink, int workers, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var items = new byte[sink.GetItemsLength(0, 1)];
        DicomFrameFileWriter.WriteItemHeader(items, sink.GetItemLength(0));
        _frame.Span.CopyTo(items.AsSpan(EncapsulatedLayout.ItemHeaderBytes));
        sink.SetDigest(0, SHA256.HashData(_frame.Span));
        sink.WriteItems(0, 1, items);
    }
}
