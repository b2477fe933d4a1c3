namespace WsiDicomizer.Conversion.Inventories;

/// <summary>What an inventory keeps at most, so that an archive of any size fits the memory.</summary>
public sealed record InventoryLimits
{
    /// <summary>The limits that hold unless others are given.</summary>
    public static InventoryLimits Default { get; } = new();

    /// <summary>Makers and models told apart; files of further ones count as one of the name <c>(further sources)</c>.</summary>
    public int MaximumSources { get; init; } = 2_000;

    /// <summary>Attributes and keys over all sources; further ones are counted, not listed. About 500 bytes each.</summary>
    public int MaximumEntries { get; init; } = 200_000;

    /// <summary>Up to how many different values of an attribute are counted; beyond, it says that there are more.</summary>
    public int MaximumDistinctValues { get; init; } = 1_000;

    /// <summary>How many different values are remembered over all attributes, 8 bytes and some room each.</summary>
    public int MaximumFingerprints { get; init; } = 5_000_000;

    /// <summary>The largest value that is read, in bytes; larger ones (pixels, mostly) are not told apart.</summary>
    public int MaximumValueBytes { get; init; } = 1 << 20;

    /// <summary>How many values of an attribute are shown where values are asked for.</summary>
    public int MaximumShownValues { get; init; } = 5;

    /// <summary>How much of a shown value, key or name is kept, in characters.</summary>
    public int MaximumTextLength { get; init; } = 100;

    /// <summary>The largest saved inventory that is read, in bytes.</summary>
    public long MaximumSavedBytes { get; init; } = 128L << 20;
}
