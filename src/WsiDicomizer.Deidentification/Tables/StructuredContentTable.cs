using System.Collections.Frozen;

namespace WsiDicomizer.Deidentification.Tables;

/// <summary>Table E.3.4-1 of PS3.15: what is done to content items, by the name of their concept.</summary>
/// <remarks>Immutable and thread-safe; read once from the program's own data.</remarks>
public sealed class StructuredContentTable
{
    private static readonly Lazy<StructuredContentTable> Lazy = new(() => new StructuredContentTable());

    private readonly FrozenDictionary<(string Scheme, string Code), StructuredContentRow[]> _rows;

    private StructuredContentTable()
    {
        var file = TableFile.Read("e3-4-1.tsv");
        Edition = file.Edition;
        Digest = file.Digest;
        Rows = [.. file.Rows.Select(columns => new StructuredContentRow(columns))];
        _rows = Rows.GroupBy(row => (row.CodingSchemeDesignator, row.CodeValue)).ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>The table that ships.</summary>
    public static StructuredContentTable Default => Lazy.Value;

    /// <summary>The edition of the standard.</summary>
    public string Edition { get; }

    /// <summary>The SHA-256 of the rows, in hexadecimal.</summary>
    public string Digest { get; }

    /// <summary>All rows, as the standard orders them.</summary>
    public IReadOnlyList<StructuredContentRow> Rows { get; }

    /// <summary>The row of a concept name.</summary>
    /// <param name="codingSchemeDesignator">The scheme, e.g. <c>DCM</c>.</param>
    /// <param name="codeValue">The code.</param>
    /// <param name="valueType">The item's ValueType; where the concept has rows of other types alone, the first counts.</param>
    /// <returns>Null where the table has none.</returns>
    public StructuredContentRow? Find(string codingSchemeDesignator, string codeValue, string valueType) =>
        _rows.TryGetValue((codingSchemeDesignator, codeValue), out var rows)
            ? Array.Find(rows, row => row.ValueType == valueType) ?? rows[0]
            : null;
}
