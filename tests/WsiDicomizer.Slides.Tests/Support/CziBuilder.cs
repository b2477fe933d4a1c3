using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>A subblock of a CZI of tests.</summary>
/// <param name="Dimensions">Letter, start, size, stored size.</param>
/// <param name="Data">As stored.</param>
internal sealed record TestSubblock((char Name, int Start, int Size, int Stored)[] Dimensions, byte[] Data)
{
    public int PixelType { get; init; } = 3;

    public int Compression { get; init; }

    public string Xml { get; init; } = string.Empty;

    public int Part { get; init; }

    /// <summary>A picture at a place of the base level, uncompressed, each pixel of one colour (blue, green, red).</summary>
    public static TestSubblock Flat(int x, int y, int width, int height, (byte B, byte G, byte R) colour, int? mosaic = null, int downsample = 1) =>
        new(
            [
                ('X', x, width * downsample, width),
                ('Y', y, height * downsample, height),
                ('C', 0, 1, 0),
                .. mosaic is { } m ? new[] { ('M', m, 1, 0) } : [],
            ],
            [.. Enumerable.Range(0, width * height).SelectMany(_ => new[] { colour.B, colour.G, colour.R })]);

    /// <summary>The same with other or more dimensions.</summary>
    public TestSubblock With(char name, int start, int size = 1, int stored = 0) => this with
    {
        Dimensions = [.. Dimensions.Where(dimension => dimension.Name != name), (name, start, size, stored)],
    };
}

/// <summary>Writes a CZI of given parts, and tells where they are.</summary>
internal sealed class CziBuilder
{
    public const string Xml =
        "<ImageDocument><Metadata><Scaling><Items><Distance Id=\"X\"><Value>2.5E-07</Value></Distance>"
        + "<Distance Id=\"Y\"><Value>2.5E-07</Value></Distance></Items></Scaling></Metadata></ImageDocument>";

    public List<TestSubblock> Subblocks { get; init; } =
    [
        TestSubblock.Flat(0, 0, 40, 40, (1, 2, 3), 0),
        TestSubblock.Flat(36, 0, 40, 40, (4, 5, 6), 1),
        TestSubblock.Flat(0, 0, 38, 20, (7, 8, 9), null, 2),
    ];

    public string? Metadata { get; init; } = Xml;

    public List<(string Name, string Type, byte[] Data)> Attachments { get; init; } = [];

    /// <summary>Where the parts are, once built.</summary>
    public Dictionary<string, int> At { get; } = [];

    public byte[] Build()
    {
        using var stream = new MemoryStream();
        stream.Write(new byte[544]);
        var entries = new List<byte[]>();
        for (var index = 0; index < Subblocks.Count; index++)
        {
            var subblock = Subblocks[index];
            var entry = Entry(subblock, stream.Position);
            entries.Add(entry);
            var xml = Encoding.UTF8.GetBytes(subblock.Xml);
            var head = new byte[Math.Max(256, 16 + entry.Length)];
            BinaryPrimitives.WriteInt32LittleEndian(head, xml.Length);
            BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(8), subblock.Data.Length);
            entry.CopyTo(head, 16);
            Segment(stream, $"subblock {index}", "ZISRAWSUBBLOCK", [.. head, .. xml, .. subblock.Data]);
        }

        if (Metadata is not null)
        {
            var head = new byte[256];
            var text = Encoding.UTF8.GetBytes(Metadata);
            BinaryPrimitives.WriteInt32LittleEndian(head, text.Length);
            Segment(stream, "metadata", "ZISRAWMETADATA", [.. head, .. text]);
        }

        var attached = WriteAttachments(stream);
        var directory = new byte[128];
        BinaryPrimitives.WriteInt32LittleEndian(directory, entries.Count);
        Segment(stream, "directory", "ZISRAWDIRECTORY", [.. directory, .. entries.SelectMany(entry => entry)]);
        if (attached.Count > 0)
        {
            var head = new byte[256];
            BinaryPrimitives.WriteInt32LittleEndian(head, attached.Count);
            Segment(stream, "attachments", "ZISRAWATTDIR", [.. head, .. attached.SelectMany(entry => entry)]);
        }

        var bytes = stream.ToArray();
        WriteHeader(bytes);
        return bytes;
    }

    private List<byte[]> WriteAttachments(MemoryStream stream)
    {
        var entries = new List<byte[]>();
        for (var index = 0; index < Attachments.Count; index++)
        {
            var (name, type, data) = Attachments[index];
            var entry = new byte[128];
            "A1"u8.CopyTo(entry);
            BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(12), stream.Position);
            entry.AsSpan(24, 16).Fill((byte)(0x11 * (index + 1)));
            Encoding.UTF8.GetBytes(type).CopyTo(entry, 40);
            Encoding.UTF8.GetBytes(name).CopyTo(entry, 48);
            entries.Add(entry);
            var head = new byte[256];
            BinaryPrimitives.WriteInt32LittleEndian(head, data.Length);
            entry.CopyTo(head, 16);
            Segment(stream, $"attachment {index}", "ZISRAWATTACH", [.. head, .. data]);
        }

        return entries;
    }

    private void WriteHeader(byte[] bytes)
    {
        Head("ZISRAWFILE", 512).CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(32), 1);
        bytes.AsSpan(48, 32).Fill(0xAB);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(84), At["directory"]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(92), At.GetValueOrDefault("metadata"));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(104), At.GetValueOrDefault("attachments"));
    }

    private void Segment(MemoryStream stream, string name, string id, byte[] payload)
    {
        At[name] = (int)stream.Position;
        stream.Write(Head(id, payload.Length));
        stream.Write(payload);
    }

    private static byte[] Head(string id, int length)
    {
        var head = new byte[32];
        Encoding.ASCII.GetBytes(id).CopyTo(head, 0);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(16), length);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(24), length);
        return head;
    }

    private static byte[] Entry(TestSubblock subblock, long position)
    {
        var entry = new byte[32 + (20 * subblock.Dimensions.Length)];
        "DV"u8.CopyTo(entry);
        Write(2, subblock.PixelType);
        BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(6), position);
        Write(14, subblock.Part);
        Write(18, subblock.Compression);
        Write(28, subblock.Dimensions.Length);
        for (var index = 0; index < subblock.Dimensions.Length; index++)
        {
            var (name, start, size, stored) = subblock.Dimensions[index];
            var at = 32 + (20 * index);
            entry[at] = (byte)name;
            Write(at + 4, start);
            Write(at + 8, size);
            Write(at + 16, stored);
        }

        return entry;

        void Write(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(at), value);
    }
}
