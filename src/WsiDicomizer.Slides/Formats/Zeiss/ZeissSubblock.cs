namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>A subblock: its entry, and where its parts are.</summary>
/// <remarks>
/// Evidence: formats.md section 9.6. In the payload: u32 bytes of metadata, u32 of the attachment, u64 of data, the entry again;
/// padded to 256 bytes, or more where the entry is longer; then metadata, data, attachment.
/// </remarks>
/// <param name="Entry">What it shows.</param>
/// <param name="Segment">The segment.</param>
/// <param name="Metadata">The XML.</param>
/// <param name="Data">The pixels as stored.</param>
/// <param name="Attachment">Bytes that nobody explains.</param>
internal sealed record ZeissSubblock(
    ZeissSubblockEntry Entry, ZeissSegment Segment, ByteRange Metadata, ByteRange Data, ByteRange Attachment)
{
    private const string SegmentId = "ZISRAWSUBBLOCK";
    private const int SizesBytes = 16;
    private const int LeastHeadBytes = 256;

    /// <summary>Reads where the parts of a subblock are.</summary>
    /// <param name="bytes">The CZI.</param>
    /// <param name="entry">Its entry in the directory.</param>
    /// <exception cref="SlideFormatException">The parts do not fit the segment, or another entry is in it.</exception>
    public static ZeissSubblock Read(ZeissBytes bytes, ZeissSubblockEntry entry)
    {
        var headLength = Math.Max(LeastHeadBytes, SizesBytes + entry.Length);
        var segment = ZeissSegment.Read(bytes, entry.Offset, SegmentId, headLength);
        Span<byte> buffer = stackalloc byte[SizesBytes + ZeissSubblockEntry.FixedBytes];
        bytes.Read(segment.Payload.Offset, buffer);
        ReadOnlySpan<byte> head = buffer;
        if (head.Int32(SizesBytes + 28) * ZeissSubblockEntry.DimensionBytes != entry.Length - ZeissSubblockEntry.FixedBytes
            || head.Int32(SizesBytes + 2) != entry.PixelType
            || head.Int32(SizesBytes + 18) != entry.Compression)
        {
            throw bytes.Damaged(
                $"{SegmentId}: subblock {entry.Index} has another entry than the directory", segment.Payload.Offset + SizesBytes);
        }

        long metadata = head.UInt32(0);
        long attachment = head.UInt32(4);
        var data = head.Int64(8);
        var available = segment.Payload.Length - headLength;
        if (data < 0 || data > available || metadata + attachment > available - data
            || metadata > ZeissLimits.MaxSubblockMetadataBytes)
        {
            throw bytes.Damaged(
                $"{SegmentId}: metadata, data and attachment of subblock {entry.Index} do not fit its segment", segment.Payload.Offset);
        }

        var start = segment.Payload.Offset + headLength;
        return new ZeissSubblock(
            entry,
            segment,
            new ByteRange(start, metadata),
            new ByteRange(start + metadata, data),
            new ByteRange(start + metadata + data, attachment));
    }
}
