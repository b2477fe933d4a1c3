using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tables;

/// <summary>A rule of our own for an attribute that can identify but has no row in Table E.1-1.</summary>
/// <param name="Tag">The attribute.</param>
/// <param name="Keyword">Its keyword.</param>
/// <param name="Action">What every profile that removes identity does to it.</param>
/// <param name="KeptBy">The option that keeps it; null where none does.</param>
/// <param name="Why">The reason, for people.</param>
public sealed record OwnRule(DicomTag Tag, string Keyword, TableAction Action, DeidentificationOption? KeptBy, string Why)
{
    private static readonly Lazy<IReadOnlyList<OwnRule>> Rules = new(() =>
        [.. TableFile.Read("own-rules.tsv").Rows.Select(row => new OwnRule(
            DicomTag.Parse(row[0]),
            row[1],
            TableActions.Parse(row[2]),
            DeidentificationOptions.TryParse(row[3], out var option) ? option : null,
            row[4]))]);

    /// <summary>All rules of our own.</summary>
    public static IReadOnlyList<OwnRule> All => Rules.Value;
}
