namespace WsiDicomizer.Slides.Tiff;

/// <summary>Follows pointers to directories: with bounds, loop detection and limits over the whole file.</summary>
/// <param name="file">The file.</param>
/// <param name="header">Flavour and byte order.</param>
/// <param name="limits">What the file may ask for.</param>
internal sealed class TiffDirectoryReader(SlideFile file, TiffHeader header, TiffLimits limits)
{
    private readonly HashSet<ulong> _visited = [];
    private readonly TiffNumberReader _number = new(header.IsLittleEndian);
    private int _entries;

    /// <summary>Reads the pages, lazily.</summary>
    /// <exception cref="SlideFormatException">The structure is damaged.</exception>
    public IEnumerable<TiffDirectory> ReadChain()
    {
        if (header.FirstDirectoryOffset == 0)
        {
            throw Damaged("the header points to no directory; expected an offset", header.Layout.FirstPointerPosition);
        }

        return FollowChain(
            header.FirstDirectoryOffset, header.Layout.FirstPointerPosition, 0, index => $"page {index}");
    }

    /// <summary>Reads the directories that a tag points to, and those that follow each.</summary>
    /// <param name="parent">The directory with the tag.</param>
    /// <param name="tag">The tag; where it is missing, there are none.</param>
    /// <exception cref="SlideFormatException">A child is damaged, linked twice or nested too deep.</exception>
    public IEnumerable<TiffDirectory> ReadChildren(TiffDirectory parent, TiffTag tag)
    {
        if (parent.Find(tag) is not { } entry || parent.ReadIntegers(tag) is not { } offsets)
        {
            yield break;
        }

        if (parent.Place.Depth >= limits.MaxDepth)
        {
            throw parent.Damaged(entry, $"leads deeper than {limits.MaxDepth} levels below the chain");
        }

        var index = 0;
        var found = new HashSet<ulong>();
        for (var i = 0; i < offsets.Count; i++)
        {
            // 0 is "none" in some writers' Exif and SubIFD entries; tifffile lists what it has linked to each other as well.
            if (offsets[i] == 0 || found.Contains(offsets[i]))
            {
                continue;
            }

            var pointer = entry.Value!.Value.Offset + ((long)i * entry.Type.ElementBytes());
            var children = FollowChain(
                offsets[i], pointer, parent.Place.Depth + 1, _ => $"{parent.Location}, {entry.Name} {index++}");
            foreach (var child in children)
            {
                found.Add((ulong)child.Place.Range.Offset);
                yield return child;
            }
        }
    }

    private IEnumerable<TiffDirectory> FollowChain(ulong offset, long pointer, int depth, Func<int, string> locate)
    {
        for (var index = 0; offset != 0; index++)
        {
            var directory = ReadDirectory(offset, pointer, depth, locate(index));
            yield return directory;
            offset = directory.Place.NextOffset;
            pointer = directory.Place.NextPointerPosition;
        }
    }

    private TiffDirectory ReadDirectory(ulong storedOffset, long pointer, int depth, string location)
    {
        var layout = header.Layout;
        if (storedOffset < (ulong)layout.HeaderBytes || storedOffset > (ulong)(file.Length - layout.CountBytes))
        {
            throw Damaged(
                $"{location}: the pointer leads to offset {storedOffset}; expected a directory between "
                + $"{layout.HeaderBytes} and the end of the file at {file.Length} (is the file cut off?)",
                pointer);
        }

        if (!_visited.Add(storedOffset))
        {
            throw Damaged($"{location}: the directory at offset {storedOffset} is linked twice (a loop)", pointer);
        }

        if (_visited.Count > limits.MaxDirectories)
        {
            throw Damaged($"the file has more directories than the limit of {limits.MaxDirectories}", pointer);
        }

        var offset = (long)storedOffset;
        var count = ReadEntryCount(offset, location);
        var table = new byte[(count * (layout.EntryBytes + layout.HighWordBytes)) + layout.PointerBytes];
        var tablePosition = offset + layout.CountBytes;
        if (tablePosition + table.Length > file.Length)
        {
            throw Damaged(
                $"{location}: a directory of {count} entries needs {layout.CountBytes + table.Length} bytes; the file "
                + $"ends at {file.Length}",
                offset);
        }

        file.ReadExactly(tablePosition, table);
        var entriesLength = count * layout.EntryBytes;
        var place = new TiffDirectoryPlace
        {
            Location = location,
            Range = new ByteRange(offset, layout.CountBytes + table.Length),
            PointerPosition = pointer,
            NextPointerPosition = tablePosition + entriesLength,
            NextOffset = _number.Unsigned(table.AsSpan(entriesLength), layout.PointerBytes),
            Depth = depth,
        };
        var entries = TiffDirectoryParser.Parse(
            table.AsSpan(0, entriesLength),
            table.AsSpan(entriesLength + layout.PointerBytes),
            header,
            tablePosition,
            file.Length);
        return new TiffDirectory(file, header, limits, place, entries);
    }

    private int ReadEntryCount(long offset, string location)
    {
        Span<byte> bytes = stackalloc byte[8];
        var width = header.Layout.CountBytes;
        file.ReadExactly(offset, bytes[..width]);
        var count = _number.Unsigned(bytes, width);
        if (count == 0 || count > (ulong)limits.MaxEntriesPerDirectory)
        {
            throw Damaged(
                $"{location}: the directory says that it has {count} entries; expected 1 to "
                + $"{limits.MaxEntriesPerDirectory}",
                offset);
        }

        _entries += (int)count;
        return _entries <= limits.MaxEntries
            ? (int)count
            : throw Damaged($"{location}: the file has more tags than the limit of {limits.MaxEntries}", offset);
    }

    private SlideFormatException Damaged(string message, long offset) =>
        new(SlideProblem.Damaged, message, file.Path, offset);
}
