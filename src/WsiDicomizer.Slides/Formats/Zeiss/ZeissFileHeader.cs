namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>The first segment: where the others are.</summary>
/// <remarks>
/// Evidence: formats.md section 9.6. In the payload: u32 major, u32 minor, 8 bytes, GUID of the primary file, GUID of the file,
/// u32 part, u64 subblock directory, u64 metadata, u32 update pending, u64 attachment directory.
/// </remarks>
internal sealed record ZeissFileHeader
{
    /// <summary>The id of the segment, and the mark of the format.</summary>
    public const string SegmentId = "ZISRAWFILE";

    private const int LeastBytes = 80;
    private const int GuidBytes = 16;
    private const int PrimaryGuid = 16;
    private const int FileGuid = 32;

    /// <summary>The segment.</summary>
    public required ZeissSegment Segment { get; init; }

    /// <summary>Names the file, or the first part of several.</summary>
    public required ZeissGuid Primary { get; init; }

    /// <summary>Names the file.</summary>
    public required ZeissGuid Own { get; init; }

    /// <summary>Where the directory of subblocks is; 0 for none.</summary>
    public required long DirectoryOffset { get; init; }

    /// <summary>Where the metadata is; 0 for none.</summary>
    public required long MetadataOffset { get; init; }

    /// <summary>Where the directory of attachments is; 0 for none.</summary>
    public required long AttachmentsOffset { get; init; }

    /// <summary>Whether a program was writing the file and did not say that it had ended.</summary>
    public required bool IsUpdatePending { get; init; }

    /// <summary>Reads the header.</summary>
    /// <param name="bytes">The CZI.</param>
    /// <exception cref="SlideFormatException">It is damaged, or of a part of several files.</exception>
    public static ZeissFileHeader Read(ZeissBytes bytes)
    {
        var segment = ZeissSegment.Read(bytes, 0, SegmentId, LeastBytes);
        Span<byte> buffer = stackalloc byte[LeastBytes];
        bytes.Read(segment.Payload.Offset, buffer);
        ReadOnlySpan<byte> payload = buffer;
        if (payload.Int32(0) != 1)
        {
            throw bytes.Unsupported("the file is of another version than 1", segment.Payload.Offset);
        }

        if (payload.Int32(48) != 0)
        {
            throw bytes.Unsupported(
                "the file is a part of several files that make up one slide, which is not supported", segment.Payload.Offset + 48);
        }

        return new ZeissFileHeader
        {
            Segment = segment,
            Primary = Guid(payload, PrimaryGuid, segment),
            Own = Guid(payload, FileGuid, segment),
            DirectoryOffset = payload.Int64(52),
            MetadataOffset = payload.Int64(60),
            IsUpdatePending = payload.Int32(68) != 0,
            AttachmentsOffset = payload.Int64(72),
        };
    }

    private static ZeissGuid Guid(ReadOnlySpan<byte> payload, int offset, ZeissSegment segment) => new(
        new Guid(payload.Slice(offset, GuidBytes)), new ByteRange(segment.Payload.Offset + offset, GuidBytes));
}

/// <summary>A GUID and where it is in its CZI.</summary>
internal readonly record struct ZeissGuid(Guid Value, ByteRange Range);
