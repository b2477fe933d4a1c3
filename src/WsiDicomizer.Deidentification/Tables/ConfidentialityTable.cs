using System.Collections.Frozen;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tables;

/// <summary>Table E.1-1 of PS3.15: what the basic profile and each option do to each attribute.</summary>
/// <remarks>Immutable and thread-safe; read once from the program's own data.</remarks>
public sealed class ConfidentialityTable
{
    private static readonly Lazy<ConfidentialityTable> Lazy = new(() => new ConfidentialityTable());

    private readonly FrozenDictionary<uint, ConfidentialityRow> _single;
    private readonly ConfidentialityRow[] _masked;

    private ConfidentialityTable()
    {
        var file = TableFile.Read("e1-1.tsv");
        Title = file.Title;
        Edition = file.Edition;
        Digest = file.Digest;
        Rows = [.. file.Rows.Select(columns => new ConfidentialityRow(columns))];
        PrivateAttributes = Rows.Single(row => row.IsPrivate);
        _single = Rows.Where(row => !row.IsPrivate && row.Tag.Mask == uint.MaxValue)
            .ToFrozenDictionary(row => row.Tag.Value);
        _masked = [.. Rows.Where(row => !row.IsPrivate && row.Tag.Mask != uint.MaxValue)];
    }

    /// <summary>The table that ships.</summary>
    public static ConfidentialityTable Default => Lazy.Value;

    /// <summary>Standard and table.</summary>
    public string Title { get; }

    /// <summary>The edition of the standard: <c>2026d</c>.</summary>
    public string Edition { get; }

    /// <summary>The SHA-256 of the rows, in hexadecimal.</summary>
    public string Digest { get; }

    /// <summary>All rows, as the standard orders them.</summary>
    public IReadOnlyList<ConfidentialityRow> Rows { get; }

    /// <summary>The row of all private attributes.</summary>
    public ConfidentialityRow PrivateAttributes { get; }

    /// <summary>The row of an attribute.</summary>
    /// <param name="tag">The attribute.</param>
    /// <returns>Null where the table has none.</returns>
    public ConfidentialityRow? Find(DicomTag tag)
    {
        if (tag.IsPrivate)
        {
            return PrivateAttributes;
        }

        return _single.TryGetValue(tag.Value, out var row)
            ? row
            : Array.Find(_masked, candidate => candidate.Tag.IsMatch(tag));
    }
}
