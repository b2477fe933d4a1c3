namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>Where a marker segment stands in its stream.</summary>
internal readonly struct JpegSegment(byte marker, int offset, int payloadOffset, int end)
{
    /// <summary>The marker's second byte.</summary>
    public byte Marker { get; } = marker;

    /// <summary>Of the marker's FF, after fill bytes.</summary>
    public int Offset { get; } = offset;

    /// <summary>Of the first byte after the length.</summary>
    public int PayloadOffset { get; } = payloadOffset;

    /// <summary>Of the first byte after the segment.</summary>
    public int End { get; } = end;

    /// <summary>The bytes after the length.</summary>
    public ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> stream) => stream[PayloadOffset..End];

    /// <summary>The whole segment from FF on.</summary>
    public ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> stream) => stream[Offset..End];
}
