using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>Identifiers that get a keyed pseudonym also where a profile does not name them.</summary>
/// <remarks>
/// The table wants a dummy for each. One dummy for everybody would make all patients one patient and all slides one glass, so
/// the dummy is a pseudonym. A profile's own <c>identifiers</c> and <c>attributes</c> take their place.
/// </remarks>
internal static class DefaultIdentifiers
{
    /// <summary>The reason in reports.</summary>
    public const string Reason = "own rule: a dummy of its own for each (keyed)";

    /// <summary>The rules.</summary>
    public static IReadOnlyList<IdentifierRule> All { get; } =
    [
        Rule(nameof(DicomTag.PatientID), "P-{code:8}"),
        Rule(nameof(DicomTag.ContainerIdentifier), "S-{code:10}"),
        Rule(nameof(DicomTag.SpecimenIdentifier), "S-{code:10}"),
    ];

    private static IdentifierRule Rule(string keyword, string pattern) =>
        AttributeSelector.TryParse(keyword, out var selector, out var error) && PseudonymPattern.TryParse(pattern, out var parsed)
            ? new IdentifierRule(selector!, parsed!)
            : throw new InvalidOperationException(error);
}
