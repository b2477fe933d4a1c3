using System.Buffers;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Imaging;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>A frame as it goes out: without what decoding does not need, and even in length.</summary>
/// <remarks>
/// Of a frame that loses its end and one piece of its middle, the rest is read where it is. One that loses more is scrubbed again
/// when it is written: between the two passes nothing of it is in memory. For one reader at a time.
/// </remarks>
internal sealed class ScrubbedFrame : IByteSource
{
    private readonly IByteSource _frame;
    private readonly FrameScrubber? _scrubber;
    private readonly int _frameIndex;
    private readonly int _cutOffset;
    private readonly int _cutLength;
    private byte[]? _rewritten;

    /// <summary>Creates the frame.</summary>
    /// <param name="frame">As it is stored.</param>
    /// <param name="frameIndex">0-based, for messages.</param>
    /// <param name="result">What stays of it; its bytes are not kept.</param>
    /// <param name="scrubber">Made them, and makes them again.</param>
    public ScrubbedFrame(IByteSource frame, int frameIndex, ScrubbedCodestream result, FrameScrubber scrubber)
    {
        _frame = frame;
        _frameIndex = frameIndex;
        CodestreamLength = result.Length;
        _cutOffset = result.CutLength == 0 ? result.Length : result.CutOffset;
        _cutLength = result.CutLength;
        _scrubber = result.Rewritten is null ? null : scrubber;
    }

    /// <summary>The length without padding.</summary>
    public int CodestreamLength { get; }

    /// <inheritdoc/>
    public long Length => CodestreamLength + (CodestreamLength & 1);

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - destination.Length);
        var end = offset + destination.Length;
        if (end > CodestreamLength)
        {
            destination[^1] = 0;
            destination = destination[..^1];
        }

        if (_scrubber is null)
        {
            var before = (int)Math.Clamp(_cutOffset - offset, 0, destination.Length);
            if (before > 0)
            {
                _frame.Read(offset, destination[..before]);
            }

            if (before < destination.Length)
            {
                _frame.Read(offset + before + _cutLength, destination[before..]);
            }

            return;
        }

        _rewritten ??= Rewrite(_scrubber);
        _rewritten.AsSpan((int)offset, destination.Length).CopyTo(destination);
        if (end == Length)
        {
            _rewritten = null;
        }
    }

    private byte[] Rewrite(FrameScrubber scrubber)
    {
        var length = (int)_frame.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var stored = buffer.AsSpan(0, length);
            _frame.Read(0, stored);
            return scrubber.Apply(stored, _frameIndex).Rewritten is { } bytes && bytes.Length == CodestreamLength
                ? bytes
                : throw new ConversionException($"frame {_frameIndex + 1}: the file changed while it was read");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
