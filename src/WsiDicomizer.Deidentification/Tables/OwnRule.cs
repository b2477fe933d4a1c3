using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tables;

/// <summary>A rule of our own for an attribute that can identify but has no row in Table E.1-1.</summary>
/// <param name="Tag">The attribute; digits that may be anything are masked.</param>
/// <param name="Keyword">Its keyword.</param>
/// <param name="Action">What every profile that removes identity does to it.</param>
/// <param name="KeptBy">The option that keeps it; null where none does.</param>
/// <param name="OnlyWith">The option without which the rule does not hold; null where it always does.</param>
/// <param name="Why">The reason, for people.</param>
public sealed record OwnRule(
    DicomMaskedTag Tag,
    string Keyword,
    TableAction Action,
    DeidentificationOption? KeptBy,
    DeidentificationOption? OnlyWith,
    string Why)
{
    private static readonly Lazy<IReadOnlyList<OwnRule>> Rules = new(() =>
        [.. TableFile.Read("own-rules.tsv").Rows.Select(row => new OwnRule(
            DicomMaskedTag.Parse(row[0]),
            row[1],
            TableActions.Parse(row[2]),
            Option(row[3]),
            Option(row[4]),
            row[5]))]);

    /// <summary>All rules of our own.</summary>
    public static IReadOnlyList<OwnRule> All => Rules.Value;

    /// <summary>Whether the rule holds under some options.</summary>
    /// <param name="options">The options of a profile.</param>
    public bool Holds(IReadOnlyList<DeidentificationOption> options) => OnlyWith is not { } option || options.Contains(option);

    private static DeidentificationOption? Option(string name) =>
        name.Length == 0 ? null
        : DeidentificationOptions.TryParse(name, out var option) ? option
        : throw new FormatException("not an option of PS3.15 E.3");
}
