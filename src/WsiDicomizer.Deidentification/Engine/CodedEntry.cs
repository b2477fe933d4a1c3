using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Engine;

/// <summary>Codes of local coding schemes: their values and meanings are whatever a site made them.</summary>
/// <remarks>Source: PS3.3 8.2 and PS3.16 8.2: designators of local schemes begin with 99, or are L.</remarks>
internal static class CodedEntry
{
    /// <summary>The reason in the report.</summary>
    public const string Reason = "own rule: code of a local scheme";

    /// <summary>
    /// Whether an attribute of a coded entry holds a code or its meaning, or, of a description of the scheme itself, who made it.
    /// </summary>
    public static bool IsCodeOrMeaning(DicomTag tag) =>
        IsCode(tag) || tag == DicomTag.CodeMeaning || tag == DicomTag.ExtendedCodeMeaning
        || tag == DicomTag.CodingSchemeName || tag == DicomTag.CodingSchemeResponsibleOrganization
        || tag == DicomTag.CodingSchemeExternalID || tag == DicomTag.CodingSchemeURL;

    /// <summary>Whether an attribute of a coded entry holds a code.</summary>
    public static bool IsCode(DicomTag tag) =>
        tag == DicomTag.CodeValue || tag == DicomTag.ExtendedCodeValue || tag == DicomTag.LongCodeValue || tag == DicomTag.URNCodeValue;

    /// <summary>How long a code is that stands in the place of another, in characters.</summary>
    /// <remarks>LongCodeValue is for codes that CodeValue cannot hold: more than 16 (PS3.3 8.1).</remarks>
    public static int ReplacementLength(DicomTag tag) => tag == DicomTag.LongCodeValue ? 20 : 10;

    /// <summary>Whether an item is a coded entry.</summary>
    public static bool IsCoded(DicomDataset item) => item.Contains(DicomTag.CodeValue) || item.Contains(DicomTag.LongCodeValue)
        || item.Contains(DicomTag.URNCodeValue) || item.Contains(DicomTag.ExtendedCodeValue);

    /// <summary>The designator of an item's local scheme.</summary>
    /// <param name="item">Any data set.</param>
    /// <returns>Null where the item is no coded entry of a local scheme; empty where a short code has no scheme at all.</returns>
    public static string? LocalScheme(DicomDataset item)
    {
        if (item.TryGetDicomItem<DicomStringElement>(DicomTag.CodingSchemeDesignator, out var element) && element.Count > 0)
        {
            var designator = element.Values[0].Trim();
            return designator.StartsWith("99", StringComparison.Ordinal) || designator == "L" ? designator : null;
        }

        return item.Contains(DicomTag.CodeValue) ? string.Empty : null;
    }
}
