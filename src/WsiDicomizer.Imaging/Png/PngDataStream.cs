using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Png;

/// <summary>Reads a PNG stream chunk by chunk: to its first IDAT, then the data of all of them as one, then to IEND.</summary>
/// <remarks>Every checksum is checked when the chunk's last byte has been read. Not thread-safe.</remarks>
internal sealed class PngDataStream : Stream
{
    private const int MaxPaletteBytes = 3 * 256;
    private const int PieceBytes = 4096;

    private readonly Stream _source;
    private readonly PngLimits _limits;
    private readonly byte[] _head = new byte[8];
    private long _position;
    private int _chunks;
    private uint _type;
    private uint _checksum;
    private long _left;
    private bool _isAfterData;
    private bool _isAtEnd;

    /// <summary>Reads to the first IDAT.</summary>
    /// <param name="source">From the signature; closed with this.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <exception cref="CodecException">It is damaged or ends before.</exception>
    public PngDataStream(Stream source, PngLimits limits)
    {
        _source = source;
        _limits = limits;
        ReadExactly(_head, "the signature of PNG");
        if (!_head.AsSpan().SequenceEqual(PngChunkReader.Signature))
        {
            throw Fault(CodecProblem.Damaged, 0, "the signature of PNG");
        }

        while (!_isAfterData)
        {
            ReadHead();
            TakeBeforeData();
        }
    }

    /// <summary>The data of <c>IHDR</c>; empty where there is none.</summary>
    public byte[] Header { get; private set; } = [];

    /// <summary>The data of <c>PLTE</c>; empty where there is none.</summary>
    public byte[] Palette { get; private set; } = [];

    /// <summary>The data of <c>tRNS</c>; empty where there is none.</summary>
    public byte[] Transparency { get; private set; } = [];

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
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Reads data of IDAT.</summary>
    /// <param name="buffer">Filled from its start.</param>
    /// <returns>0 behind the last.</returns>
    /// <exception cref="CodecException">The stream is damaged or ends before its time.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (_type == PngChunkType.Data && _left == 0)
        {
            EndChunk();
            ReadHead();
        }

        return _type == PngChunkType.Data && buffer.Length > 0 ? ReadData(buffer) : 0;
    }

    /// <summary>Passes over what is left of the data, and on to IEND.</summary>
    /// <exception cref="CodecException">The stream is damaged or ends before.</exception>
    public void ReadEnd()
    {
        while (!_isAtEnd)
        {
            if (_type is PngChunkType.Header or PngChunkType.Palette or PngChunkType.Transparency)
            {
                throw Misplaced();
            }

            PassOverAndRequireKnown();
            _isAtEnd = _type == PngChunkType.End;
            if (!_isAtEnd)
            {
                var previous = _type;
                ReadHead();
                if (_type == PngChunkType.Data && previous != PngChunkType.Data)
                {
                    throw Misplaced();
                }
            }
        }
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

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private void TakeBeforeData()
    {
        switch (_type)
        {
            case PngChunkType.Header when _chunks == 1 && _left <= MaxPaletteBytes:
                Header = ReadWhole();
                break;
            case PngChunkType.Palette when Palette.Length == 0:
                Palette = _left is > 0 and <= MaxPaletteBytes && _left % 3 == 0
                    ? ReadWhole()
                    : throw Fault(CodecProblem.Damaged, _position, "a palette of 1 to 256 entries of 3 bytes");
                break;
            case PngChunkType.Transparency when Transparency.Length == 0 && _left <= MaxPaletteBytes:
                Transparency = ReadWhole();
                break;
            case PngChunkType.Data:
                _isAfterData = true;
                break;
            case PngChunkType.Header or PngChunkType.Palette or PngChunkType.Transparency or PngChunkType.End:
                throw Misplaced();
            default:
                PassOverAndRequireKnown();
                break;
        }
    }

    // The checksum first: a type that is wrong by damage is no unknown one.
    private void PassOverAndRequireKnown()
    {
        var start = _position;
        PassOver();
        if (_type is not (PngChunkType.Data or PngChunkType.End) && !new PngChunk(_type, 0, 0).IsAncillary)
        {
            throw Fault(CodecProblem.Unsupported, start, "no critical chunk that PNG does not define");
        }
    }

    // Length and type: PNG 5.3.
    private void ReadHead()
    {
        var start = _position;
        if (++_chunks > _limits.MaxChunks)
        {
            throw Fault(CodecProblem.LimitExceeded, start, $"at most {_limits.MaxChunks} chunks");
        }

        ReadExactly(_head, "a chunk; IEND is the last");
        _left = BinaryPrimitives.ReadUInt32BigEndian(_head);
        if (_left > int.MaxValue)
        {
            throw Fault(CodecProblem.Damaged, start, "a length of a chunk below 2^31");
        }

        _type = BinaryPrimitives.ReadUInt32BigEndian(_head.AsSpan(4));
        _checksum = PngChecksum.Continue(0, _head.AsSpan(4));
    }

    private byte[] ReadWhole()
    {
        var data = new byte[_left];
        ReadExactly(data, "the rest of a chunk and its checksum");
        _checksum = PngChecksum.Continue(_checksum, data);
        _left = 0;
        EndChunk();
        return data;
    }

    private int ReadData(Span<byte> buffer)
    {
        var count = _source.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        if (count == 0)
        {
            throw Fault(CodecProblem.Truncated, _position, "the rest of a chunk and its checksum");
        }

        _checksum = PngChecksum.Continue(_checksum, buffer[..count]);
        _position += count;
        _left -= count;
        return count;
    }

    private void PassOver()
    {
        Span<byte> piece = stackalloc byte[PieceBytes];
        while (_left > 0)
        {
            ReadData(piece);
        }

        EndChunk();
    }

    private void EndChunk()
    {
        var start = _position;
        ReadExactly(_head.AsSpan(0, 4), "the rest of a chunk and its checksum");
        if (BinaryPrimitives.ReadUInt32BigEndian(_head) != _checksum)
        {
            throw Fault(CodecProblem.Damaged, start, "the checksum of the chunk before it");
        }
    }

    private void ReadExactly(Span<byte> destination, string expected)
    {
        var count = _source.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        _position += count;
        if (count < destination.Length)
        {
            throw Fault(CodecProblem.Truncated, _position, expected);
        }
    }

    private CodecException Misplaced() =>
        Fault(CodecProblem.Damaged, _position, $"no {new PngChunk(_type, 0, 0).Name} here (PNG 5.6)");

    private static CodecException Fault(CodecProblem problem, long offset, string expected) =>
        new CodecFault(problem, offset, expected).ToException("PNG stream");
}
