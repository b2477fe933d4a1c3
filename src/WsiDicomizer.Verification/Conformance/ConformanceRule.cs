namespace WsiDicomizer.Verification.Conformance;

/// <summary>A rule that instances are held to.</summary>
/// <param name="Id">Its stable name: <c>WSI</c> and four digits, the first two of which name the group.</param>
/// <param name="Severity">How much it matters where it is broken.</param>
/// <param name="Clause">Where the rule comes from, e.g. <c>PS3.3 C.8.12.4.1.1</c>.</param>
/// <param name="Title">What holds where the rule is kept.</param>
public sealed record ConformanceRule(string Id, FindingSeverity Severity, string Clause, string Title)
{
    internal static ConformanceRule Error(string id, string clause, string title) =>
        new(id, FindingSeverity.Error, clause, title);

    internal static ConformanceRule Warning(string id, string clause, string title) =>
        new(id, FindingSeverity.Warning, clause, title);

    internal static ConformanceRule Note(string id, string clause, string title) =>
        new(id, FindingSeverity.Note, clause, title);
}
