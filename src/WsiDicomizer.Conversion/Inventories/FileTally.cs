namespace WsiDicomizer.Conversion.Inventories;

/// <summary>What one file (or slide) holds; added to the inventory only when it was read to its end.</summary>
/// <param name="source">Who wrote it.</param>
/// <param name="context">Shared limits.</param>
internal sealed class FileTally(InventorySource source, InventoryContext context)
{
    private readonly Dictionary<(InventoryKind Kind, string Name), EntryTally> _entries = [];

    /// <summary>Who wrote it.</summary>
    public InventorySource Source => source;

    /// <summary>What it holds.</summary>
    public IReadOnlyDictionary<(InventoryKind Kind, string Name), EntryTally> Entries => _entries;

    /// <summary>The entry of a name, new where there is none yet.</summary>
    public EntryTally Get(InventoryKind kind, string name, string keywords)
    {
        if (!_entries.TryGetValue((kind, name), out var entry))
        {
            entry = new EntryTally(keywords, context);
            _entries.Add((kind, name), entry);
        }

        return entry;
    }
}
