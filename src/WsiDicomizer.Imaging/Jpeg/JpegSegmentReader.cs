using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>Walks the marker segments of a header one by one (ITU-T T.81, B.1.1).</summary>
internal ref struct JpegSegmentReader
{
    private readonly ReadOnlySpan<byte> _stream;
    private readonly JpegLimits _limits;
    private int _position;
    private int _count;

    /// <summary>Creates a reader that stands at the first byte.</summary>
    public JpegSegmentReader(ReadOnlySpan<byte> stream, JpegLimits limits)
    {
        _stream = stream;
        _limits = limits;
        _position = 0;
        _count = 0;
    }

    /// <summary>Reads the next segment.</summary>
    public bool TryReadNext(out JpegSegment segment, out CodecFault fault)
    {
        segment = default;
        if (!TryReadMarker(out var offset, out fault))
        {
            return false;
        }

        var marker = _stream[offset + 1];
        if (++_count > _limits.MaxSegments)
        {
            return Fail(CodecProblem.LimitExceeded, offset, "no more marker segments", out fault);
        }

        if (JpegMarker.IsStandalone(marker))
        {
            _position = offset + 2;
            segment = new JpegSegment(marker, offset, _position, _position);
            return true;
        }

        if (!TryReadEnd(offset, out var end, out fault))
        {
            return false;
        }

        _position = end;
        segment = new JpegSegment(marker, offset, offset + 4, end);
        return true;
    }

    private readonly bool TryReadMarker(out int offset, out CodecFault fault)
    {
        offset = _position;
        if (offset < _stream.Length && _stream[offset] != 0xFF)
        {
            return Fail(CodecProblem.Damaged, offset, "a marker (FF)", out fault);
        }

        // B.1.1.2: any marker may be preceded by fill bytes FF.
        while (offset + 1 < _stream.Length && _stream[offset + 1] == 0xFF && offset < _limits.MaxHeaderBytes)
        {
            offset++;
        }

        if (offset + 1 >= _stream.Length)
        {
            return Fail(CodecProblem.Truncated, _stream.Length, "a marker", out fault);
        }

        fault = default;
        return _stream[offset + 1] is not (0 or 0xFF)
            || Fail(CodecProblem.Damaged, offset, "a marker, not data", out fault);
    }

    private readonly bool TryReadEnd(int offset, out int end, out CodecFault fault)
    {
        end = 0;
        if (offset + 4 > _stream.Length)
        {
            return Fail(CodecProblem.Truncated, _stream.Length, "the length of a marker segment", out fault);
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(_stream[(offset + 2)..]);
        if (length < 2)
        {
            return Fail(CodecProblem.Damaged, offset + 2, "a segment length of at least 2", out fault);
        }

        end = offset + 2 + length;
        if (end > _limits.MaxHeaderBytes)
        {
            return Fail(CodecProblem.LimitExceeded, offset, "the scan to start earlier", out fault);
        }

        fault = default;
        return end <= _stream.Length
            || Fail(CodecProblem.Truncated, _stream.Length, "the rest of a marker segment", out fault);
    }

    private static bool Fail(CodecProblem problem, long offset, string expected, out CodecFault fault)
    {
        fault = new CodecFault(problem, offset, expected);
        return false;
    }
}
