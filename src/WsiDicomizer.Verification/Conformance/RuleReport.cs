namespace WsiDicomizer.Verification.Conformance;

/// <summary>Where a check tells what it found.</summary>
/// <param name="collector">Gathers the findings.</param>
/// <param name="file">The file that is looked at.</param>
/// <param name="rule">The rule that is broken.</param>
internal sealed class RuleReport(FindingCollector collector, string file, ConformanceRule rule)
{
    /// <summary>Tells that the rule is broken at a place.</summary>
    /// <param name="place">As <see cref="Finding.Place"/>.</param>
    /// <param name="detail">What is there and what was expected; never a value that could be identity.</param>
    public void Add(string place, string? detail = null) => collector.Add(file, rule, place, detail);

    /// <summary>Tells that the rule is broken, by a clause of its own: that of a module or macro.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="place">As <see cref="Finding.Place"/>.</param>
    /// <param name="detail">What is there and what was expected; never a value that could be identity.</param>
    public void Add(string clause, string place, string detail) =>
        collector.Add(file, rule with { Clause = clause }, place, detail);

    /// <summary>The same for another rule.</summary>
    /// <param name="other">The rule.</param>
    public RuleReport For(ConformanceRule other) => new(collector, file, other);

    /// <summary>The same for another file.</summary>
    /// <param name="other">The file.</param>
    public RuleReport In(string other) => new(collector, other, rule);
}
