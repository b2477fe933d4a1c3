namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>An attachment: a picture, or lists that a program of Zeiss keeps.</summary>
/// <remarks>
/// Evidence: formats.md section 9.6 for the directory: u32 count, 252 bytes, entries of 128 bytes: "A1", 10 bytes, u64 position, u32
/// part, GUID, char[8] type, char[80] name. The segment of an attachment has u32 bytes of data, 12 bytes, the entry again, 112
/// bytes, data.
/// </remarks>
internal sealed record ZeissAttachment
{
    /// <summary>The id of the directory's segment.</summary>
    public const string DirectoryId = "ZISRAWATTDIR";

    private const string SegmentId = "ZISRAWATTACH";
    private const int EntriesOffset = 256;
    private const int EntryBytes = 128;
    private const int DataOffset = 256;
    private const int GuidOffset = 24;
    private const int TypeOffset = 40;
    private const int NameOffset = 48;

    /// <summary>0-based, in the order of the directory.</summary>
    public required int Index { get; init; }

    /// <summary>Its entry.</summary>
    public required byte[] Entry { get; init; }

    /// <summary>Where the entry is.</summary>
    public required long EntryOffset { get; init; }

    /// <summary>The segment.</summary>
    public required ZeissSegment Segment { get; init; }

    /// <summary>The content.</summary>
    public required ByteRange Data { get; init; }

    /// <summary>E.g. <c>Label</c>.</summary>
    public string Name => ZeissText.Read(NameField);

    /// <summary>E.g. <c>CZI</c>, <c>JPG</c>.</summary>
    public string ContentType => ZeissText.Read(Entry.AsSpan(TypeOffset, NameOffset - TypeOffset));

    /// <summary>Names the content.</summary>
    public ZeissGuid Guid => new(new Guid(Entry.AsSpan(GuidOffset, 16)), new ByteRange(EntryOffset + GuidOffset, 16));

    /// <summary>The whole field of the name.</summary>
    public ReadOnlySpan<byte> NameField => Entry.AsSpan(NameOffset);

    /// <summary>Where the field of the name is.</summary>
    public long NameFieldOffset => EntryOffset + NameOffset;

    /// <summary>Reads the list of attachments.</summary>
    /// <param name="bytes">The CZI.</param>
    /// <param name="offset">Where the directory is.</param>
    /// <param name="segment">The directory's segment.</param>
    /// <exception cref="SlideFormatException">It is damaged, or an attachment is in another file.</exception>
    public static IReadOnlyList<ZeissAttachment> ReadAll(ZeissBytes bytes, long offset, out ZeissSegment segment)
    {
        segment = ZeissSegment.Read(bytes, offset, DirectoryId, EntriesOffset);
        Span<byte> head = stackalloc byte[sizeof(int)];
        bytes.Read(segment.Payload.Offset, head);
        var count = ((ReadOnlySpan<byte>)head).Int32(0);
        if (count is < 0 or > ZeissLimits.MaxAttachments || count * (long)EntryBytes > segment.UsedLength - EntriesOffset)
        {
            throw bytes.Damaged(
                $"{DirectoryId}: the number of attachments does not fit the segment, or is above the limit of {ZeissLimits.MaxAttachments}",
                segment.Payload.Offset);
        }

        var attachments = new List<ZeissAttachment>(count);
        for (var index = 0; index < count; index++)
        {
            attachments.Add(Read(bytes, segment.Payload.Offset + EntriesOffset + (index * EntryBytes), index));
        }

        return attachments;
    }

    private static ZeissAttachment Read(ZeissBytes bytes, long entryOffset, int index)
    {
        var bytesOfEntry = bytes.Read(new ByteRange(entryOffset, EntryBytes));
        ReadOnlySpan<byte> entry = bytesOfEntry;
        if (!entry.StartsWith("A1"u8))
        {
            throw bytes.Damaged($"{DirectoryId}: entry {index} is not of the schema A1", entryOffset);
        }

        if (entry.Int32(20) != 0)
        {
            throw bytes.Unsupported(
                $"attachment {index} is in another file: slides of several files are not supported", entryOffset + 20);
        }

        var segment = ZeissSegment.Read(bytes, entry.Int64(12), SegmentId, DataOffset);
        Span<byte> head = stackalloc byte[sizeof(uint)];
        bytes.Read(segment.Payload.Offset, head);
        long length = ((ReadOnlySpan<byte>)head).UInt32(0);
        return length <= segment.Payload.Length - DataOffset
            ? new ZeissAttachment
            {
                Index = index,
                Entry = bytesOfEntry,
                EntryOffset = entryOffset,
                Segment = segment,
                Data = new ByteRange(segment.Payload.Offset + DataOffset, length),
            }
            : throw bytes.Damaged($"{SegmentId}: the data of attachment {index} does not fit its segment", segment.Payload.Offset);
    }
}
