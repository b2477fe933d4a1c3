namespace WsiDicomizer.Verification.Conformance.Attributes;

/// <summary>A module or functional group macro of the IOD.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Usage">M, C or U.</param>
/// <param name="Clause">Where it is defined.</param>
/// <param name="Attributes">What it holds.</param>
internal sealed record ModuleDefinition(
    string Name, char Usage, string Clause, IReadOnlyList<AttributeDefinition> Attributes);
