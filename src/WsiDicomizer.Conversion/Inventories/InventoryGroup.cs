namespace WsiDicomizer.Conversion.Inventories;

/// <summary>Everything that the files of one source hold.</summary>
/// <param name="Source">The source.</param>
/// <param name="Files">How many files it has (slides, for vendors' formats).</param>
/// <param name="Entries">Its attributes or keys, in ordinal order of kind and name.</param>
public sealed record InventoryGroup(InventorySource Source, int Files, IReadOnlyList<InventoryEntry> Entries);
