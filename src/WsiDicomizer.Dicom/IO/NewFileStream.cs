using System.Buffers;
using Microsoft.Win32.SafeHandles;
using WsiDicomizer.Dicom.IO.Native;

namespace WsiDicomizer.Dicom.IO;

/// <summary>A new file that is written from its first byte to its last, and is gone again where it was not completed.</summary>
/// <remarks>
/// Pieces of other files go through one buffer that stays in the processor's cache: the system's own copying between files
/// (copy_file_range) takes twice as long. Used by one thread.
/// </remarks>
internal sealed class NewFileStream : Stream
{
    private const int BufferBytes = 1 << 20;

    // Files from this length on take their space at once, and are begun to be written to the disk in such pieces.
    private const int PieceBytes = 8 << 20;

    private readonly string _path;
    private readonly CancellationToken _cancellationToken;
    private readonly SafeFileHandle _handle;
    private byte[]? _buffer;
    private int _buffered;
    private long _written;
    private long _started;
    private long _released;
    private bool _complete;

    /// <summary>Creates the file.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="leastLength">The bytes that it will have at least: space for them is taken at once.</param>
    /// <param name="cancellationToken">Stops every write.</param>
    /// <exception cref="IOException">The file exists, or cannot be made, or the disk has no room for it.</exception>
    public NewFileStream(string path, long leastLength, CancellationToken cancellationToken)
    {
        _path = path;
        _cancellationToken = cancellationToken;
        _handle = File.OpenHandle(
            path,
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None,
            FileOptions.None,
            leastLength >= PieceBytes ? leastLength : 0);
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => _written + _buffered;

    /// <inheritdoc/>
    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > BufferBytes - _buffered)
        {
            Flush();
            if (buffer.Length >= BufferBytes)
            {
                WriteOut(buffer);
                return;
            }
        }

        buffer.CopyTo(GetBuffer().AsSpan(_buffered));
        _buffered += buffer.Length;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void WriteByte(byte value) => Write([value]);

    /// <summary>Writes all bytes of a source.</summary>
    /// <param name="source">The bytes.</param>
    /// <exception cref="DicomFileException">The file behind them cannot be read any more.</exception>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void CopyFrom(IByteSource source)
    {
        long offset = 0;
        while (offset < source.Length)
        {
            if (_buffered == BufferBytes)
            {
                Flush();
            }

            var piece = GetBuffer().AsSpan(_buffered, (int)Math.Min(BufferBytes - _buffered, source.Length - offset));
            source.Read(offset, piece);
            _buffered += piece.Length;
            offset += piece.Length;
        }
    }

    /// <summary>Writes what is buffered; from here on the file stays.</summary>
    /// <param name="flushToDisk">Whether it is brought to the disk.</param>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Complete(bool flushToDisk)
    {
        Flush();
        if (flushToDisk)
        {
            RandomAccess.FlushToDisk(_handle);
        }

        _complete = true;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_buffered > 0)
        {
            var count = _buffered;
            _buffered = 0;
            WriteOut(_buffer.AsSpan(0, count));
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Closes the file, and removes it where it was not completed.</summary>
    /// <param name="disposing">Always true: there is no finalizer.</param>
    protected override void Dispose(bool disposing)
    {
        if (!_handle.IsClosed)
        {
            if (_buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = null;
            }

            _handle.Dispose();
            if (!_complete)
            {
                File.Delete(_path);
            }
        }

        base.Dispose(disposing);
    }

    private byte[] GetBuffer() => _buffer ??= ArrayPool<byte>.Shared.Rent(BufferBytes);

    private void WriteOut(ReadOnlySpan<byte> bytes)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        PositionedWriting.Write(_handle, bytes, _written);
        Advance(bytes.Length);
    }

    private void Advance(long count)
    {
        _written += count;
        if (_written - _started < PieceBytes)
        {
            return;
        }

        // The disk works while the next piece is copied, so that the end does not wait for all of it. The memory of the piece
        // before serves the next one: taking new memory for every page is what costs most.
        PageCache.StartWriting(_handle, _started, _written - _started);
        if (_started > _released)
        {
            PageCache.ReleaseWritten(_handle, _released, _started - _released);
            _released = _started;
        }

        _started = _written;
    }
}
