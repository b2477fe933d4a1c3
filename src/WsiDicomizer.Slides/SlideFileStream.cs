namespace WsiDicomizer.Slides;

/// <summary>Reads a slide's file from its start to its end, a buffer at a time. Not thread-safe; the file stays open.</summary>
/// <param name="file">The file.</param>
internal sealed class SlideFileStream(SlideFile file) : Stream
{
    private const int BufferBytes = 64 * 1024;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private long _position;
    private long _bufferStart;
    private int _buffered;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => file.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    /// <exception cref="SlideFormatException">The file cannot be read any more.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_position == _bufferStart + _buffered)
        {
            (_bufferStart, _buffered) = (_position, file.ReadUpTo(_position, _buffer));
        }

        var from = (int)(_position - _bufferStart);
        var count = Math.Min(buffer.Length, _buffered - from);
        _buffer.AsSpan(from, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is written.
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
