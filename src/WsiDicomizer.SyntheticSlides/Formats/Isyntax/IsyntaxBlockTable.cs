using System.Buffers.Binary;

namespace WsiDicomizer.SyntheticSlides.Formats.Isyntax;

/// <summary>The tables that say where codeblocks are.</summary>
/// <remarks>Layout: formats.md section 7.2. Elements of group 301D with headers of group, element and 32-bit length.</remarks>
internal static class IsyntaxBlockTable
{
    private const ushort Group = 0x301D;
    private const ushort Sequence = 0x200D;
    private const ushort Coordinate = 0x200E;
    private const ushort DataOffset = 0x2010;
    private const ushort Size = 0x2011;
    private const ushort TemplateId = 0x2012;

    /// <summary>Records of 48 bytes without offsets, behind their length: the first generation.</summary>
    public static byte[] WritePartialRecords(int blocks)
    {
        var records = Enumerable.Range(0, blocks).SelectMany(block => Element(
            Sequence, [.. Element(Coordinate, Numbers(block, 0, block % 3, 0, 1)), .. Element(TemplateId, Numbers(0))])).ToArray();
        return [.. Numbers(records.Length), .. records];
    }

    /// <summary>A cluster: where its blocks are, without offsets of the file, for it is not known yet how long the header is.</summary>
    public static byte[] WriteCluster(IReadOnlyList<int> lengths) => Element(
        Sequence,
        [
            .. Element(Coordinate, Numbers(0, 0, 0, 0, 0)),
            .. Element(TemplateId, Numbers(0)),
            .. Element(DataOffset, [.. lengths.SelectMany((_, index) => Numbers(lengths.Take(index).Sum()))]),
            .. Element(Size, [.. lengths.SelectMany(length => Numbers(length))]),
        ]);

    /// <summary>The seek table, which follows the header of the first generation.</summary>
    /// <param name="start">Where the first block will be.</param>
    /// <param name="lengths">Of the blocks.</param>
    public static byte[] WriteSeekTable(long start, IReadOnlyList<int> lengths)
    {
        var table = new List<byte>();
        foreach (var length in lengths)
        {
            table.AddRange(Header(Sequence, 32));
            table.AddRange(Element(DataOffset, Long(start)));
            table.AddRange(Element(Size, Long(length)));
            start += length;
        }

        return Element(0x2015, [.. table]);
    }

    /// <summary>The bytes of the seek table.</summary>
    public static int SeekTableLength(int blocks) => 8 + (40 * blocks);

    private static byte[] Element(ushort element, byte[] value) => [.. Header(element, value.Length), .. value];

    private static byte[] Header(ushort element, int length)
    {
        var header = new byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(header, Group);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(2), element);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), length);
        return header;
    }

    private static byte[] Long(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Numbers(params int[] values)
    {
        var bytes = new byte[4 * values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * index), values[index]);
        }

        return bytes;
    }
}
