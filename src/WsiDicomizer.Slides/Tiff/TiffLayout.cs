namespace WsiDicomizer.Slides.Tiff;

/// <summary>The field widths of one flavour of TIFF. A new flavour is one more instance.</summary>
/// <remarks>
/// Source: TIFF 6.0 section 2; the BigTIFF design; for NDPI there is no public specification (observed in Hamamatsu's
/// public slides; OpenSlide, tifffile and Bio-Formats read it alike).
/// </remarks>
public sealed record TiffLayout
{
    private TiffLayout(string name)
    {
        Name = name;
    }

    /// <summary>TIFF 6.0, files up to 4 GiB.</summary>
    public static TiffLayout Classic { get; } = new("TIFF")
    {
        HeaderBytes = 8,
        FirstPointerPosition = 4,
        CountBytes = 2,
        EntryBytes = 12,
        EntryCountBytes = 4,
        PointerBytes = 4,
        ValueFieldBytes = 4,
    };

    /// <summary>BigTIFF.</summary>
    public static TiffLayout Big { get; } = new("BigTIFF")
    {
        HeaderBytes = 16,
        FirstPointerPosition = 8,
        CountBytes = 8,
        EntryBytes = 20,
        EntryCountBytes = 8,
        PointerBytes = 8,
        ValueFieldBytes = 8,
    };

    /// <summary>
    /// Hamamatsu's NDPI: classic entries, pointers of 8 bytes to directories, and behind the pointer to the next one the
    /// high halves of all value fields. It begins like classic TIFF and is told by a tag of its own.
    /// </summary>
    public static TiffLayout Ndpi { get; } = new("NDPI")
    {
        HeaderBytes = 12,
        FirstPointerPosition = 4,
        CountBytes = 2,
        EntryBytes = 12,
        EntryCountBytes = 4,
        PointerBytes = 8,
        ValueFieldBytes = 4,
        HighWordBytes = 4,
        TextIsNeverInline = true,
    };

    /// <summary>The flavour's name, for people.</summary>
    public string Name { get; }

    /// <summary>Bytes of the header.</summary>
    public required int HeaderBytes { get; init; }

    /// <summary>Where in the header the offset of the first directory is.</summary>
    public required int FirstPointerPosition { get; init; }

    /// <summary>Bytes of the number of entries of a directory.</summary>
    public required int CountBytes { get; init; }

    /// <summary>Bytes of one entry.</summary>
    public required int EntryBytes { get; init; }

    /// <summary>Bytes of the count in an entry, after 2 of the tag and 2 of the type.</summary>
    public required int EntryCountBytes { get; init; }

    /// <summary>Bytes of a pointer to a directory.</summary>
    public required int PointerBytes { get; init; }

    /// <summary>Bytes of the value field of an entry.</summary>
    public required int ValueFieldBytes { get; init; }

    /// <summary>Bytes of each entry's high half, all together behind the pointer to the next directory; 0 for none.</summary>
    public int HighWordBytes { get; init; }

    /// <summary>Whether a text stands elsewhere even where it would fit into the value field.</summary>
    public bool TextIsNeverInline { get; init; }

    /// <summary>Where the value field begins in an entry.</summary>
    public int ValueFieldOffset => 4 + EntryCountBytes;
}
