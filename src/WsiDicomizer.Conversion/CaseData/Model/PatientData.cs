namespace WsiDicomizer.Conversion.CaseData.Model;

/// <summary>The patient, as far as the case data tells. Null means that it does not.</summary>
internal sealed record PatientData
{
    /// <summary>PatientName in the form of VR PN.</summary>
    public string? Name { get; init; }

    /// <summary>PatientID.</summary>
    public string? Identifier { get; init; }

    /// <summary>Who assigned it.</summary>
    public IdentifierIssuer? Issuer { get; init; }

    /// <summary>PatientBirthDate.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>PatientSex: M, F or O.</summary>
    public string? Sex { get; init; }

    /// <summary>PatientAge in the form of VR AS. It belongs to the study, since it is the age at its time.</summary>
    public string? Age { get; init; }

    /// <summary>Other identifiers of the same patient.</summary>
    public IReadOnlyList<OtherPatientIdentifier> OtherIdentifiers { get; init; } = [];

    /// <summary>Whether two say the same.</summary>
    public bool IsSameAs(PatientData other) =>
        this with { OtherIdentifiers = [] } == other with { OtherIdentifiers = [] }
        && OtherIdentifiers.SequenceEqual(other.OtherIdentifiers);
}
