namespace WsiDicomizer.Conversion.Inventories;

/// <summary>One source while it is counted.</summary>
internal sealed class SourceTally
{
    /// <summary>How many files it has.</summary>
    public int Files { get; set; }

    /// <summary>What they hold.</summary>
    public Dictionary<(InventoryKind Kind, string Name), EntryTally> Entries { get; } = [];
}
