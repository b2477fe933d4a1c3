using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tiff;

/// <summary>The places of a page's strips or tiles, which take other bytes: those that fit, where the old ones were.</summary>
/// <remarks>
/// Where one of them is too long for its place, all are laid anew, one behind the other, into what the old ones had together;
/// equal ones stand once. Offsets and byte counts are rewritten where they stand, in as many bytes.
/// </remarks>
internal sealed class TiffSegmentSlots
{
    private readonly TiffFile _tiff;
    private readonly TiffEntry _offsets;
    private readonly TiffEntry _lengths;
    private readonly List<ByteRange> _slots;

    private TiffSegmentSlots(TiffFile tiff, TiffDirectory directory, TiffEntry offsets, TiffEntry lengths, List<ByteRange> slots)
    {
        _tiff = tiff;
        Directory = directory;
        _offsets = offsets;
        _lengths = lengths;
        _slots = slots;
    }

    /// <summary>The page.</summary>
    public TiffDirectory Directory { get; }

    /// <summary>The places, as the tables have them; length 0 for what is not stored.</summary>
    public IReadOnlyList<ByteRange> Ranges => _slots;

    /// <summary>Reads the places.</summary>
    /// <param name="tiff">The file.</param>
    /// <param name="image">The page's picture.</param>
    /// <exception cref="SlideFormatException">A table is missing or damaged, or a strip lies beyond the end of the file.</exception>
    public static TiffSegmentSlots Read(TiffFile tiff, TiffImage image)
    {
        var directory = image.Directory;
        var offsets = Require(tiff, directory, image.IsTiled ? TiffTag.TileOffsets : TiffTag.StripOffsets);
        var lengths = Require(tiff, directory, image.IsTiled ? TiffTag.TileByteCounts : TiffTag.StripByteCounts);
        var (starts, sizes) = (directory.ReadIntegers(offsets), directory.ReadIntegers(lengths));
        if (starts.Count != sizes.Count)
        {
            throw Damaged(tiff, directory, $"has {starts.Count} offsets and {sizes.Count} byte counts of strips or tiles");
        }

        var slots = new List<ByteRange>(starts.Count);
        for (var i = 0; i < starts.Count; i++)
        {
            TiffSegments.TryCut(tiff.File.Length, starts[i], sizes[i], out var range);
            slots.Add(range);
        }

        return new TiffSegmentSlots(tiff, directory, offsets, lengths, slots);
    }

    /// <summary>Plans that other bytes stand there, and zeros where the old ones had more.</summary>
    /// <param name="context">The plan.</param>
    /// <param name="fileIndex">Which of the slide's files the TIFF is, 0-based.</param>
    /// <param name="contents">As many as there are places; empty for what is not stored. The same array twice may stand once.</param>
    /// <returns>False, and nothing planned, where they are longer than the old ones together.</returns>
    /// <exception cref="AnonymizationException">A table has too narrow numbers.</exception>
    public bool TryWrite(PlanContext context, int fileIndex, IReadOnlyList<byte[]> contents)
    {
        if ((FitInOwn(contents) ?? FitTogether(contents)) is not { } places)
        {
            return false;
        }

        foreach (var slot in _slots)
        {
            context.Zero(fileIndex, slot);
        }

        var (starts, sizes) = (Directory.ReadIntegers(_offsets), Directory.ReadIntegers(_lengths));
        for (var i = 0; i < places.Length; i++)
        {
            if (contents[i].Length == 0)
            {
                continue;
            }

            context.Write(fileIndex, places[i].Offset, contents[i], PatchStage.Pictures);
            Point(context, fileIndex, _offsets, i, starts[i], (ulong)places[i].Offset);
            Point(context, fileIndex, _lengths, i, sizes[i], (ulong)places[i].Length);
        }

        return true;
    }

    /// <summary>Every one where its old bytes were; null where one is too long, or two of them share a place.</summary>
    private ByteRange[]? FitInOwn(IReadOnlyList<byte[]> contents)
    {
        var stored = _slots.Where((slot, i) => slot.Length > 0 && contents[i].Length > 0).OrderBy(slot => slot.Offset).ToList();
        var isApart = stored.Zip(stored.Skip(1)).All(pair => pair.First.End <= pair.Second.Offset);
        return isApart && Enumerable.Range(0, contents.Count).All(i => contents[i].Length <= _slots[i].Length)
            ? [.. _slots.Select((slot, i) => slot with { Length = contents[i].Length })]
            : null;
    }

    /// <summary>One behind the other in what the old ones had together; null where they do not fit.</summary>
    private ByteRange[]? FitTogether(IReadOnlyList<byte[]> contents)
    {
        List<ByteRange> free = [.. new ByteRangeSet(_slots).Merged];
        var placed = new Dictionary<byte[], ByteRange>(ReferenceEqualityComparer.Instance);

        // The longest first, into the first run with room: strips usually stand side by side and make one run.
        foreach (var content in contents.Where(content => content.Length > 0).OrderByDescending(content => content.Length))
        {
            if (placed.ContainsKey(content))
            {
                continue;
            }

            var run = free.FindIndex(range => range.Length >= content.Length);
            if (run < 0)
            {
                return null;
            }

            placed.Add(content, free[run] with { Length = content.Length });
            free[run] = new ByteRange(free[run].Offset + content.Length, free[run].Length - content.Length);
        }

        return [.. contents.Select(content => content.Length == 0 ? default : placed[content])];
    }

    private void Point(PlanContext context, int fileIndex, TiffEntry table, int index, ulong old, ulong value)
    {
        if (value == old)
        {
            return;
        }

        // NDPI keeps high halves elsewhere; a count of two bytes may be too narrow for what is longer than the old one.
        var width = table.Type.ElementBytes();
        if (width < 8 && (old | value) >> (8 * width) != 0)
        {
            throw new AnonymizationException(
                $"{Directory.Location}, {table.Name} has numbers of {width} bytes, and what takes the picture's place needs more");
        }

        context.Write(
            fileIndex, table.Value!.Value.Offset + ((long)index * width), TiffNumbers.Write(_tiff.Header, value, width), PatchStage.Pointers);
    }

    private static TiffEntry Require(TiffFile tiff, TiffDirectory directory, TiffTag tag) =>
        directory.Find(tag) ?? throw Damaged(tiff, directory, $"has no {TiffEntry.Describe(tag)}");

    private static SlideFormatException Damaged(TiffFile tiff, TiffDirectory directory, string what) =>
        new(SlideProblem.Damaged, $"{directory.Location} {what}", tiff.File.Path, directory.Place.Range.Offset);
}
