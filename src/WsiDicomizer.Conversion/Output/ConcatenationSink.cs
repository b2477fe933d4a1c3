using System.Security.Cryptography;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.Output;

/// <summary>Writes the frames of a split instance into the files of its parts, in one pass over the source.</summary>
/// <remarks>A part's file is opened with its first frame and closed with its last, so few are open at a time.</remarks>
internal sealed class ConcatenationSink : IFrameSink, IDisposable
{
    private readonly EncapsulatedLayout _whole;
    private readonly PartFile[] _parts;
    private readonly Func<InstancePlan, DicomFrameFileWriter> _open;
    private readonly Action<Task> _onClosing;
    private readonly Action<int, long> _onWritten;
    private readonly byte[] _digests;
    private readonly Lock _writing = new();

    /// <summary>Creates the sink.</summary>
    /// <param name="parts">The parts, in order.</param>
    /// <param name="open">Opens the file of a part.</param>
    /// <param name="onClosing">Told when a part has all its frames: the task is done when it is on the disk.</param>
    /// <param name="onWritten">Told the number of frames and bytes after each run.</param>
    public ConcatenationSink(
        IReadOnlyList<InstancePlan> parts,
        Func<InstancePlan, DicomFrameFileWriter> open,
        Action<Task> onClosing,
        Action<int, long> onWritten)
    {
        _whole = EncapsulatedLayout.Create(parts[0].Frames.FrameLengths);
        _parts = [.. parts.Select(part => new PartFile(part))];
        _open = open;
        _onClosing = onClosing;
        _onWritten = onWritten;
        _digests = new byte[checked(_whole.FrameCount * SHA256.HashSizeInBytes)];
    }

    /// <summary>The length of each part's file in bytes, once it was written.</summary>
    public IReadOnlyList<long> FileLengths => [.. _parts.Select(part => part.FileLength)];

    /// <summary>The digests of a part's frames, 32 bytes each.</summary>
    /// <param name="part">The part.</param>
    public ReadOnlyMemory<byte> GetDigests(ConcatenationPart part) =>
        _digests.AsMemory(part.FrameOffset * SHA256.HashSizeInBytes, part.FrameCount * SHA256.HashSizeInBytes);

    /// <inheritdoc/>
    public long GetItemsLength(int firstFrameIndex, int count) => _whole.GetItemsLength(firstFrameIndex, count);

    /// <inheritdoc/>
    public long GetItemLength(int frameIndex) => _whole.GetItemLength(frameIndex);

    /// <inheritdoc/>
    public void WriteItems(int firstFrameIndex, int count, ReadOnlySpan<byte> items)
    {
        lock (_writing)
        {
            // A run of frames may reach over the end of a part, or of several.
            var rest = items;
            for (var frame = firstFrameIndex; frame < firstFrameIndex + count;)
            {
                var part = Array.Find(_parts, candidate => frame < candidate.End)!;
                var inPart = Math.Min(firstFrameIndex + count, part.End) - frame;
                var length = (int)_whole.GetItemsLength(frame, inPart);
                Write(part, frame, inPart, rest[..length]);
                rest = rest[length..];
                frame += inPart;
            }
        }

        _onWritten(count, items.Length);
    }

    /// <inheritdoc/>
    public void SetDigest(int frameIndex, ReadOnlySpan<byte> sha256) =>
        sha256.CopyTo(_digests.AsSpan(frameIndex * SHA256.HashSizeInBytes));

    /// <summary>Closes the files of parts that lack frames, and removes them.</summary>
    public void Dispose()
    {
        foreach (var part in _parts)
        {
            part.Writer?.Dispose();
        }
    }

    private void Write(PartFile part, int frame, int count, ReadOnlySpan<byte> items)
    {
        part.Writer ??= _open(part.Plan);
        part.Writer.WriteItems(frame - part.Start, items);
        part.Missing -= count;
        if (part.Missing == 0)
        {
            part.FileLength = part.Writer.FileLength;
            _onClosing(part.Writer.CompleteAndCloseAsync());
            part.Writer = null;
        }
    }

    private sealed class PartFile(InstancePlan plan)
    {
        public InstancePlan Plan { get; } = plan;

        public int Start { get; } = plan.Part!.FrameOffset;

        public int End { get; } = plan.Part.FrameOffset + plan.Part.FrameCount;

        public int Missing { get; set; } = plan.FrameCount;

        public long FileLength { get; set; }

        public DicomFrameFileWriter? Writer { get; set; }
    }
}
