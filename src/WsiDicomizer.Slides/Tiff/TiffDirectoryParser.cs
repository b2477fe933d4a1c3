namespace WsiDicomizer.Slides.Tiff;

/// <summary>Parses the entries of a directory.</summary>
/// <remarks>
/// Source: TIFF 6.0 section 2, image file directory. Entries may stand in any order: sorted tags are required by the
/// standard and not kept by every scanner.
/// </remarks>
internal static class TiffDirectoryParser
{
    /// <summary>Parses all entries.</summary>
    /// <param name="table">The entries, whole.</param>
    /// <param name="highWords">The high halves of their value fields; empty where the flavour has none.</param>
    /// <param name="header">Byte order and field widths.</param>
    /// <param name="position">Where the table is in the file.</param>
    /// <param name="fileLength">The file's length in bytes.</param>
    public static TiffEntry[] Parse(
        ReadOnlySpan<byte> table, ReadOnlySpan<byte> highWords, TiffHeader header, long position, long fileLength)
    {
        var entryBytes = header.Layout.EntryBytes;
        var number = new TiffNumberReader(header.IsLittleEndian);
        var entries = new TiffEntry[table.Length / entryBytes];
        for (var i = 0; i < entries.Length; i++)
        {
            var field = table.Slice(i * entryBytes, entryBytes);
            var highWord = highWords.IsEmpty ? 0 : number.UInt32(highWords[(i * header.Layout.HighWordBytes)..]);
            entries[i] = ParseEntry(field, highWord, header, position + ((long)i * entryBytes), fileLength);
        }

        return entries;
    }

    private static TiffEntry ParseEntry(
        ReadOnlySpan<byte> field, uint highWord, TiffHeader header, long position, long fileLength)
    {
        var layout = header.Layout;
        var number = new TiffNumberReader(header.IsLittleEndian);
        var tag = (TiffTag)number.UInt16(field);
        var type = (TiffFieldType)number.UInt16(field[2..]);
        var count = number.Unsigned(field[4..], layout.EntryCountBytes);
        var fieldRange = new ByteRange(position, layout.EntryBytes);

        var inlineOffset = (ulong)(position + layout.ValueFieldOffset);
        var elementBytes = (ulong)type.ElementBytes();
        if (elementBytes == 0)
        {
            return new TiffEntry(tag, type, count, fieldRange, null, inlineOffset, highWord);
        }

        var pointer = number.Unsigned(field[layout.ValueFieldOffset..], layout.ValueFieldBytes) | ((ulong)highWord << 32);

        // Compared by division: count × size may overflow in a hostile file.
        var isInline = count <= (ulong)layout.ValueFieldBytes / elementBytes
            && !(layout.TextIsNeverInline && type == TiffFieldType.Ascii);
        var offset = isInline ? inlineOffset : pointer;
        var available = offset <= (ulong)fileLength ? (ulong)fileLength - offset : 0;
        ByteRange? value = count <= available / elementBytes
            ? new ByteRange((long)offset, (long)(count * elementBytes))
            : null;
        return new TiffEntry(tag, type, count, fieldRange, value, offset, highWord);
    }
}
