using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>A frame as it goes out: without what decoding does not need, and even in length.</summary>
/// <remarks>
/// Of a frame that loses only its end, the rest is read where it is. One that loses more is scrubbed again when it is
/// written: between the two passes nothing of it is in memory. For one reader at a time.
/// </remarks>
internal sealed class ScrubbedFrame : IByteSource
{
    private readonly IByteSource _frame;
    private readonly FrameScrubber? _scrubber;
    private readonly int _frameIndex;
    private byte[]? _rewritten;

    /// <summary>Creates the frame.</summary>
    /// <param name="frame">As it is stored.</param>
    /// <param name="frameIndex">0-based, for messages.</param>
    /// <param name="codestreamLength">The bytes that stay, without padding.</param>
    /// <param name="scrubber">Makes them; null where they are the first of the stored ones.</param>
    public ScrubbedFrame(IByteSource frame, int frameIndex, int codestreamLength, FrameScrubber? scrubber)
    {
        _frame = frame;
        _frameIndex = frameIndex;
        CodestreamLength = codestreamLength;
        _scrubber = scrubber;
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
            _frame.Read(offset, destination);
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
        var stored = new byte[_frame.Length];
        _frame.Read(0, stored);
        var result = scrubber.Apply(stored, _frameIndex);
        return result.Rewritten is { } bytes && bytes.Length == CodestreamLength
            ? bytes
            : throw new ConversionException($"frame {_frameIndex + 1}: the file changed while it was read");
    }
}
