using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>Walks the marker segments before the first scan.</summary>
internal sealed class JpegLsHeaderParser
{
    private bool _hasFrame;

    public int Width { get; private set; }

    public int Height { get; private set; }

    public int Precision { get; private set; }

    public int Components { get; private set; }

    public JpegLsInterleave Interleave { get; private set; }

    public int Near { get; private set; }

    /// <summary>Of the first byte after the scan's header.</summary>
    public int ScanOffset { get; private set; }

    /// <summary>The header without what decoding does not need.</summary>
    public List<byte> Kept { get; } = [0xFF, JpegLsMarker.Soi];

    public bool TryParse(ReadOnlySpan<byte> stream, JpegLsLimits limits, out CodecFault fault)
    {
        fault = default;
        if (stream.Length < 2)
        {
            fault = new CodecFault(CodecProblem.Truncated, stream.Length, "SOI (FFD8)");
            return false;
        }

        if (stream[0] != 0xFF || stream[1] != JpegLsMarker.Soi)
        {
            fault = new CodecFault(CodecProblem.Damaged, 0, "SOI (FFD8)");
            return false;
        }

        var position = 2;
        for (var count = 0; count < limits.MaxSegments; count++)
        {
            if (!JpegLsSegment.TryRead(stream, position, out var segment, out fault)
                || !TryTake(stream, segment, limits, out fault))
            {
                return false;
            }

            position = segment.End;
            if (segment.Marker == JpegLsMarker.Sos)
            {
                ScanOffset = position;
                return true;
            }
        }

        fault = new CodecFault(CodecProblem.LimitExceeded, position, "SOS (FFDA) earlier");
        return false;
    }

    private bool TryTake(ReadOnlySpan<byte> stream, JpegLsSegment segment, JpegLsLimits limits, out CodecFault fault)
    {
        var payload = segment.Payload(stream);
        fault = segment.Marker switch
        {
            JpegLsMarker.Sof55 => TakeFrame(payload, segment, limits),
            JpegLsMarker.Lse => JpegLsSegment.CheckPreset(payload, segment),
            JpegLsMarker.Sos => TakeScan(payload, segment),
            JpegLsMarker.Dri when payload.Length is 2 or 3 or 4 => default,
            JpegLsMarker.App8 when payload.StartsWith("mrfx"u8) && payload is not [_, _, _, _, 0] =>
                new CodecFault(CodecProblem.Unsupported, segment.Offset, "no colour transform (APP8 'mrfx')"),
            var marker when JpegLsMarker.IsComment(marker) => default,
            _ => new CodecFault(CodecProblem.Unsupported, segment.Offset, "SOF55, LSE, DRI or SOS"),
        };
        if (fault != default)
        {
            return false;
        }

        if (!JpegLsMarker.IsComment(segment.Marker))
        {
            Kept.AddRange(stream[segment.Offset..segment.End]);
        }

        return true;
    }

    // T.81 B.2.2: P, Y, X, Nf, and three bytes per component.
    private CodecFault TakeFrame(ReadOnlySpan<byte> payload, JpegLsSegment segment, JpegLsLimits limits)
    {
        if (_hasFrame || payload.Length < 6 || payload[5] is 0 or > 4 || payload.Length != 6 + (3 * payload[5]))
        {
            return new CodecFault(CodecProblem.Damaged, segment.Offset, "one SOF55 of 1 to 4 components");
        }

        _hasFrame = true;
        Precision = payload[0];
        Height = BinaryPrimitives.ReadUInt16BigEndian(payload[1..]);
        Width = BinaryPrimitives.ReadUInt16BigEndian(payload[3..]);
        Components = payload[5];
        for (var component = 0; component < Components; component++)
        {
            if (payload[7 + (3 * component)] != 0x11)
            {
                return new CodecFault(CodecProblem.Unsupported, segment.Offset, "components that are not subsampled");
            }
        }

        // Zero would be stated later (DNL or LSE of type 4): nothing that slides need.
        return Width == 0 || Height == 0 ? new CodecFault(CodecProblem.Unsupported, segment.Offset, "columns and rows in SOF55")
            : Precision is < 2 or > 16 ? new CodecFault(CodecProblem.Damaged, segment.Offset, "2 to 16 bits")
            : (long)Width * Height > limits.MaxPixels
                ? new CodecFault(CodecProblem.LimitExceeded, segment.Offset, "fewer pixels")
                : default;
    }

    // T.87 C.2.3: Ns, two bytes per component, NEAR, ILV, point transform.
    private CodecFault TakeScan(ReadOnlySpan<byte> payload, JpegLsSegment segment)
    {
        if (!_hasFrame || payload.Length < 4 || payload[0] is 0 or > 4 || payload.Length != 4 + (2 * payload[0]))
        {
            return new CodecFault(CodecProblem.Damaged, segment.Offset, "SOF55 before a SOS of 1 to 4 components");
        }

        Near = payload[^3];
        Interleave = (JpegLsInterleave)payload[^2];
        var isWhole = payload[0] == (Interleave == JpegLsInterleave.None ? 1 : Components);
        return payload[^2] <= 2 && isWhole
            ? default
            : new CodecFault(CodecProblem.Unsupported, segment.Offset, "a scan of one or of all components");
    }
}
