using WsiDicomizer.Conversion.DataSet;

namespace WsiDicomizer.Conversion.CaseData.Model;

/// <summary>The glass, or what else holds the specimens.</summary>
/// <param name="Identifier">ContainerIdentifier; null where it is not told.</param>
/// <param name="Issuer">Who assigned it.</param>
/// <param name="Type">What it is; null for a microscope slide.</param>
internal sealed record ContainerData(string? Identifier, IdentifierIssuer? Issuer, CodedConcept? Type);
