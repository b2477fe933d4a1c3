namespace WsiDicomizer.Slides.Tiff;

/// <summary>Where a directory is and what leads to it: all that unlinking it needs.</summary>
public sealed record TiffDirectoryPlace
{
    /// <summary>The directory in words: e.g. <c>page 3</c>, or <c>page 0, tag 330 SubIFDs 1</c>.</summary>
    public required string Location { get; init; }

    /// <summary>The directory's bytes: number of entries, entries, pointer to the next.</summary>
    public required ByteRange Range { get; init; }

    /// <summary>The file position of the pointer that led here: in the header, in the directory before, or in a tag's value.</summary>
    public required long PointerPosition { get; init; }

    /// <summary>The file position of this directory's pointer to the next.</summary>
    public required long NextPointerPosition { get; init; }

    /// <summary>What that pointer says: 0 for none.</summary>
    public required ulong NextOffset { get; init; }

    /// <summary>0 in the chain, 1 below a page, and so on.</summary>
    public required int Depth { get; init; }
}
