using System.Buffers.Binary;
using System.Text;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.Zeiss;

/// <summary>The attachments of a CZI, of the slide's file or of an attachment that is a CZI itself; places are those in the file.</summary>
/// <remarks>Evidence: formats.md 9.6. The reader has found the structures sound; what it skips is looked at here only as far as it must be.</remarks>
internal sealed class ZeissAttachments
{
    /// <summary>Bytes of an entry, in the directory and in the segment of its attachment.</summary>
    public const int EntryBytes = 128;

    /// <summary>Where the GUID of the content is in an entry.</summary>
    public const int GuidOffset = 24;

    /// <summary>Bytes of a GUID.</summary>
    public const int GuidBytes = 16;

    /// <summary>Where the name is in an entry; it ends the entry.</summary>
    public const int NameOffset = 48;

    private const int TypeOffset = 40;
    private const int SegmentHeader = 32;
    private const int EntriesOffset = 256;
    private const int MostAttachments = 10_000;

    private readonly PlanContext _context;
    private readonly long _start;

    /// <summary>Reads the list of attachments.</summary>
    /// <param name="context">The slide.</param>
    /// <param name="start">Where the CZI begins in the file.</param>
    /// <exception cref="AnonymizationException">The list is not as the format has it.</exception>
    /// <exception cref="SlideFormatException">The file ends too early.</exception>
    public ZeissAttachments(PlanContext context, long start)
    {
        _context = context;
        _start = start;
        Header = ReadPayload(0);
        var fields = context.Read(0, Header with { Length = 80 }).AsSpan();
        Subblocks = ReadPayload(BinaryPrimitives.ReadInt64LittleEndian(fields[52..]));
        Metadata = ReadPayloadOrNull(BinaryPrimitives.ReadInt64LittleEndian(fields[60..]));
        Directory = ReadPayloadOrNull(BinaryPrimitives.ReadInt64LittleEndian(fields[72..]));
        Entries = Directory is { } directory ? ReadEntries(directory) : [];
    }

    /// <summary>The payload of the first segment.</summary>
    public ByteRange Header { get; }

    /// <summary>The payload of the list of subblocks.</summary>
    public ByteRange Subblocks { get; }

    /// <summary>The payload of the metadata; null where there is none.</summary>
    public ByteRange? Metadata { get; }

    /// <summary>The payload of the list of attachments; null where there is none.</summary>
    public ByteRange? Directory { get; }

    /// <summary>The attachments, in the order of the list.</summary>
    public IReadOnlyList<ZeissEntry> Entries { get; }

    /// <summary>Where the entries are.</summary>
    public long EntriesStart => Directory!.Value.Offset + EntriesOffset;

    private List<ZeissEntry> ReadEntries(ByteRange directory)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(_context.Read(0, directory with { Length = sizeof(int) }));
        if (count is < 0 or > MostAttachments || directory.Length < EntriesOffset + ((long)count * EntryBytes))
        {
            throw new AnonymizationException("the list of attachments does not fit its segment; nothing was done");
        }

        List<ZeissEntry> entries = [];
        for (var index = 0; index < count; index++)
        {
            var bytes = _context.Read(0, new ByteRange(directory.Offset + EntriesOffset + (index * EntryBytes), EntryBytes));
            var payload = ReadPayload(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(12)));
            var size = BinaryPrimitives.ReadUInt32LittleEndian(_context.Read(0, payload with { Length = sizeof(uint) }));
            entries.Add(new ZeissEntry(
                index,
                bytes,
                payload,
                new ByteRange(payload.Offset + EntriesOffset, size),
                ReadText(bytes.AsSpan(NameOffset)),
                ReadText(bytes.AsSpan(TypeOffset, NameOffset - TypeOffset))));
        }

        return entries;
    }

    private ByteRange? ReadPayloadOrNull(long offset) => offset == 0 ? null : ReadPayload(offset);

    // Id, bytes that are allocated, bytes that are used.
    private ByteRange ReadPayload(long offset)
    {
        var header = _context.Read(0, new ByteRange(_start + offset, SegmentHeader));
        return new ByteRange(_start + offset + SegmentHeader, BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(16)));
    }

    private static string ReadText(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? field : field[..end]);
    }
}

/// <summary>An attachment.</summary>
/// <param name="Index">0-based, in the order of the list.</param>
/// <param name="Bytes">Its entry.</param>
/// <param name="Payload">The payload of its segment, which begins 32 bytes before.</param>
/// <param name="Data">The content.</param>
/// <param name="Name">E.g. <c>Label</c>.</param>
/// <param name="Type">E.g. <c>CZI</c>, <c>JPG</c>.</param>
internal sealed record ZeissEntry(int Index, byte[] Bytes, ByteRange Payload, ByteRange Data, string Name, string Type)
{
    /// <summary>The whole segment.</summary>
    public ByteRange Segment => new(Payload.Offset - 32, Payload.Length + 32);

    /// <summary>Where the segment repeats the entry.</summary>
    public long CopyOffset => Payload.Offset + 16;

    /// <summary>Whether it is a CZI itself.</summary>
    public bool IsCzi => Type is "CZI" or "ZISRAW";

    /// <summary>Whether it is a picture, or may be one.</summary>
    public bool IsPicture => IsCzi || Type.ToUpperInvariant() is "JPG" or "JPEG" or "PNG" or "BMP" or "TIF" or "TIFF" or "JXR" or "WDP";
}
