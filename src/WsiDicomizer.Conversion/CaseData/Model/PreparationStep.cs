using WsiDicomizer.Conversion.DataSet;

namespace WsiDicomizer.Conversion.CaseData.Model;

/// <summary>One step of a specimen's preparation (PS3.16 TID 8001).</summary>
internal sealed record PreparationStep
{
    /// <summary>What was done.</summary>
    public required PreparationKind Kind { get; init; }

    /// <summary>To which specimen: of a sampling the one that came out of it.</summary>
    public required string SpecimenIdentifier { get; init; }

    /// <summary>Who assigned that identifier.</summary>
    public IdentifierIssuer? Issuer { get; init; }

    /// <summary>When, in the form of VR DT.</summary>
    public string? DateTime { get; init; }

    /// <summary>What was done, in words.</summary>
    public string? Description { get; init; }

    /// <summary>What was done, as a code of CID 8113.</summary>
    public CodedConcept? Procedure { get; init; }

    /// <summary>How it was collected or sampled; always there for these two kinds.</summary>
    public CodedConcept? Method { get; init; }

    /// <summary>From which specimen it was sampled; always there for a sampling.</summary>
    public ParentSpecimen? Parent { get; init; }

    /// <summary>From where in the parent it was sampled.</summary>
    public string? SamplingSite { get; init; }

    /// <summary>The fixative.</summary>
    public CodedConcept? Fixative { get; init; }

    /// <summary>The embedding medium.</summary>
    public CodedConcept? EmbeddingMedium { get; init; }

    /// <summary>The stains.</summary>
    public IReadOnlyList<CodedConcept> Substances { get; init; } = [];

    /// <summary>Stains without a code, e.g. antibodies.</summary>
    public IReadOnlyList<string> SubstanceTexts { get; init; } = [];
}
