namespace WsiDicomizer.Conversion.Inventories;

/// <summary>What is written where in an archive: per source every attribute and key, how often, and what a profile does to it.</summary>
/// <remarks>Holds no value of any file unless values were asked for.</remarks>
public sealed record ArchiveInventory
{
    /// <summary>The profile's name.</summary>
    public required string Profile { get; init; }

    /// <summary>The SHA-256 of what the profile says.</summary>
    public required string ProfileDigest { get; init; }

    /// <summary>The sources, in order.</summary>
    public required IReadOnlyList<InventoryGroup> Groups { get; init; }

    /// <summary>How many files are neither DICOM nor a slide.</summary>
    public int OtherFiles { get; init; }

    /// <summary>How many files cannot be read; what they hold is not in here.</summary>
    public int FailedFiles { get; init; }

    /// <summary>Attributes and keys that are not listed, because there are more than the limit; once per file.</summary>
    public required int EntriesLeftOut { get; init; }

    /// <summary>What this inventory has and an earlier one has not: sources, attributes and keys, VRs.</summary>
    /// <param name="earlier">The earlier one.</param>
    public ArchiveInventory NewSince(ArchiveInventory earlier)
    {
        var known = earlier.Groups.ToDictionary(
            group => group.Source,
            group => group.Entries.ToDictionary(
                entry => (entry.Kind, entry.Name), entry => entry.ValueRepresentations.ToHashSet(StringComparer.Ordinal)));
        var groups = new List<InventoryGroup>();
        foreach (var group in Groups)
        {
            if (!known.TryGetValue(group.Source, out var entries))
            {
                groups.Add(group);
                continue;
            }

            var fresh = group.Entries.Where(entry =>
                !entries.TryGetValue((entry.Kind, entry.Name), out var representations)
                || !representations.IsSupersetOf(entry.ValueRepresentations)).ToList();
            if (fresh.Count > 0)
            {
                groups.Add(group with { Entries = fresh });
            }
        }

        return this with { Groups = groups };
    }
}
