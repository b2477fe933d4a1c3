namespace WsiDicomizer.Conversion.CaseData.Reading;

/// <summary>A piece of case data as it was read: JSON and CSV become the same tree, so that one set of rules checks both.</summary>
/// <param name="Place">Where it stands.</param>
internal abstract record CaseNode(TextPlace Place);

/// <summary>A text that is not empty.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Value">The text, without blanks around it.</param>
internal sealed record CaseText(TextPlace Place, string Value) : CaseNode(Place);

/// <summary>Named values.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Members">The values in the order of the file.</param>
internal sealed record CaseObject(TextPlace Place, IReadOnlyList<CaseMember> Members) : CaseNode(Place);

/// <summary>A list.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Items">The values in the order of the file.</param>
internal sealed record CaseList(TextPlace Place, IReadOnlyList<CaseNode> Items) : CaseNode(Place);

/// <summary>A value with its name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Place">Where the name stands.</param>
/// <param name="Value">The value; null where the file says null.</param>
internal readonly record struct CaseMember(string Name, TextPlace Place, CaseNode? Value);
