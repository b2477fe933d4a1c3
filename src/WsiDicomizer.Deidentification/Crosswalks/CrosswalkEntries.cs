namespace WsiDicomizer.Deidentification.Crosswalks;

/// <summary>What was replaced in what is delivered as one: an instance, or a slide with its instances. Each entry once.</summary>
/// <remarks>
/// Thread-safe. Only after the delivery it goes into the run's
/// <see cref="Crosswalk"/>, so that a crosswalk names nothing that failed. Memory: linear in the different originals of one
/// delivery.
/// </remarks>
public sealed class CrosswalkEntries
{
    private readonly Lock _lock = new();
    private readonly HashSet<CrosswalkEntry> _entries = [];

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Adds an entry. What is empty, or stayed what it was, has none.</summary>
    /// <param name="category">What sort of thing it is.</param>
    /// <param name="kind">The attribute's keyword, or one of <see cref="CrosswalkKinds"/>.</param>
    /// <param name="original">The original; padding at its end (PS3.5 6.2) does not count.</param>
    /// <param name="replacement">What stands for it.</param>
    public void Add(CrosswalkCategory category, string kind, string original, string replacement)
    {
        var unpadded = original.TrimEnd(' ', '\0');
        if (unpadded.Length == 0 || unpadded == replacement)
        {
            return;
        }

        lock (_lock)
        {
            _entries.Add(new CrosswalkEntry(category, kind, unpadded, replacement));
        }
    }

    /// <summary>All entries, in no order.</summary>
    public IReadOnlyList<CrosswalkEntry> ToList()
    {
        lock (_lock)
        {
            return [.. _entries];
        }
    }
}
