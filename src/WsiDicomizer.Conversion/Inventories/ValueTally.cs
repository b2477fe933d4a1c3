namespace WsiDicomizer.Conversion.Inventories;

/// <summary>Counts different values by keyed fingerprints, up to a limit; used by one thread.</summary>
/// <param name="context">Limits, and the memory that all tallies share.</param>
internal sealed class ValueTally(InventoryContext context)
{
    private readonly HashSet<ulong> _fingerprints = [];
    private List<string>? _shown;

    /// <summary>How many different values are known.</summary>
    public int Count => _fingerprints.Count;

    /// <summary>Whether there may be more.</summary>
    public bool MayHaveMore { get; private set; }

    /// <summary>Some of them, where values are shown.</summary>
    public IReadOnlyList<string>? Shown => context.ShowsValues ? _shown ?? [] : null;

    /// <summary>Whether another value would change nothing.</summary>
    public bool IsFull => MayHaveMore && _fingerprints.Count >= context.Limits.MaximumDistinctValues;

    /// <summary>Counts a value.</summary>
    public void Add(string value) => Add(context.Fingerprint(value), value);

    /// <summary>A value that is not read: nobody knows whether it is another one.</summary>
    /// <param name="description">What stands for it where values are shown.</param>
    public void AddUnread(string description)
    {
        MayHaveMore = true;
        Show(description);
    }

    /// <summary>Takes the values of another tally.</summary>
    /// <param name="other">Of one file.</param>
    public void Add(ValueTally other)
    {
        MayHaveMore |= other.MayHaveMore;
        foreach (var fingerprint in other._fingerprints)
        {
            Add(fingerprint, shown: null);
        }

        foreach (var shown in other._shown ?? [])
        {
            Show(shown);
        }
    }

    private void Add(ulong fingerprint, string? shown)
    {
        if (_fingerprints.Contains(fingerprint))
        {
            return;
        }

        if (_fingerprints.Count >= context.Limits.MaximumDistinctValues || !context.TryReserve())
        {
            MayHaveMore = true;
            return;
        }

        _fingerprints.Add(fingerprint);
        if (shown is not null)
        {
            Show(shown);
        }
    }

    private void Show(string value)
    {
        if (!context.ShowsValues)
        {
            return;
        }

        _shown ??= [];
        var text = context.Shorten(value);
        if (_shown.Count < context.Limits.MaximumShownValues && !_shown.Contains(text, StringComparer.Ordinal))
        {
            _shown.Add(text);
        }
    }
}
