using System.Buffers.Binary;
using System.Numerics;

namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>The bits of the coded data between two markers (ITU-T T.87 A.1, clause 4.7.2 and C.3): after FF a byte has 7 bits.</summary>
internal ref struct JpegLsBitReader
{
    // The last byte may be FF with its stuffed byte after it, and the bits before it filled up.
    private const int MaxPaddingBits = 15;

    private readonly ReadOnlySpan<byte> _stream;
    private readonly int _end;
    private int _position;
    private bool _afterMark;

    // Left-aligned; below the unread bits there are zeros.
    private ulong _cache;
    private int _bits;

    /// <summary>Creates a reader.</summary>
    /// <param name="stream">The whole stream, so that offsets are those of it.</param>
    /// <param name="start">The first byte of coded data.</param>
    /// <param name="end">The marker after it, or the stream's end.</param>
    public JpegLsBitReader(ReadOnlySpan<byte> stream, int start, int end)
    {
        _stream = stream;
        _position = start;
        _end = end;
    }

    /// <summary>Where the coded data ends that begins at an offset: at FF before 80 or more, or at the stream's end.</summary>
    public static int FindEnd(ReadOnlySpan<byte> stream, int start)
    {
        for (var position = start; position < stream.Length; position += 2)
        {
            var next = stream[position..].IndexOf((byte)0xFF);
            if (next < 0)
            {
                break;
            }

            position += next;
            if (position + 1 < stream.Length && stream[position + 1] >= 0x80)
            {
                return position;
            }
        }

        return stream.Length;
    }

    /// <summary>Reads a bit.</summary>
    public bool ReadBit() => ReadBits(1) != 0;

    /// <summary>Reads a number.</summary>
    /// <param name="count">0 to 32.</param>
    public int ReadBits(int count)
    {
        if (_bits < count)
        {
            Fill();
            if (_bits < count)
            {
                throw Truncated();
            }
        }

        var value = count == 0 ? 0 : (int)(_cache >> (64 - count));
        Skip(count);
        return value;
    }

    /// <summary>Reads zeros up to a one.</summary>
    /// <param name="limit">How many there may be.</param>
    /// <returns>How many there were.</returns>
    public int ReadZeros(int limit)
    {
        for (var count = 0; ;)
        {
            if (_bits < 32)
            {
                Fill();
            }

            var zeros = Math.Min(BitOperations.LeadingZeroCount(_cache), _bits);
            count += zeros;
            if (count > limit)
            {
                throw Damaged("a code that is no longer than its limit (T.87 A.5.3)");
            }

            if (zeros < _bits)
            {
                Skip(zeros + 1);
                return count;
            }

            if (_bits == 0)
            {
                throw Truncated();
            }

            Skip(zeros);
        }
    }

    /// <summary>Requires that nothing but padding is left.</summary>
    public void RequireEnd()
    {
        if (_bits + (8L * (_end - _position)) > MaxPaddingBits)
        {
            throw Damaged("the end of the coded data after its last line");
        }
    }

    /// <summary>The error at this place.</summary>
    public readonly CodecException Damaged(string expected) =>
        new CodecFault(CodecProblem.Damaged, _position, expected).ToException("JPEG-LS stream");

    // Whether one of four bytes is FF: the complement has a byte 0.
    private static bool HasMark(uint four) => ((~four - 0x01010101) & four & 0x80808080) != 0;

    private readonly CodecException Truncated() =>
        new CodecFault(CodecProblem.Truncated, _end, "more coded data").ToException("JPEG-LS stream");

    private void Skip(int count)
    {
        // A shift by 64 would be none.
        _cache = count == 64 ? 0 : _cache << count;
        _bits -= count;
    }

    private void Fill()
    {
        // Most often four bytes come without FF.
        if (_bits <= 32 && !_afterMark && _end - _position >= 4)
        {
            var four = BinaryPrimitives.ReadUInt32BigEndian(_stream[_position..]);
            if (!HasMark(four))
            {
                _cache |= (ulong)four << (32 - _bits);
                _bits += 32;
                _position += 4;
                return;
            }
        }

        while (_bits <= 56 && _position < _end)
        {
            var value = _stream[_position++];
            var width = _afterMark ? 7 : 8;
            _bits += width;
            _cache |= (ulong)value << (64 - _bits);
            _afterMark = value == 0xFF;
        }
    }
}
