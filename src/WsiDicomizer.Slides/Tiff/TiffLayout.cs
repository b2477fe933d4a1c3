namespace WsiDicomizer.Slides.Tiff;

/// <summary>The field widths of one flavour of TIFF. A new flavour is one more instance.</summary>
/// <remarks>
/// Source: TIFF 6.0 section 2; the BigTIFF design. Hamamatsu's NDPI is a third flavour (classic entries, 8-byte
/// pointers, high words of the values after the next pointer) and belongs here when that format is built.
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

    /// <summary>Bytes of a pointer to a directory, and of the value field of an entry.</summary>
    public required int PointerBytes { get; init; }

    /// <summary>Where the value field begins in an entry.</summary>
    public int ValueFieldOffset => 4 + EntryCountBytes;
}
