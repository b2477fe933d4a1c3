namespace WsiDicomizer.Dicom.IO;

/// <summary>Gives deflated bytes to the inflater and sees where it stops: the last ones are given one by one.</summary>
/// <remarks>The inflater itself tells neither whether the stream was complete nor where it ended.</remarks>
internal sealed class DeflatedFeed(IByteSource source) : Stream
{
    private const int Tail = 256;

    private long _offset;

    /// <summary>The bytes that were not asked for; more than a few are not counted exactly.</summary>
    public long Remaining => source.Length - _offset;

    /// <summary>Whether more was asked for than there is: the deflated stream is cut off.</summary>
    public bool IsExhausted { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (Remaining == 0)
        {
            IsExhausted = true;
            return 0;
        }

        var count = (int)Math.Min(buffer.Length, Math.Max(Remaining - Tail, 1));
        source.Read(_offset, buffer[..count]);
        _offset += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
