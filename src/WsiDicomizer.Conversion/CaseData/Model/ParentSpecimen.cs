using WsiDicomizer.Conversion.DataSet;

namespace WsiDicomizer.Conversion.CaseData.Model;

/// <summary>The specimen from which another one was sampled (PS3.16 TID 8002, rows 2 to 4).</summary>
/// <param name="Identifier">Its identifier.</param>
/// <param name="Issuer">Who assigned it.</param>
/// <param name="Type">What it is.</param>
internal sealed record ParentSpecimen(string Identifier, IdentifierIssuer? Issuer, CodedConcept Type);
