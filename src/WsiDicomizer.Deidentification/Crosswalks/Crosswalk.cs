using System.Globalization;

namespace WsiDicomizer.Deidentification.Crosswalks;

/// <summary>What stands for what in all that a run has delivered: the only place where old and new stand side by side.</summary>
/// <remarks>Thread-safe. The order in which deliveries come does not show in what is written.</remarks>
public sealed class Crosswalk
{
    private readonly Lock _lock = new();
    private readonly CrosswalkTable[] _tables;
    private readonly CrosswalkLimits _limits;

    internal Crosswalk(IEnumerable<CrosswalkTable> tables, CrosswalkLimits limits)
    {
        _tables = [.. tables];
        _limits = limits;
    }

    /// <summary>How many lines the longest of its files has, without header.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _tables.Max(table => table.Count);
            }
        }
    }

    /// <summary>Checks that more may be added: asked before something is begun, so that no delivery lacks its lines.</summary>
    /// <exception cref="DeidentificationException">The crosswalk is full.</exception>
    public void EnsureRoom()
    {
        if (Count >= _limits.MaximumLines)
        {
            throw new DeidentificationException(string.Create(
                CultureInfo.InvariantCulture,
                $"the crosswalk is full ({nameof(CrosswalkLimits.MaximumLines)} = {_limits.MaximumLines}): "
                + $"do the rest in another run, with the same key file and a crosswalk of its own"));
        }
    }

    /// <summary>Takes the entries of what was delivered.</summary>
    /// <param name="delivered">The entries.</param>
    public void Add(CrosswalkEntries delivered)
    {
        var entries = delivered.ToList();
        lock (_lock)
        {
            foreach (var entry in entries)
            {
                foreach (var table in _tables)
                {
                    table.Add(entry);
                }
            }
        }
    }
}
