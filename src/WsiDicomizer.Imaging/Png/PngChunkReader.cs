using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Png;

/// <summary>Walks over the chunks of a PNG stream (PNG 5.3); every checksum is checked.</summary>
public ref struct PngChunkReader
{
    // Length and type before the data, checksum behind it.
    private const int Overhead = 12;

    private readonly ReadOnlySpan<byte> _stream;
    private readonly int _maxChunks;
    private int _position;
    private int _count;

    /// <summary>Stands before the first chunk.</summary>
    /// <param name="stream">The stream from its signature.</param>
    /// <param name="limits">What it may ask for.</param>
    public PngChunkReader(ReadOnlySpan<byte> stream, PngLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _stream = stream;
        _maxChunks = limits.MaxChunks;
    }

    /// <summary>The eight bytes that every PNG stream starts with (PNG 5.2).</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads the next chunk; the caller stops at <see cref="PngChunkType.End"/>.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="fault">Why there is none.</param>
    public bool TryReadNext(out PngChunk chunk, out CodecFault fault)
    {
        chunk = default;
        if (_position == 0)
        {
            var length = Math.Min(Signature.Length, _stream.Length);
            if (!_stream[..length].SequenceEqual(Signature[..length]))
            {
                fault = new CodecFault(CodecProblem.Damaged, 0, "the signature of PNG");
                return false;
            }

            _position = Signature.Length;
        }

        if (_stream.Length - _position < Overhead)
        {
            fault = new CodecFault(CodecProblem.Truncated, _stream.Length, "a chunk; IEND is the last");
            return false;
        }

        if (++_count > _maxChunks)
        {
            fault = new CodecFault(CodecProblem.LimitExceeded, _position, $"at most {_maxChunks} chunks");
            return false;
        }

        var dataLength = BinaryPrimitives.ReadUInt32BigEndian(_stream[_position..]);
        if (dataLength > int.MaxValue)
        {
            fault = new CodecFault(CodecProblem.Damaged, _position, "a length of a chunk below 2^31");
            return false;
        }

        if (dataLength > _stream.Length - _position - Overhead)
        {
            fault = new CodecFault(CodecProblem.Truncated, _stream.Length, "the rest of a chunk and its checksum");
            return false;
        }

        return TryReadChunk((int)dataLength, out chunk, out fault);
    }

    private bool TryReadChunk(int dataLength, out PngChunk chunk, out CodecFault fault)
    {
        var type = _position + 4;
        chunk = new PngChunk(BinaryPrimitives.ReadUInt32BigEndian(_stream[type..]), type + 4, dataLength);
        var checksum = type + 4 + dataLength;
        if (BinaryPrimitives.ReadUInt32BigEndian(_stream[checksum..]) != PngChecksum.Compute(_stream[type..checksum]))
        {
            fault = new CodecFault(CodecProblem.Damaged, checksum, "the checksum of the chunk before it");
            return false;
        }

        _position = checksum + 4;
        fault = default;
        return true;
    }
}
