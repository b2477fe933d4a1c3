using WsiDicomizer.Conversion.DataSet;

namespace WsiDicomizer.Conversion.CaseData.Model;

/// <summary>A specimen on the slide (PS3.3 C.7.6.22).</summary>
internal sealed record SpecimenData
{
    /// <summary>SpecimenIdentifier.</summary>
    public required string Identifier { get; init; }

    /// <summary>Who assigned it.</summary>
    public IdentifierIssuer? Issuer { get; init; }

    /// <summary>SpecimenUID; null for one of our own.</summary>
    public string? UID { get; init; }

    /// <summary>What it is.</summary>
    public CodedConcept? Type { get; init; }

    /// <summary>SpecimenShortDescription.</summary>
    public string? ShortDescription { get; init; }

    /// <summary>SpecimenDetailedDescription.</summary>
    public string? DetailedDescription { get; init; }

    /// <summary>Where in the body it comes from.</summary>
    public CodedConcept? Anatomy { get; init; }

    /// <summary>Side and other modifiers of the place.</summary>
    public IReadOnlyList<CodedConcept> AnatomyModifiers { get; init; } = [];

    /// <summary>Where it lies on the glass; always there where the glass has several specimens.</summary>
    public string? Location { get; init; }

    /// <summary>What was done with it and its ancestors, oldest step first.</summary>
    public IReadOnlyList<PreparationStep> Preparation { get; init; } = [];
}
