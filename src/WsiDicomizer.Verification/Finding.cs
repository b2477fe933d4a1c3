using System.Globalization;

namespace WsiDicomizer.Verification;

/// <summary>Something that a check found in a file: where, which rule, and what it says. Never a value that could be identity.</summary>
/// <param name="File">The file's name, relative to the folder that was checked.</param>
/// <param name="Place">
/// Where in the file: a path of keywords or tags with items numbered from 1 (<c>OpticalPathSequence[1].ICCProfile</c>),
/// <c>frame 5</c> (from 1), <c>offset table</c>, <c>pixel data</c>, <c>file meta information</c>, or <c>file</c> for the
/// whole of it.
/// </param>
/// <param name="RuleId">The rule's stable name, e.g. <c>WSI1203</c>.</param>
/// <param name="Severity">Error, warning or note.</param>
/// <param name="Clause">The clause of the standard, or the reader that stumbles.</param>
/// <param name="Text">What is wrong. Holds counts, sizes and terms of the standard, never other values of the file.</param>
public sealed record Finding(
    string File, string Place, string RuleId, FindingSeverity Severity, string Clause, string Text)
{
    /// <summary>One line: file, place, rule, severity, text and clause.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{File}: {Place}: {RuleId} {Severity.ToString().ToLowerInvariant()}: {Text} ({Clause})");
}
