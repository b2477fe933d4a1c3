using WsiDicomizer.Verification.Conformance.Reading;

namespace WsiDicomizer.Verification.Conformance;

/// <summary>A rule over one instance, and how it is checked.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Run">Looks at the instance; must not throw, whatever its values are.</param>
/// <param name="ForAnyClass">Whether it holds for instances of any SOP class and not only for whole slide images.</param>
internal sealed record InstanceCheck(
    ConformanceRule Rule, Action<Instance, RuleReport> Run, bool ForAnyClass = false);
