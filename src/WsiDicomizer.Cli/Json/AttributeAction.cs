namespace WsiDicomizer.Cli.Json;

/// <summary>What a profile does to an attribute.</summary>
/// <param name="Tag">Group and element; digits that may be anything are <c>x</c>; behind it a private creator.</param>
/// <param name="Keyword">As PS3.6 spells it.</param>
/// <param name="Action">X, Z, D, U, C or K.</param>
/// <param name="Detail">What belongs to the action: <c>max 89</c>; mostly empty.</param>
/// <param name="Reason">The row of the table, the option or the override that says so.</param>
internal sealed record AttributeAction(string Tag, string Keyword, string Action, string Detail, string Reason);
