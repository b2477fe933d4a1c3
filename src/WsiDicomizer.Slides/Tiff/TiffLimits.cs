namespace WsiDicomizer.Slides.Tiff;

/// <summary>How much a TIFF file may ask for before it counts as damaged: protection against hostile files.</summary>
/// <remarks>
/// Nothing is allocated beyond the file's own length either. The values leave a factor of ten or more to the largest
/// slides known: about ten pages, twenty tags a page, 4,000,000 tiles.
/// </remarks>
public sealed record TiffLimits
{
    /// <summary>The limits that are used where none are given.</summary>
    public static TiffLimits Default { get; } = new();

    /// <summary>Directories in the chain and below it, together. Default 16,384 (planes of a stack have one each).</summary>
    public int MaxDirectories { get; init; } = 16_384;

    /// <summary>Tags in one directory. Default 1,024.</summary>
    public int MaxEntriesPerDirectory { get; init; } = 1_024;

    /// <summary>Tags in all directories together. Default 262,144.</summary>
    public int MaxEntries { get; init; } = 262_144;

    /// <summary>Bytes of one text or block of bytes, e.g. an ICC profile or XMP packet. Default 64 MiB.</summary>
    public int MaxValueBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Bytes of all texts together that identity records quote; further ones have no value. Default 64 MiB.</summary>
    public int MaxQuotedBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Elements of one array of numbers, e.g. tile offsets. Default 33,554,432.</summary>
    public int MaxArrayLength { get; init; } = 32 * 1024 * 1024;

    /// <summary>How deep directories may nest below the chain (SubIFDs, Exif in SubIFDs). Default 3.</summary>
    public int MaxDepth { get; init; } = 3;

    /// <summary>Bytes of one decoded picture beside the pyramid. Default 512 MiB.</summary>
    public int MaxDecodedBytes { get; init; } = 512 * 1024 * 1024;
}
