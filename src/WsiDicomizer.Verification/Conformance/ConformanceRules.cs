using WsiDicomizer.Verification.Conformance.Rules;

namespace WsiDicomizer.Verification.Conformance;

/// <summary>All rules, in the order in which they are checked. A group is a file in <c>Rules/</c>.</summary>
public static class ConformanceRules
{
    internal static IReadOnlyList<RuleGroup> Groups { get; } =
    [
        FileRules.Group,
        AttributeRules.Group,
        ImageIdentityRules.Group,
        PixelDescriptionRules.Group,
        EncapsulationRules.Group,
        TilingRules.Group,
        GeometryRules.Group,
        LossRules.Group,
        OpticalPathRules.Group,
        SeriesRules.Group,
        ReaderRules.Group,
    ];

    /// <summary>Every rule, by group and id.</summary>
    public static IReadOnlyList<ConformanceRule> All { get; } = [.. Groups.SelectMany(group => group.Rules)];
}
