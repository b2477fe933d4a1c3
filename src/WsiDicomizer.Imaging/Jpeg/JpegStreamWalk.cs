using System.Buffers.Binary;
using WsiDicomizer.Imaging.JpegLs;

namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>Walks over a whole JPEG or JPEG-LS stream from SOI to EOI, over all its scans.</summary>
/// <param name="isJpegLs">Whether coded data is that of JPEG-LS, where bits and not bytes are stuffed (T.87 A.1).</param>
/// <param name="limits">How many marker segments there may be.</param>
internal sealed class JpegStreamWalk(bool isJpegLs, JpegLimits limits)
{
    // Before the first scan, between scans, and two for each: far more than any encoder writes.
    private const int SegmentFactor = 16;

    private int _segments;
    private bool _hasScan;

    /// <summary>APPn and COM segments, in order.</summary>
    public List<JpegSegment> Applications { get; } = [];

    /// <summary>The ids of the first frame header's components; empty where there is none.</summary>
    public byte[] ComponentIds { get; private set; } = [];

    /// <summary>Walks.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="end">The first byte after EOI.</param>
    /// <param name="fault">What is wrong.</param>
    public bool TryWalk(ReadOnlySpan<byte> stream, out int end, out CodecFault fault)
    {
        end = 0;
        if (stream.Length < 2 || stream[0] != 0xFF || stream[1] != JpegMarker.Soi)
        {
            fault = new CodecFault(CodecProblem.Damaged, 0, "SOI (FFD8)");
            return false;
        }

        for (var position = 2; ;)
        {
            if (!TryReadSegment(stream, position, out var segment, out fault) || !TryTake(stream, segment, out fault))
            {
                return false;
            }

            position = segment.End;
            if (segment.Marker == JpegMarker.Eoi)
            {
                end = position;
                return _hasScan || Fail(CodecProblem.Damaged, segment.Offset, "a scan before EOI", out fault);
            }

            if (segment.Marker == JpegMarker.Sos)
            {
                _hasScan = true;
                position += FindEndOfScan(stream[position..]);
            }
        }
    }

    private bool TryReadSegment(ReadOnlySpan<byte> stream, int position, out JpegSegment segment, out CodecFault fault)
    {
        segment = default;
        fault = default;
        if (position < stream.Length && stream[position] != 0xFF)
        {
            return Fail(CodecProblem.Damaged, position, "a marker (FF)", out fault);
        }

        // T.81 B.1.1.2: any marker may be preceded by fill bytes FF.
        while (position + 1 < stream.Length && stream[position + 1] == 0xFF)
        {
            position++;
        }

        if (position + 1 >= stream.Length)
        {
            return Fail(CodecProblem.Truncated, stream.Length, "a marker, in the end EOI (FFD9)", out fault);
        }

        if (++_segments > limits.MaxSegments * SegmentFactor)
        {
            return Fail(CodecProblem.LimitExceeded, position, "no more marker segments", out fault);
        }

        var marker = stream[position + 1];
        if (JpegMarker.IsStandalone(marker))
        {
            segment = new JpegSegment(marker, position, position + 2, position + 2);
            return true;
        }

        if (position + 4 > stream.Length)
        {
            return Fail(CodecProblem.Truncated, stream.Length, "the length of a marker segment", out fault);
        }

        var end = position + 2 + BinaryPrimitives.ReadUInt16BigEndian(stream[(position + 2)..]);
        if (end < position + 4 || end > stream.Length)
        {
            return Fail(CodecProblem.Damaged, position + 2, "a segment length within the stream", out fault);
        }

        segment = new JpegSegment(marker, position, position + 4, end);
        return true;
    }

    private bool TryTake(ReadOnlySpan<byte> stream, JpegSegment segment, out CodecFault fault)
    {
        fault = default;
        switch (segment.Marker)
        {
            case var marker when JpegMarker.IsApplicationOrComment(marker):
                Applications.Add(segment);
                return true;
            case var marker when IsFrame(marker):
                return TryTakeFrame(segment.Payload(stream), segment, out fault);
            case JpegMarker.Eoi or JpegMarker.Sos or JpegMarker.Dri:
            case JpegLsMarker.Lse when isJpegLs:
            case (>= JpegMarker.Dht and <= JpegMarker.Sof15) or (>= JpegMarker.Dqt and < JpegMarker.App0)
                when !isJpegLs && segment.Marker != JpegMarker.Jpg:
                return true;
            default:
                return Fail(CodecProblem.Unsupported, segment.Offset, "a marker of the standard that has a place here", out fault);
        }
    }

    private bool IsFrame(byte marker) =>
        isJpegLs ? marker == JpegLsMarker.Sof55 : JpegMarker.IsStartOfFrame(marker);

    private bool TryTakeFrame(ReadOnlySpan<byte> payload, JpegSegment segment, out CodecFault fault)
    {
        fault = default;
        if (payload.Length < 6 || payload.Length != 6 + (3 * payload[5]))
        {
            return Fail(CodecProblem.Damaged, segment.Offset, "a whole frame header (SOF)", out fault);
        }

        if (ComponentIds.Length == 0)
        {
            ComponentIds = new byte[payload[5]];
            for (var index = 0; index < ComponentIds.Length; index++)
            {
                ComponentIds[index] = payload[6 + (3 * index)];
            }
        }

        return true;
    }

    private int FindEndOfScan(ReadOnlySpan<byte> coded)
    {
        if (!isJpegLs)
        {
            return JpegScan.FindEnd(coded, out _);
        }

        // After FF the next byte's highest bit is 0 in coded data, so FF and 80 or more is a marker.
        for (var position = 0; ; position++)
        {
            var next = coded[position..].IndexOf((byte)0xFF);
            if (next < 0 || position + next + 1 >= coded.Length)
            {
                return coded.Length;
            }

            position += next;
            if (coded[position + 1] >= 0x80 && coded[position + 1] is not (>= JpegLsMarker.Rst0 and <= JpegLsMarker.Rst7))
            {
                return position;
            }
        }
    }

    private static bool Fail(CodecProblem problem, long offset, string expected, out CodecFault fault)
    {
        fault = new CodecFault(problem, offset, expected);
        return false;
    }
}
