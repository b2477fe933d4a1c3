using WsiDicomizer.Verification.Conformance.Reading;

namespace WsiDicomizer.Verification.Conformance;

/// <summary>A rule over every frame of an encapsulated instance, and how it is checked.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Run">Looks at a frame's headers; must not throw, whatever its values are.</param>
internal sealed record FrameCheck(ConformanceRule Rule, Action<Instance, Frame, RuleReport> Run);
