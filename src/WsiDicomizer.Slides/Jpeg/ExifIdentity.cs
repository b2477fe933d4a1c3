using System.Buffers.Binary;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Jpeg;

/// <summary>Where an Exif block holds texts, dates, places and numbers that no rule knows.</summary>
/// <remarks>Source: Exif 2.32, 4.5 and 4.6: a small TIFF whose offsets count from its own header. The tags are those of <see cref="TiffIdentity"/>.</remarks>
internal static class ExifIdentity
{
    private const int EntryBytes = 12;
    private const int MaxDirectories = 16;
    private const int MaxEntries = 512;

    // Many tags may share one long value in a hostile block: what is quoted is bounded over all of them.
    private const long MaxQuotedBytes = 256 * 1024;

    private static readonly TiffTag[] Pointers = [TiffTag.ExifIfd, TiffTag.GpsIfd, TiffTag.InteroperabilityIfd];

    /// <summary>Finds the records of a block.</summary>
    /// <param name="block">From its byte order on; a damaged one is one record as a whole, besides what was found before.</param>
    /// <param name="place">Where it is.</param>
    public static IReadOnlyList<IdentityRecord> FindRecords(ReadOnlySpan<byte> block, SegmentPlace place)
    {
        List<IdentityRecord> records = [];
        if (!TryFindRecords(block, place, records))
        {
            records.Add(place.Record("Exif", null, IdentityKind.UnknownKey, 0, block.Length));
        }

        return records;
    }

    private static bool TryFindRecords(ReadOnlySpan<byte> block, SegmentPlace place, List<IdentityRecord> records)
    {
        if (!TiffHeader.TryRead(block, out var header) || header.Layout != TiffLayout.Classic)
        {
            return false;
        }

        var quoted = 0L;
        var pending = new Queue<ulong>([header.FirstDirectoryOffset]);
        var visited = new HashSet<ulong>();
        while (pending.TryDequeue(out var offset))
        {
            if (offset == 0)
            {
                continue;
            }

            if (!visited.Add(offset) || visited.Count > MaxDirectories || !TryReadEntries(block, header, (long)offset, out var entries, out var next))
            {
                return false;
            }

            pending.Enqueue(next);
            foreach (var entry in entries)
            {
                if (Pointers.Contains(entry.Tag) && entry.Value is { Length: 4 } pointer)
                {
                    pending.Enqueue(ReadUInt32(block[(int)pointer.Offset..], header));
                }
                else if (TiffIdentity.Classify(entry) is { } kind && entry.Value is not { Length: 0 })
                {
                    var range = entry.Value ?? entry.Field;
                    quoted += range.Length;
                    records.Add(place.Record(
                        $"Exif {entry.Name}", quoted <= MaxQuotedBytes ? Quote(block, entry) : null, kind, (int)range.Offset, (int)range.Length));
                }
            }
        }

        return true;
    }

    private static bool TryReadEntries(
        ReadOnlySpan<byte> block, TiffHeader header, long offset, out TiffEntry[] entries, out ulong next)
    {
        (entries, next) = ([], 0);
        if (offset > block.Length - 2)
        {
            return false;
        }

        var number = block[(int)offset..];
        var count = header.IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(number) : BinaryPrimitives.ReadUInt16BigEndian(number);
        var end = offset + 2 + (count * EntryBytes);
        if (count > MaxEntries || end > block.Length)
        {
            return false;
        }

        entries = TiffDirectoryParser.Parse(
            block.Slice((int)offset + 2, count * EntryBytes), default, header, offset + 2, block.Length);

        // Some writers leave the pointer to the next directory out.
        next = end + 4 <= block.Length ? ReadUInt32(block[(int)end..], header) : 0;
        return true;
    }

    private static string? Quote(ReadOnlySpan<byte> block, TiffEntry entry)
    {
        if (!entry.Type.IsBytes() || entry.Value is not { } value)
        {
            return null;
        }

        var text = TiffText.DecodeAll(block.Slice((int)value.Offset, (int)value.Length)).Replace('\0', ' ').Trim();
        return text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')) ? null : text;
    }

    private static uint ReadUInt32(ReadOnlySpan<byte> bytes, TiffHeader header) => header.IsLittleEndian
        ? BinaryPrimitives.ReadUInt32LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
