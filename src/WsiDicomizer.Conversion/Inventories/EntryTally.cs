namespace WsiDicomizer.Conversion.Inventories;

/// <summary>One attribute, key or place while it is counted, in one file or in all of a source.</summary>
/// <param name="keywords">The path in keywords.</param>
/// <param name="context">Shared limits.</param>
internal sealed class EntryTally(string keywords, InventoryContext context)
{
    private readonly SortedSet<string> _representations = new(StringComparer.Ordinal);
    private readonly SortedSet<InventoryAction> _actions = new(InventoryAction.Order);
    private int _files;

    /// <summary>Its values.</summary>
    public ValueTally Values { get; } = new(context);

    /// <summary>Counts a VR that it came with.</summary>
    public void AddRepresentation(string vr) => _representations.Add(vr);

    /// <summary>Adds what the profile does to it.</summary>
    public void AddAction(InventoryAction action) => _actions.Add(action);

    /// <summary>Counts one file more.</summary>
    /// <param name="file">The same entry in that file; of no use afterwards.</param>
    public void AddFile(EntryTally file)
    {
        _files++;
        _representations.UnionWith(file._representations);
        _actions.UnionWith(file._actions);
        Values.Add(file.Values);
    }

    /// <summary>The entry as it is told.</summary>
    public InventoryEntry ToEntry(InventoryKind kind, string name) => new()
    {
        Kind = kind,
        Name = name,
        Keywords = keywords,
        ValueRepresentations = [.. _representations],
        Files = _files,
        DistinctValues = Values.Count,
        MayHaveMore = Values.MayHaveMore,
        Actions = [.. _actions],
        Values = Values.Shown,
    };

    /// <summary>The path in keywords.</summary>
    public string Keywords => keywords;
}
