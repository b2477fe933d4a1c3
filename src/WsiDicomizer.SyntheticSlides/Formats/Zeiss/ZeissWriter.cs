using System.Buffers.Binary;
using System.Text;
using WsiDicomizer.SyntheticSlides.Drawing;

namespace WsiDicomizer.SyntheticSlides.Formats.Zeiss;

/// <summary>Writes the segments of a CZI, front to back, and the header at the end.</summary>
/// <remarks>Layout: formats.md section 9.6. Segments are padded to 32 bytes, as real ones are.</remarks>
internal sealed class ZeissWriter
{
    private const int HeaderPayload = 512;
    private const int SegmentHeader = 32;
    private const int Alignment = 32;

    private readonly Stream _stream;
    private readonly long _start;
    private readonly List<byte[]> _entries = [];
    private readonly List<byte[]> _attachments = [];
    private long _metadata;

    /// <summary>Starts a CZI where the stream stands.</summary>
    /// <param name="stream">Able to seek.</param>
    public ZeissWriter(Stream stream)
    {
        _stream = stream;
        _start = stream.Position;
        _stream.Write(new byte[SegmentHeader + HeaderPayload]);
    }

    /// <summary>Where the next segment will be, from the start of the CZI.</summary>
    public long Position => _stream.Position - _start;

    /// <summary>How many subblocks were written.</summary>
    public int SubblockCount => _entries.Count;

    /// <summary>How many attachments were written.</summary>
    public int AttachmentCount => _attachments.Count;

    /// <summary>Writes a segment of any id.</summary>
    /// <param name="id">Up to 16 letters.</param>
    /// <param name="payload">Its content.</param>
    /// <returns>Where it is.</returns>
    public long Write(string id, ReadOnlySpan<byte> payload)
    {
        var at = Position;
        var allocated = (payload.Length + Alignment - 1) / Alignment * Alignment;
        _stream.Write(Header(id, allocated, payload.Length));
        _stream.Write(payload);
        _stream.Write(new byte[allocated - payload.Length]);
        return at;
    }

    /// <summary>Writes a subblock.</summary>
    /// <param name="subblock">What it shows.</param>
    /// <param name="data">Its pixels as stored.</param>
    /// <param name="metadata">Its XML.</param>
    public void WriteSubblock(ZeissPlannedSubblock subblock, ReadOnlySpan<byte> data, string metadata)
    {
        var entry = subblock.ToEntry(Position);
        _entries.Add(entry);
        var xml = Encoding.UTF8.GetBytes(metadata);
        var head = new byte[Math.Max(256, 16 + entry.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(head, xml.Length);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(8), data.Length);
        entry.CopyTo(head, 16);
        Write("ZISRAWSUBBLOCK", [.. head, .. xml, .. data]);
    }

    /// <summary>Writes the metadata.</summary>
    /// <param name="xml">The XML.</param>
    /// <param name="residue">What follows it, as a tool leaves it that writes a shorter one over a longer one; may be empty.</param>
    public void WriteMetadata(string xml, string residue)
    {
        var text = Encoding.UTF8.GetBytes(xml);
        var head = new byte[256];
        BinaryPrimitives.WriteInt32LittleEndian(head, text.Length);
        _metadata = Write("ZISRAWMETADATA", [.. head, .. text, 0, .. Encoding.UTF8.GetBytes(residue)]);
    }

    /// <summary>Writes an attachment.</summary>
    /// <param name="name">E.g. <c>Label</c>.</param>
    /// <param name="type">E.g. <c>CZI</c>.</param>
    /// <param name="guid">Names the content.</param>
    /// <param name="data">The content.</param>
    public void WriteAttachment(string name, string type, Guid guid, ReadOnlySpan<byte> data)
    {
        var entry = new byte[128];
        "A1"u8.CopyTo(entry);
        BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(12), Position);
        guid.TryWriteBytes(entry.AsSpan(24));
        Encoding.UTF8.GetBytes(type).CopyTo(entry, 40);
        Encoding.UTF8.GetBytes(name).CopyTo(entry, 48);
        _attachments.Add(entry);
        var head = new byte[256];
        BinaryPrimitives.WriteInt32LittleEndian(head, data.Length);
        entry.CopyTo(head, 16);
        Write("ZISRAWATTACH", [.. head, .. data]);
    }

    /// <summary>Writes the directories and the header.</summary>
    /// <param name="guid">Names the file.</param>
    public void Finish(Guid guid)
    {
        var directoryHead = new byte[128];
        BinaryPrimitives.WriteInt32LittleEndian(directoryHead, _entries.Count);
        var directory = Write("ZISRAWDIRECTORY", [.. directoryHead, .. _entries.SelectMany(entry => entry)]);
        long attachments = 0;
        if (_attachments.Count > 0)
        {
            var head = new byte[256];
            BinaryPrimitives.WriteInt32LittleEndian(head, _attachments.Count);
            attachments = Write("ZISRAWATTDIR", [.. head, .. _attachments.SelectMany(entry => entry)]);
        }

        var end = _stream.Position;
        var payload = new byte[HeaderPayload];
        BinaryPrimitives.WriteInt32LittleEndian(payload, 1);
        guid.TryWriteBytes(payload.AsSpan(16));
        guid.TryWriteBytes(payload.AsSpan(32));
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(52), directory);
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(60), _metadata);
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(72), attachments);
        _stream.Position = _start;
        _stream.Write(Header("ZISRAWFILE", HeaderPayload, HeaderPayload));
        _stream.Write(payload);
        _stream.Position = end;
    }

    /// <summary>A GUID that is the same for the same numbers.</summary>
    public static Guid MakeGuid(ref SplitMix64 random)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, random.Next());
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], random.Next());
        return new Guid(bytes);
    }

    private static byte[] Header(string id, long allocated, long used)
    {
        var header = new byte[SegmentHeader];
        Encoding.ASCII.GetBytes(id).CopyTo(header, 0);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), allocated);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(24), used);
        return header;
    }
}
