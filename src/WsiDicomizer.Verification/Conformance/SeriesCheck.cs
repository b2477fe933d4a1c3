using WsiDicomizer.Verification.Conformance.Reading;

namespace WsiDicomizer.Verification.Conformance;

/// <summary>A rule over all whole slide instances of a folder, and how it is checked.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Run">Looks at the instances; names the file with <see cref="RuleReport.In"/>.</param>
internal sealed record SeriesCheck(ConformanceRule Rule, Action<IReadOnlyList<InstanceSummary>, RuleReport> Run);
