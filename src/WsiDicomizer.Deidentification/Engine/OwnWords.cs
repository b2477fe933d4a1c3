using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Engine;

/// <summary>
/// Takes the subject's own names, numbers and dates out of texts that stay because no row speaks of them. Such a text
/// that holds none of these stays as it is.
/// </summary>
/// <param name="context">What holds for the data set.</param>
internal sealed class OwnWords(CleaningContext context)
{
    private const string Reason = "own rule: names, numbers and dates of the subject";

    // Texts that other attributes refer to, or that name a product: they stay whatever they hold.
    private static readonly HashSet<DicomTag> Staying =
    [
        DicomTag.OpticalPathIdentifier, DicomTag.StackID, DicomTag.PositionReferenceIndicator, DicomTag.Manufacturer,
        DicomTag.ManufacturerModelName, DicomTag.SoftwareVersions, DicomTag.CodeValue, DicomTag.LongCodeValue,
        DicomTag.ExtendedCodeValue, DicomTag.CodingSchemeDesignator, DicomTag.CodingSchemeVersion, DicomTag.ContextUID,
    ];

    private readonly bool _everywhere = context.Profile.Profile.Dates is not null
        || context.Profile.Profile.Options.Contains(DeidentificationOption.CleanDescriptors);

    /// <summary>Cleans an attribute without a row.</summary>
    /// <param name="item">The attribute.</param>
    /// <param name="level">Where it is.</param>
    /// <returns>Null where it stays as it is.</returns>
    public DicomItem? Clean(DicomItem item, DatasetCleaner.Level level)
    {
        if (item is not DicomStringElement { Count: > 0 } text || !Concerns(text))
        {
            return null;
        }

        string[]? values = null;
        var redactions = 0;
        for (var index = 0; index < text.Count; index++)
        {
            var cleaned = context.CleanOwnWords(text.Values[index], text.Tag == DicomTag.CodeMeaning, out var pieces);
            if (pieces > 0)
            {
                values ??= [.. text.Values];
                values[index] = Fit(cleaned, text.ValueRepresentation.MaximumLength);
                redactions += pieces;
            }
        }

        if (values is null)
        {
            return null;
        }

        level.Node.Count(item.Tag, DeidentificationAction.C, RuleSource.OwnRule, Reason, redactions);
        return DicomItemFactory.CreateText(item.Tag, item.ValueRepresentation, values);
    }

    // The meaning of a code may be a case file's own words, so every profile looks at it.
    private bool Concerns(DicomStringElement text) =>
        text.Tag == DicomTag.CodeMeaning
        || (_everywhere
            && text.ValueRepresentation.Code is "LO" or "SH" or "ST" or "LT" or "UT" or "UC"
            && !Staying.Contains(text.Tag));

    // An attribute that had a value keeps one: whether it may be empty is not known of every attribute.
    private static string Fit(string cleaned, int longest) =>
        cleaned.Length == 0 ? DummyValues.Text : longest > 0 && cleaned.Length > longest ? cleaned[..longest] : cleaned;
}
