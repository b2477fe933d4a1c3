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

    /// <summary>The last preset parameters before the scan.</summary>
    public JpegLsPreset Preset { get; private set; }

    /// <summary>Lines between restart markers; 0 where there are none (T.87 C.2.5).</summary>
    public long RestartInterval { get; private set; }

    /// <summary>The ids of the frame's components, in its order.</summary>
    public byte[] FrameComponents { get; private set; } = [];

    /// <summary>The ids of the scan's components, in its order.</summary>
    public byte[] ScanComponents { get; private set; } = [];

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

        return TryParseToScan(stream, 2, limits, out fault);
    }

    /// <summary>Walks the segments from an offset to the next scan.</summary>
    public bool TryParseToScan(ReadOnlySpan<byte> stream, int position, JpegLsLimits limits, out CodecFault fault)
    {
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
            JpegLsMarker.Lse => TakePreset(payload, segment),
            JpegLsMarker.Sos => TakeScan(payload, segment),
            JpegLsMarker.Dri when payload.Length is 2 or 3 or 4 => TakeRestartInterval(payload),
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

    private CodecFault TakePreset(ReadOnlySpan<byte> payload, JpegLsSegment segment)
    {
        var fault = JpegLsSegment.CheckPreset(payload, segment);
        if (fault == default)
        {
            Preset = new JpegLsPreset(payload);
        }

        return fault;
    }

    private CodecFault TakeRestartInterval(ReadOnlySpan<byte> payload)
    {
        RestartInterval = 0;
        foreach (var part in payload)
        {
            RestartInterval = (RestartInterval << 8) | part;
        }

        return default;
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
        FrameComponents = new byte[Components];
        for (var component = 0; component < Components; component++)
        {
            FrameComponents[component] = payload[6 + (3 * component)];
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

        ScanComponents = new byte[payload[0]];
        for (var component = 0; component < ScanComponents.Length; component++)
        {
            ScanComponents[component] = payload[1 + (2 * component)];
            if (payload[2 + (2 * component)] != 0)
            {
                return new CodecFault(CodecProblem.Unsupported, segment.Offset, "components without mapping tables");
            }
        }

        if ((payload[^1] & 0x0F) != 0)
        {
            return new CodecFault(CodecProblem.Unsupported, segment.Offset, "no point transform");
        }

        Near = payload[^3];
        Interleave = (JpegLsInterleave)payload[^2];
        var isWhole = payload[0] == (Interleave == JpegLsInterleave.None ? 1 : Components);
        return payload[^2] <= 2 && isWhole
            ? default
            : new CodecFault(CodecProblem.Unsupported, segment.Offset, "a scan of one or of all components");
    }
}
