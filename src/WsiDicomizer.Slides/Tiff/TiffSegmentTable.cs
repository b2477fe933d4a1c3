namespace WsiDicomizer.Slides.Tiff;

/// <summary>Where the tiles or strips of a page are.</summary>
/// <remarks>
/// Two bulk reads when it is made, and as much memory as the two tags have bytes; a segment is checked against the end
/// of the file when it is asked for, so one bad tile does not keep the others from being read. Thread-safe.
/// </remarks>
public sealed class TiffSegmentTable
{
    private readonly TiffDirectory _directory;
    private readonly TiffIntegerArray _offsets;
    private readonly TiffIntegerArray _lengths;
    private readonly string _kind;

    private TiffSegmentTable(TiffDirectory directory, TiffIntegerArray offsets, TiffIntegerArray lengths, int count, string kind)
    {
        _directory = directory;
        _offsets = offsets;
        _lengths = lengths;
        _kind = kind;
        Count = count;
    }

    /// <summary>The number of segments that the page's geometry asks for; entries beyond are ignored.</summary>
    public int Count { get; }

    /// <summary>The tables as stored, for digests.</summary>
    internal (TiffIntegerArray Offsets, TiffIntegerArray Lengths) Stored => (_offsets, _lengths);

    /// <summary>Reads the tables of a page.</summary>
    /// <param name="directory">The page.</param>
    /// <param name="isTiled">Tiles (324, 325) or strips (273, 279).</param>
    /// <param name="count">How many segments the page's geometry asks for.</param>
    /// <exception cref="SlideFormatException">A table is missing, too short, or not in the file.</exception>
    internal static TiffSegmentTable Read(TiffDirectory directory, bool isTiled, int count)
    {
        var offsets = ReadTable(directory, isTiled ? TiffTag.TileOffsets : TiffTag.StripOffsets, count);
        var lengths = ReadTable(directory, isTiled ? TiffTag.TileByteCounts : TiffTag.StripByteCounts, count);
        return new TiffSegmentTable(directory, offsets, lengths, count, isTiled ? "tile" : "strip");
    }

    /// <summary>Where a segment is.</summary>
    /// <param name="index">0-based, row by row.</param>
    /// <returns>Its bytes; offset and length 0 for a segment that the file does not store.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment.</exception>
    /// <exception cref="SlideFormatException">The segment lies beyond the end of the file.</exception>
    public ByteRange GetRange(int index) =>
        TryGetRange(index, out var range)
            ? range
            : throw new SlideFormatException(
                SlideProblem.Damaged,
                $"{_directory.Location}, {_kind} {index}: expected {_lengths[index]} bytes at offset {_offsets[index]}; "
                + $"the file ends at {_directory.FileLength} (is it cut off?)",
                _directory.Path,
                _offsets[index] <= long.MaxValue ? (long)_offsets[index] : null);

    /// <summary>Where a segment is.</summary>
    /// <param name="index">0-based, row by row.</param>
    /// <param name="range">Its bytes; offset and length 0 for a segment that the file does not store.</param>
    /// <returns>False where it lies beyond the end of the file.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment.</exception>
    public bool TryGetRange(int index, out ByteRange range)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var offset = _offsets[index];
        var length = _lengths[index];
        range = default;
        if (offset == 0 || length == 0)
        {
            return true;
        }

        var fileLength = (ulong)_directory.FileLength;
        if (offset > fileLength || length > fileLength - offset)
        {
            return false;
        }

        range = new ByteRange((long)offset, (long)length);
        return true;
    }

    private static TiffIntegerArray ReadTable(TiffDirectory directory, TiffTag tag, int count)
    {
        var table = directory.ReadIntegers(tag) ?? throw directory.Missing(tag);
        return table.Count >= count
            ? table
            : throw directory.Damaged(directory.Find(tag)!.Value, $"has {table.Count} elements; expected {count}");
    }
}
