namespace WsiDicomizer.Verification.Conformance;

/// <summary>Gathers findings, no more than the limits allow; says where it left some out.</summary>
/// <param name="limits">How many.</param>
internal sealed class FindingCollector(ConformanceLimits limits)
{
    private static readonly ConformanceRule LeftOut =
        ConformanceRule.Note("WSI1004", "limits", "All findings are told");

    private readonly List<Finding> _findings = [];
    private readonly Dictionary<(string File, string Rule), int> _counts = [];
    private bool _isFull;

    /// <summary>The rule that tells of findings left out.</summary>
    public static ConformanceRule Rule => LeftOut;

    /// <summary>What was found, in the order in which it was.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Adds a finding, unless a limit forbids.</summary>
    public void Add(string file, ConformanceRule rule, string place, string? detail)
    {
        var count = _counts.GetValueOrDefault((file, rule.Id)) + 1;
        _counts[(file, rule.Id)] = count;
        if (_isFull || count > limits.MaximumFindingsPerRule)
        {
            return;
        }

        if (_findings.Count >= limits.MaximumFindings)
        {
            _isFull = true;
            _findings.Add(new Finding(
                file, "file", LeftOut.Id, LeftOut.Severity, LeftOut.Clause, "more findings than MaximumFindings were left out"));
            return;
        }

        var text = detail is null ? rule.Title : $"{rule.Title}: {detail}";
        if (count == limits.MaximumFindingsPerRule)
        {
            text += "; more of this rule in this file are left out (MaximumFindingsPerRule)";
        }

        _findings.Add(new Finding(file, place, rule.Id, rule.Severity, rule.Clause, text));
    }
}
