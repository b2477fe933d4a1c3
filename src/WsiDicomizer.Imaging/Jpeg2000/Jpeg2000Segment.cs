using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Jpeg2000;

/// <summary>Where a marker segment stands in its codestream.</summary>
internal readonly struct Jpeg2000Segment(ushort marker, int offset, int end)
{
    /// <summary>Both bytes of the marker.</summary>
    public ushort Marker { get; } = marker;

    /// <summary>Of the marker.</summary>
    public int Offset { get; } = offset;

    /// <summary>Of the first byte after the segment.</summary>
    public int End { get; } = end;

    /// <summary>Reads the segment at an offset, without looking into it.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> codestream, int offset, out Jpeg2000Segment segment, out CodecFault fault)
    {
        segment = default;
        fault = new CodecFault(CodecProblem.Truncated, codestream.Length, "a marker segment");
        if (offset + 2 > codestream.Length)
        {
            return false;
        }

        var marker = BinaryPrimitives.ReadUInt16BigEndian(codestream[offset..]);
        if (marker < 0xFF01)
        {
            fault = new CodecFault(CodecProblem.Damaged, offset, "a marker (FF)");
            return false;
        }

        if (!Jpeg2000Marker.HasLength(marker))
        {
            segment = new Jpeg2000Segment(marker, offset, offset + 2);
            fault = default;
            return true;
        }

        return offset + 4 <= codestream.Length
            && TryReadEnd(codestream, marker, offset, out segment, out fault);
    }

    private static bool TryReadEnd(
        ReadOnlySpan<byte> codestream, ushort marker, int offset, out Jpeg2000Segment segment, out CodecFault fault)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(codestream[(offset + 2)..]);
        segment = new Jpeg2000Segment(marker, offset, offset + 2 + length);
        fault = default;
        if (length < 2)
        {
            fault = new CodecFault(CodecProblem.Damaged, offset + 2, "a segment length of at least 2");
        }
        else if (segment.End > codestream.Length)
        {
            fault = new CodecFault(CodecProblem.Truncated, codestream.Length, "the rest of a marker segment");
        }

        return fault == default;
    }

    /// <summary>The bytes after the length.</summary>
    public ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> codestream) => codestream[(Offset + 4)..End];
}
