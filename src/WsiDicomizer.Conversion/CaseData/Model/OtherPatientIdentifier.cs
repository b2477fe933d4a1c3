namespace WsiDicomizer.Conversion.CaseData.Model;

/// <summary>Another identifier of the patient (PS3.3 C.7.1.1, OtherPatientIDsSequence).</summary>
/// <param name="Identifier">PatientID.</param>
/// <param name="Issuer">Who assigned it.</param>
internal sealed record OtherPatientIdentifier(string Identifier, IdentifierIssuer? Issuer);
