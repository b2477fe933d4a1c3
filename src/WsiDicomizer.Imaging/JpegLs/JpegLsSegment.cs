using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>Where a marker segment stands in its stream.</summary>
internal readonly struct JpegLsSegment(byte marker, int offset, int end)
{
    /// <summary>The marker's second byte.</summary>
    public byte Marker { get; } = marker;

    /// <summary>Of the marker.</summary>
    public int Offset { get; } = offset;

    /// <summary>Of the first byte after the segment.</summary>
    public int End { get; } = end;

    /// <summary>Reads the segment at an offset; fill bytes before it are not part of it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> stream, int offset, out JpegLsSegment segment, out CodecFault fault)
    {
        segment = default;
        while (offset + 1 < stream.Length && stream[offset] == 0xFF && stream[offset + 1] == 0xFF)
        {
            offset++;
        }

        fault = new CodecFault(CodecProblem.Truncated, stream.Length, "a marker segment");
        if (offset + 4 > stream.Length)
        {
            return false;
        }

        if (stream[offset] != 0xFF || stream[offset + 1] < 0xC0
            || stream[offset + 1] is >= JpegLsMarker.Rst0 and <= JpegLsMarker.Eoi)
        {
            fault = new CodecFault(CodecProblem.Damaged, offset, "a marker with a length");
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(stream[(offset + 2)..]);
        if (length < 2)
        {
            fault = new CodecFault(CodecProblem.Damaged, offset + 2, "a segment length of at least 2");
            return false;
        }

        segment = new JpegLsSegment(stream[offset + 1], offset, offset + 2 + length);
        if (segment.End > stream.Length)
        {
            return false;
        }

        fault = default;
        return true;
    }

    /// <summary>LSE of type 1 (T.87 C.2.4.1.1): five numbers. Tables could hold anything, and no slide needs them.</summary>
    public static CodecFault CheckPreset(ReadOnlySpan<byte> payload, JpegLsSegment segment) =>
        payload is [1, ..] && payload.Length == 11
            ? default
            : new CodecFault(CodecProblem.Unsupported, segment.Offset, "LSE with preset parameters (type 1) only");

    /// <summary>The bytes after the length.</summary>
    public ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> stream) => stream[(Offset + 4)..End];
}
