using System.Runtime.InteropServices;
using WsiDicomizer.Deidentification.Encryption;

namespace WsiDicomizer.Deidentification.Reports;

/// <summary>Adds the reports of any number of data sets together, one after another, in memory of what differs between them.</summary>
/// <remarks>Thread-safe. The sum does not depend on the order.</remarks>
public sealed class DeidentificationReportBuilder
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ReportEntry, Tally> _tallies = [];
    private readonly SortedSet<string> _notes = new(StringComparer.Ordinal);
    private DeidentificationReport? _first;
    private EncryptedOriginals? _originals;
    private int _instances;

    /// <summary>Adds a report.</summary>
    /// <param name="report">Of the same profile and key as those before.</param>
    /// <exception cref="ArgumentException">It is of another profile or key.</exception>
    public void Add(DeidentificationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        lock (_gate)
        {
            _first ??= report with { Entries = [], Notes = [] };
            if (report.ProfileDigest != _first.ProfileDigest || report.KeyFingerprint != _first.KeyFingerprint)
            {
                throw new ArgumentException("expected reports of one profile and one key", nameof(report));
            }

            _instances += report.Instances;
            _notes.UnionWith(report.Notes);
            _originals = EncryptedOriginals.Sum(_originals, report.EncryptedOriginals);
            foreach (var entry in report.Entries)
            {
                ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(
                    _tallies, entry with { Count = 0, Redactions = 0 }, out _);
                tally.Count += entry.Count;
                tally.Redactions += entry.Redactions;
            }
        }
    }

    /// <summary>The sum so far.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    public DeidentificationReport Build()
    {
        lock (_gate)
        {
            if (_first is null)
            {
                throw new InvalidOperationException("no report was added");
            }

            return _first with
            {
                Instances = _instances,
                Entries = [.. _tallies
                    .Select(pair => pair.Key with { Count = pair.Value.Count, Redactions = pair.Value.Redactions })
                    .OrderBy(entry => entry.Path, StringComparer.Ordinal)
                    .ThenBy(entry => entry.Action)
                    .ThenBy(entry => entry.Reason, StringComparer.Ordinal)],
                Notes = [.. _notes],
                EncryptedOriginals = _originals,
            };
        }
    }

    private record struct Tally(long Count, long Redactions);
}
