namespace WsiDicomizer.Conversion.CaseData.Model;

/// <summary>Who assigned an identifier: the Hierarchic Designator of HL7 v2 (PS3.3 10.14).</summary>
/// <param name="Local">LocalNamespaceEntityID; null where only the universal one is known.</param>
/// <param name="Universal">UniversalEntityID; null where only the local one is known.</param>
/// <param name="UniversalType">UniversalEntityIDType; there if and only if Universal is.</param>
internal sealed record IdentifierIssuer(string? Local, string? Universal, string? UniversalType)
{
    /// <summary>The form in which content items hold it (TID 8001, row 2): <c>Local^Universal^Type</c>.</summary>
    public override string ToString() => Universal is null ? Local! : $"{Local}^{Universal}^{UniversalType}";
}
