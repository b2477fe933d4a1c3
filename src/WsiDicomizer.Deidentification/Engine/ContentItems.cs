using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Engine;

/// <summary>
/// Cleans content items by the name of their concept (PS3.15 E.3.4): those that Table E.3.4-1 names go, are kept or cleaned
/// as it says; all others stay with their codes and numbers, and what the attributes' own rules do to texts, names and dates.
/// </summary>
/// <param name="profile">The profile, with the option clean-structured-content.</param>
/// <param name="actions">Carries out actions on attributes.</param>
internal sealed class ContentItems(Profile profile, AttributeActions actions)
{
    /// <summary>Where the value of an item is, whatever its ValueType; references have rows of their own.</summary>
    /// <remarks>Source: PS3.3 C.17.3.2.4, table 10-2.</remarks>
    public static readonly DicomTag[] Values =
    [
        DicomTag.TextValue, DicomTag.PersonName, DicomTag.DateTime, DicomTag.Date, DicomTag.Time, DicomTag.UID,
    ];

    private static readonly AttributeRule CleanText = new()
    {
        Tag = new DicomMaskedTag(DicomTag.TextValue.Value, uint.MaxValue),
        Keyword = nameof(DicomTag.TextValue),
        Action = DeidentificationAction.C,
        Source = RuleSource.Option,
        Reason = "clean-descriptors: E.3.4-1 C",
        MayBeEmpty = false,
    };

    /// <summary>What the table says of an item of a sequence.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Null where it is no content item, or its concept has no row.</returns>
    public DeidentificationAction? Decide(DicomDataset item)
    {
        if (!item.TryGetSequence(DicomTag.ConceptNameCodeSequence, out var names) || names.Items is not [var name, ..])
        {
            return null;
        }

        return StructuredContentTable.Default.Find(
            TextOf(name, DicomTag.CodingSchemeDesignator), TextOf(name, DicomTag.CodeValue), TextOf(item, DicomTag.ValueType))
            ?.Decide(profile.Options);
    }

    /// <summary>Puts into a cleaned item what its concept's action leaves of its value.</summary>
    /// <param name="action">K, C or D.</param>
    /// <param name="item">The item as it was.</param>
    /// <param name="cleaned">The item as the attributes' own rules left it; changed.</param>
    /// <param name="level">Where it is.</param>
    public void Apply(DeidentificationAction action, DicomDataset item, DicomDataset cleaned, DatasetCleaner.Level level)
    {
        if (action == DeidentificationAction.K)
        {
            foreach (var value in Values)
            {
                if (item.TryGetDicomItem<DicomElement>(value, out var element))
                {
                    cleaned.AddOrUpdate(element);
                }
            }
        }
        else if (action == DeidentificationAction.C
            && item.TryGetDicomItem<DicomStringElement>(DicomTag.TextValue, out var text)
            && actions.Apply(CleanText, text, level, out _) is { } kept)
        {
            cleaned.AddOrUpdate(kept);
        }
    }

    private static string TextOf(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetDicomItem<DicomStringElement>(tag, out var element) && element.Count > 0
            ? element.Values[0].Trim(' ', '\0')
            : string.Empty;
}
