namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>The coded data of JPEG-LS streams: all scans after the header of the first.</summary>
public static class JpegLsScan
{
    /// <summary>Finds where the last scan ends.</summary>
    /// <param name="coded">The bytes after the first scan's header.</param>
    /// <param name="limits">What the stream may ask for.</param>
    /// <param name="length">The offset of EOI.</param>
    /// <param name="fault">Why it cannot be found, or what stands between the scans that may hold text.</param>
    /// <remarks>
    /// After FF the next byte's highest bit is 0 in coded data (T.87 A.1), so FF and 80 or more is a marker. Further
    /// scans' headers and preset parameters belong to the data; comments do not, and are no data to copy.
    /// </remarks>
    public static bool TryFindEnd(ReadOnlySpan<byte> coded, JpegLsLimits limits, out int length, out CodecFault fault)
    {
        ArgumentNullException.ThrowIfNull(limits);
        length = 0;
        var segments = 0;
        for (var position = 0; ;)
        {
            var next = coded[position..].IndexOf((byte)0xFF);
            if (next < 0 || position + next + 1 >= coded.Length)
            {
                fault = new CodecFault(CodecProblem.Truncated, coded.Length, "EOI (FFD9)");
                return false;
            }

            position += next;
            switch (coded[position + 1])
            {
                case JpegLsMarker.Eoi:
                    length = position;
                    fault = default;
                    return true;
                case < 0x80 or (>= JpegLsMarker.Rst0 and <= JpegLsMarker.Rst7):
                    position += 2;
                    break;
                case 0xFF:
                    position++;
                    break;
                default:
                    if (++segments > limits.MaxSegments)
                    {
                        fault = new CodecFault(CodecProblem.LimitExceeded, position, "EOI (FFD9) earlier");
                        return false;
                    }

                    if (!TrySkip(coded, ref position, out fault))
                    {
                        return false;
                    }

                    break;
            }
        }
    }

    private static bool TrySkip(ReadOnlySpan<byte> coded, ref int position, out CodecFault fault)
    {
        if (!JpegLsSegment.TryRead(coded, position, out var segment, out fault))
        {
            return false;
        }

        fault = segment.Marker switch
        {
            JpegLsMarker.Sos when segment.End - segment.Offset is >= 10 and <= 16 => default,
            JpegLsMarker.Lse => JpegLsSegment.CheckPreset(segment.Payload(coded), segment),
            _ => new CodecFault(CodecProblem.Unsupported, position, "SOS, LSE or EOI between scans"),
        };
        position = segment.End;
        return fault == default;
    }
}
