using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;

namespace WsiDicomizer.Deidentification.Reports;

/// <summary>What was done to an attribute, how often and why; never a value.</summary>
/// <param name="Path">The place: <c>(0040,0560)[*].(0040,0551)</c>; all items of a sequence count together.</param>
/// <param name="Keyword">The keyword; the numbers for attributes without one.</param>
/// <param name="Action">What was done.</param>
/// <param name="Source">What said so.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Count">How often.</param>
/// <param name="Redactions">How many pieces were taken out of cleaned texts.</param>
public sealed record ReportEntry(
    string Path,
    string Keyword,
    DeidentificationAction Action,
    RuleSource Source,
    string Reason,
    long Count,
    long Redactions);
