namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>The dimensions of one entry, by their letters.</summary>
internal sealed class ZeissDimensions
{
    private const string Known = "XYSCZMTRIHVB";

    private readonly ZeissBytes _bytes;
    private readonly int _index;
    private readonly Dictionary<char, ZeissExtent> _dimensions = [];

    /// <summary>Starts with none.</summary>
    /// <param name="bytes">The CZI, for errors.</param>
    /// <param name="index">The entry's number.</param>
    public ZeissDimensions(ZeissBytes bytes, int index)
    {
        _bytes = bytes;
        _index = index;
    }

    /// <summary>Adds a dimension.</summary>
    /// <param name="field">Its 20 bytes.</param>
    /// <param name="offset">Where they are.</param>
    public void Add(ReadOnlySpan<byte> field, long offset)
    {
        var name = ZeissText.Read(field[..4]).Trim();
        if (name.Length != 1 || !Known.Contains(name[0], StringComparison.Ordinal))
        {
            throw _bytes.Unsupported($"subblock {_index} has a dimension that is none of {Known}", offset);
        }

        var (start, size, stored) = (field.Int32(4), field.Int32(8), field.Int32(16));

        // 0 stands for: as large as what is covered.
        stored = stored == 0 ? size : stored;
        if (size < 1 || (name[0] is 'X' or 'Y' && stored < 1))
        {
            throw _bytes.Damaged($"{ZeissDirectory.SegmentId}: entry {_index} has a dimension {name} without a size", offset);
        }

        if (name[0] is not ('X' or 'Y') && size != 1)
        {
            throw _bytes.Unsupported(
                $"subblock {_index} holds {size} pictures along the dimension {name}; supported is one", offset);
        }

        if (!_dimensions.TryAdd(name[0], new ZeissExtent(start, size, stored)))
        {
            throw _bytes.Damaged($"{ZeissDirectory.SegmentId}: entry {_index} has the dimension {name} twice", offset);
        }
    }

    /// <summary>The start of a dimension; null where the entry does not have it.</summary>
    public int? Find(char name) => _dimensions.TryGetValue(name, out var extent) ? extent.Start : null;

    /// <summary>A dimension that every entry has.</summary>
    public ZeissExtent Extent(char name, long offset) => _dimensions.TryGetValue(name, out var extent)
        ? extent
        : throw _bytes.Damaged($"{ZeissDirectory.SegmentId}: entry {_index} has no dimension {name}", offset);
}
