using System.Buffers.Binary;
using WsiDicomizer.Slides.Hidden;
using WsiDicomizer.Slides.PhilipsXml;

namespace WsiDicomizer.Slides.Formats.Isyntax;

/// <summary>Which bytes behind the header are codeblocks, by the seek table or the tables in the header.</summary>
/// <remarks>
/// Evidence: formats.md section 7.2. A table that is not as expected gives no map: bytes of the picture that were taken for
/// ones that nothing refers to would be lost to whoever clears those.
/// </remarks>
internal static class IsyntaxFileMap
{
    private const ushort Group = 0x301D;
    private const ushort Sequence = 0x200D;
    private const ushort DataOffset = 0x2010;
    private const ushort Size = 0x2011;
    private const ushort SeekTable = 0x2015;
    private const int TagBytes = 8;
    private const int SeekEntryBytes = 40;

    /// <summary>Reads the map.</summary>
    /// <param name="file">The file.</param>
    /// <param name="header">Its header.</param>
    /// <param name="limits">How many pieces there may be.</param>
    /// <returns>Null where the tables are not understood.</returns>
    /// <exception cref="SlideFormatException">The file cannot be read any more.</exception>
    public static FileMap? TryRead(SlideFile file, IsyntaxHeader header, HiddenIdentityLimits limits)
    {
        var map = new FileMap(file, 0, limits) { IsComplete = true };
        map.AddStructure(new ByteRange(0, header.End));
        return TryAddSeekTable(map, header) || TryAddClusters(map, header) ? map : null;
    }

    // Behind the header: a tag whose size may be wrong, then entries of a sequence tag, an offset and a size, each with a tag.
    private static bool TryAddSeekTable(FileMap map, IsyntaxHeader header)
    {
        var tag = new byte[TagBytes];
        if (map.File.ReadUpTo(header.End, tag) < TagBytes || !IsTag(tag, SeekTable))
        {
            return false;
        }

        var length = (long)BinaryPrimitives.ReadInt32LittleEndian(tag.AsSpan(4));
        if (length <= 0 || length % SeekEntryBytes != 0 || length > IsyntaxLimits.MaxHeaderBytes || header.End + TagBytes + length > map.File.Length)
        {
            return false;
        }

        var table = new byte[length];
        map.File.ReadExactly(header.End + TagBytes, table);
        map.AddStructure(new ByteRange(header.End, TagBytes + length));
        for (var at = 0; at < table.Length; at += SeekEntryBytes)
        {
            var entry = table.AsSpan(at, SeekEntryBytes);
            if (!IsTag(entry, Sequence) || !IsTag(entry[8..], DataOffset) || !IsTag(entry[24..], Size)
                || !TryAdd(map, BinaryPrimitives.ReadInt64LittleEndian(entry[16..]), BinaryPrimitives.ReadInt64LittleEndian(entry[32..])))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryAddClusters(FileMap map, IsyntaxHeader header)
    {
        if (header.Scan.FindText(PhilipsNames.ClusterTable) is not { } text || PhilipsBase64.TryDecode(text) is not { } table)
        {
            return false;
        }

        var start = header.End;
        var clusters = 0;
        for (ReadOnlyMemory<byte> rest = table; !rest.IsEmpty; clusters++)
        {
            if (!TryTake(ref rest, out var element, out var cluster) || element != Sequence || !TryAddCluster(map, cluster, ref start))
            {
                return false;
            }
        }

        return clusters > 0;
    }

    // Either the place of the cluster in the file, or of its blocks: then clusters follow the header and each other.
    private static bool TryAddCluster(FileMap map, ReadOnlyMemory<byte> cluster, ref long start)
    {
        ReadOnlySpan<byte> offsets = default;
        ReadOnlySpan<byte> sizes = default;
        while (!cluster.IsEmpty)
        {
            if (!TryTake(ref cluster, out var element, out var value))
            {
                return false;
            }

            offsets = element == DataOffset && offsets.IsEmpty ? value.Span : offsets;
            sizes = element == Size && sizes.IsEmpty ? value.Span : sizes;
        }

        if (offsets.IsEmpty || offsets.Length != sizes.Length || offsets.Length % sizeof(uint) != 0)
        {
            return false;
        }

        if (offsets.Length == sizeof(long) && BinaryPrimitives.ReadInt64LittleEndian(offsets) is var place && place >= start)
        {
            var size = BinaryPrimitives.ReadInt64LittleEndian(sizes);
            return TryAdd(map, place, size);
        }

        var first = start;
        for (var at = 0; at < offsets.Length; at += sizeof(uint))
        {
            var offset = first + BinaryPrimitives.ReadUInt32LittleEndian(offsets[at..]);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(sizes[at..]);
            if (!TryAdd(map, offset, size))
            {
                return false;
            }

            start = Math.Max(start, offset + size);
        }

        return true;
    }

    // Entries that are not used have no offset.
    private static bool TryAdd(FileMap map, long offset, long size)
    {
        if (offset < 0 || size < 0 || offset > map.File.Length || size > map.File.Length - offset)
        {
            return false;
        }

        map.AddStructure(new ByteRange(offset, size));
        return true;
    }

    private static bool TryTake(ref ReadOnlyMemory<byte> bytes, out ushort element, out ReadOnlyMemory<byte> value)
    {
        (element, value) = (0, default);
        var tag = bytes.Span;
        if (tag.Length < TagBytes || BinaryPrimitives.ReadUInt16LittleEndian(tag) != Group)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(tag[4..]);
        if (length > tag.Length - TagBytes)
        {
            return false;
        }

        element = BinaryPrimitives.ReadUInt16LittleEndian(tag[2..]);
        value = bytes.Slice(TagBytes, (int)length);
        bytes = bytes[(TagBytes + (int)length)..];
        return true;
    }

    private static bool IsTag(ReadOnlySpan<byte> bytes, ushort element) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes) == Group && BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]) == element;
}
