namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>The list of subblocks.</summary>
/// <remarks>
/// Evidence: formats.md section 9.6. u32 count, 124 bytes, then entries: "DV", u32 pixel type, u64 position, u32 part, u32
/// compression, u8 pyramid type, 5 bytes, u32 number of dimensions, and of each char[4] name, i32 start, u32 size, f32, u32
/// stored size.
/// </remarks>
internal static class ZeissDirectory
{
    /// <summary>The id of the segment.</summary>
    public const string SegmentId = "ZISRAWDIRECTORY";

    private const int EntriesOffset = 128;

    /// <summary>Reads the list.</summary>
    /// <param name="bytes">The CZI.</param>
    /// <param name="offset">Where the segment is.</param>
    /// <param name="segment">The segment.</param>
    /// <exception cref="SlideFormatException">It is damaged, or a subblock is in another file.</exception>
    public static IReadOnlyList<ZeissSubblockEntry> Read(ZeissBytes bytes, long offset, out ZeissSegment segment)
    {
        segment = ZeissSegment.Read(bytes, offset, SegmentId, EntriesOffset);
        Span<byte> head = stackalloc byte[sizeof(int)];
        bytes.Read(segment.Payload.Offset, head);
        var count = ((ReadOnlySpan<byte>)head).Int32(0);
        var available = segment.UsedLength - EntriesOffset;
        if (count < 0 || count > ZeissLimits.MaxSubblocks || count * (long)ZeissSubblockEntry.FixedBytes > available)
        {
            throw bytes.Damaged(
                $"{SegmentId}: the number of subblocks does not fit the segment, or is above the limit of {ZeissLimits.MaxSubblocks}",
                segment.Payload.Offset);
        }

        var most = Math.Min(available, count * (long)ZeissSubblockEntry.MaxBytes);
        var list = bytes.Read(new ByteRange(segment.Payload.Offset + EntriesOffset, most));
        var entries = new List<ZeissSubblockEntry>(count);
        var at = 0;
        for (var index = 0; index < count; index++)
        {
            var entry = ZeissSubblockEntry.Read(bytes, list.AsSpan(at), segment.Payload.Offset + EntriesOffset + at, index);
            entries.Add(entry);
            at += entry.Length;
        }

        return entries;
    }
}
