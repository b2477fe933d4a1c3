namespace WsiDicomizer.Conversion.CaseData.Model;

/// <summary>The case as a study, as far as the case data tells. Null means that it does not.</summary>
internal sealed record StudyData
{
    /// <summary>AccessionNumber.</summary>
    public string? AccessionNumber { get; init; }

    /// <summary>Who assigned it.</summary>
    public IdentifierIssuer? AccessionIssuer { get; init; }

    /// <summary>StudyInstanceUID.</summary>
    public string? InstanceUID { get; init; }

    /// <summary>StudyID.</summary>
    public string? Identifier { get; init; }

    /// <summary>StudyDate.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>StudyTime.</summary>
    public TimeOnly? Time { get; init; }

    /// <summary>StudyDescription.</summary>
    public string? Description { get; init; }

    /// <summary>ReferringPhysicianName in the form of VR PN.</summary>
    public string? ReferringPhysicianName { get; init; }

    /// <summary>What makes slides one study: the UID, else accession number and issuer; null where neither is known.</summary>
    public string? Key => InstanceUID is not null ? $"uid\0{InstanceUID}"
        : AccessionNumber is not null ? $"accession\0{AccessionIssuer}\0{AccessionNumber}"
        : null;
}
