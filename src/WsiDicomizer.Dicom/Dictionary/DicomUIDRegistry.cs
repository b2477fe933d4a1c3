using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace WsiDicomizer.Dicom;

/// <summary>The UIDs that the standard registers (PS3.6 Annex A). Immutable and thread-safe.</summary>
public sealed class DicomUIDRegistry
{
    private static readonly Lazy<DicomUIDRegistry> Lazy = new(() => new DicomUIDRegistry());

    private readonly FrozenDictionary<string, DicomUIDEntry> _entries;

    private DicomUIDRegistry()
    {
        _entries = EmbeddedTable.ReadLines("uids.tsv")
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .Select(columns => new DicomUIDEntry(columns[0], columns[1], columns[3], columns[2].Length > 0))
            .ToFrozenDictionary(entry => entry.Uid, StringComparer.Ordinal);
    }

    /// <summary>The registry that ships.</summary>
    public static DicomUIDRegistry Default => Lazy.Value;

    /// <summary>The number of registered UIDs.</summary>
    public int Count => _entries.Count;

    /// <summary>What is known of a UID.</summary>
    /// <param name="uid">Its digits and dots.</param>
    /// <param name="entry">The entry.</param>
    public bool TryGet(string uid, [NotNullWhen(true)] out DicomUIDEntry? entry) => _entries.TryGetValue(uid, out entry);
}
