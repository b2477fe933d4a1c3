namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>An entry of the directory: what a subblock shows, and where it is. See <see cref="ZeissDirectory"/>.</summary>
internal sealed record ZeissSubblockEntry
{
    /// <summary>Bytes before the dimensions.</summary>
    public const int FixedBytes = 32;

    /// <summary>Bytes of a dimension.</summary>
    public const int DimensionBytes = 20;

    /// <summary>Bytes of the longest entry.</summary>
    public const int MaxBytes = FixedBytes + (ZeissLimits.MaxDimensions * DimensionBytes);

    /// <summary>0-based, in the order of the directory.</summary>
    public required int Index { get; init; }

    /// <summary>The bytes of the entry.</summary>
    public required int Length { get; init; }

    /// <summary>See <see cref="ZeissPixels"/>.</summary>
    public required int PixelType { get; init; }

    /// <summary>See <see cref="ZeissPixels"/>.</summary>
    public required int Compression { get; init; }

    /// <summary>Where the subblock's segment is.</summary>
    public required long Offset { get; init; }

    /// <summary>Columns: start and size in pixels of the base level, and as stored.</summary>
    public required ZeissExtent X { get; init; }

    /// <summary>Rows: the same.</summary>
    public required ZeissExtent Y { get; init; }

    /// <summary>The scene (S); null where the entry has none.</summary>
    public int? Scene { get; init; }

    /// <summary>The channel (C).</summary>
    public int Channel { get; init; }

    /// <summary>The focal plane (Z).</summary>
    public int Plane { get; init; }

    /// <summary>The position in the mosaic (M): the larger lies above; null where the entry has none.</summary>
    public int? Mosaic { get; init; }

    /// <summary>Time, rotation, illumination, phase, view, block, in this order: of each the slide has to have one.</summary>
    public (int Time, int Rotation, int Illumination, int Phase, int View, int Block) Others { get; init; }

    /// <summary>Reads an entry.</summary>
    /// <param name="bytes">The CZI, for errors.</param>
    /// <param name="list">The list from the entry on.</param>
    /// <param name="offset">Where the entry is.</param>
    /// <param name="index">Its number.</param>
    /// <exception cref="SlideFormatException">It is damaged, or its subblock is in another file.</exception>
    public static ZeissSubblockEntry Read(ZeissBytes bytes, ReadOnlySpan<byte> list, long offset, int index)
    {
        if (list.Length < FixedBytes || !list.StartsWith("DV"u8))
        {
            throw bytes.Damaged($"{ZeissDirectory.SegmentId}: entry {index} is cut off or not of the schema DV", offset);
        }

        if (list.Int32(14) != 0)
        {
            throw bytes.Unsupported(
                $"subblock {index} is in another file: slides of several files are not supported", offset + 14);
        }

        var count = list.Int32(28);
        if (count is < 2 or > ZeissLimits.MaxDimensions || list.Length < FixedBytes + (count * DimensionBytes))
        {
            throw bytes.Damaged(
                $"{ZeissDirectory.SegmentId}: the dimensions of entry {index} do not fit the list, or are not 2 to {ZeissLimits.MaxDimensions}",
                offset + 28);
        }

        var dimensions = new ZeissDimensions(bytes, index);
        for (var dimension = 0; dimension < count; dimension++)
        {
            var at = FixedBytes + (dimension * DimensionBytes);
            dimensions.Add(list.Slice(at, DimensionBytes), offset + at);
        }

        return new ZeissSubblockEntry
        {
            Index = index,
            Length = FixedBytes + (count * DimensionBytes),
            PixelType = list.Int32(2),
            Offset = list.Int64(6),
            Compression = list.Int32(18),
            X = dimensions.Extent('X', offset),
            Y = dimensions.Extent('Y', offset),
            Scene = dimensions.Find('S'),
            Channel = dimensions.Find('C') ?? 0,
            Plane = dimensions.Find('Z') ?? 0,
            Mosaic = dimensions.Find('M') is >= 0 and var mosaic ? mosaic : null,
            Others = (
                dimensions.Find('T') ?? 0,
                dimensions.Find('R') ?? 0,
                dimensions.Find('I') ?? 0,
                dimensions.Find('H') ?? 0,
                dimensions.Find('V') ?? 0,
                dimensions.Find('B') ?? 0),
        };
    }
}

/// <summary>What a subblock covers in one direction.</summary>
/// <param name="Start">In pixels of the base level; may be negative.</param>
/// <param name="Size">In pixels of the base level, at least 1.</param>
/// <param name="Stored">In pixels as stored, at least 1.</param>
internal readonly record struct ZeissExtent(int Start, int Size, int Stored)
{
    /// <summary>Behind the last pixel.</summary>
    public long End => (long)Start + Size;
}
