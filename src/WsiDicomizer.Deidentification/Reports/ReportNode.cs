using System.Runtime.InteropServices;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Reports;

/// <summary>
/// One level of the report while it is counted: the attributes in all items of a sequence together. A tree, so that an
/// instance with many thousand items costs one look-up per element and no text.
/// </summary>
/// <param name="path">What stands before each tag of this level: empty, or <c>(0040,0560)[*].</c>.</param>
internal sealed class ReportNode(string path)
{
    private readonly Dictionary<Key, Tally> _tallies = [];
    private readonly Dictionary<DicomTag, ReportNode> _children = [];

    /// <summary>What stands before each tag of this level.</summary>
    public string Path => path;

    /// <summary>The level inside a sequence.</summary>
    public ReportNode Inside(DicomTag sequence)
    {
        ref var child = ref CollectionsMarshal.GetValueRefOrAddDefault(_children, sequence, out _);
        return child ??= new ReportNode($"{path}{sequence}[*].");
    }

    /// <summary>Counts one attribute.</summary>
    public void Count(DicomTag tag, DeidentificationAction action, RuleSource source, string reason, int redactions = 0)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_tallies, new Key(tag, action, source, reason), out _);
        tally.Count++;
        tally.Redactions += redactions;
    }

    /// <summary>The entries of this level and all below, by path.</summary>
    public IEnumerable<ReportEntry> Entries() => Own()
        .Concat(_children.Values.SelectMany(child => child.Entries()))
        .OrderBy(entry => entry.Path, StringComparer.Ordinal)
        .ThenBy(entry => entry.Action)
        .ThenBy(entry => entry.Reason, StringComparer.Ordinal);

    private IEnumerable<ReportEntry> Own() => _tallies.Select(pair => new ReportEntry(
        path + pair.Key.Tag,
        DicomDictionary.Default.GetKeyword(pair.Key.Tag),
        pair.Key.Action,
        pair.Key.Source,
        pair.Key.Reason,
        pair.Value.Count,
        pair.Value.Redactions));

    private readonly record struct Key(DicomTag Tag, DeidentificationAction Action, RuleSource Source, string Reason);

    private record struct Tally(long Count, long Redactions);
}
