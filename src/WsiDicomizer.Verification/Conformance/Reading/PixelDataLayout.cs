namespace WsiDicomizer.Verification.Conformance.Reading;

/// <summary>Where pixel data stands in its file.</summary>
internal sealed class PixelDataLayout
{
    /// <summary>Bytes of an item's header.</summary>
    public const int ItemHeaderBytes = 8;

    private readonly List<long> _offsets = [];
    private readonly List<uint> _lengths = [];

    /// <summary>Whether it is in items.</summary>
    public required bool IsEncapsulated { get; init; }

    /// <summary>Where the value begins.</summary>
    public required long ValueOffset { get; init; }

    /// <summary>The length of a native value; 0 for an encapsulated one.</summary>
    public long NativeLength { get; init; }

    /// <summary>The basic offset table.</summary>
    public uint[] BasicOffsetTable { get; set; } = [];

    /// <summary>The first byte after the basic offset table: offsets count from here.</summary>
    public long FirstFragmentOffset { get; set; }

    /// <summary>Whether the items were walked to their delimiter.</summary>
    public bool IsComplete { get; set; }

    /// <summary>The number of fragments.</summary>
    public int FragmentCount => _offsets.Count;

    /// <summary>Where fragments' item tags are, from the first fragment; ascending.</summary>
    public IReadOnlyList<long> Offsets => _offsets;

    /// <summary>The lengths of fragments without their headers.</summary>
    public IReadOnlyList<uint> Lengths => _lengths;

    /// <summary>Whether a fragment's item tag is at an offset, and which fragment it is.</summary>
    /// <param name="offset">From the first fragment.</param>
    /// <returns>Its index, or a negative number.</returns>
    public int Find(long offset) => _offsets.BinarySearch(offset);

    /// <summary>Adds a fragment.</summary>
    /// <param name="itemOffset">Of its item tag, from the start of the file.</param>
    /// <param name="length">Without its header.</param>
    public void Add(long itemOffset, uint length)
    {
        _offsets.Add(itemOffset - FirstFragmentOffset);
        _lengths.Add(length);
    }
}
