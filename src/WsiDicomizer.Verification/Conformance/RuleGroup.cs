namespace WsiDicomizer.Verification.Conformance;

/// <summary>Rules that belong together.</summary>
/// <param name="Name">What they are about.</param>
internal sealed record RuleGroup(string Name)
{
    /// <summary>Rules that are told by the reading itself and have no check of their own.</summary>
    public IReadOnlyList<ConformanceRule> Told { get; init; } = [];

    /// <summary>Rules over one instance.</summary>
    public IReadOnlyList<InstanceCheck> Instances { get; init; } = [];

    /// <summary>Rules over every frame.</summary>
    public IReadOnlyList<FrameCheck> Frames { get; init; } = [];

    /// <summary>Rules over a folder.</summary>
    public IReadOnlyList<SeriesCheck> Series { get; init; } = [];

    /// <summary>All rules of the group, by their ids.</summary>
    public IEnumerable<ConformanceRule> Rules =>
        Told.Concat(Instances.Select(check => check.Rule)).Concat(Frames.Select(check => check.Rule))
            .Concat(Series.Select(check => check.Rule)).OrderBy(rule => rule.Id, StringComparer.Ordinal);
}
