using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>What a profile cannot say of an attribute, although it has the last word.</summary>
internal static class OverrideLimits
{
    // What the engine itself writes, or what makes an instance what it is.
    private static readonly DicomTag[] NotForProfiles =
    [
        DicomTag.SOPClassUID, DicomTag.SpecificCharacterSet, DicomTag.PatientIdentityRemoved, DicomTag.DeidentificationMethod,
        DicomTag.DeidentificationMethodCodeSequence, DicomTag.LongitudinalTemporalInformationModified, DicomTag.PixelData,
    ];

    // Without these the pixels cannot be read.
    private static readonly DicomTag[] DescribePixels =
    [
        DicomTag.SamplesPerPixel, DicomTag.PhotometricInterpretation, DicomTag.PlanarConfiguration, DicomTag.NumberOfFrames,
        DicomTag.Rows, DicomTag.Columns, DicomTag.BitsAllocated, DicomTag.BitsStored, DicomTag.HighBit,
        DicomTag.PixelRepresentation, DicomTag.TotalPixelMatrixColumns, DicomTag.TotalPixelMatrixRows,
    ];

    private static readonly DicomTag[] Levels = [DicomTag.SOPInstanceUID, DicomTag.SeriesInstanceUID, DicomTag.StudyInstanceUID];

    /// <summary>What speaks against an override.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="action">What the profile says.</param>
    /// <param name="modifiesDates">Whether the profile has modified dates.</param>
    /// <returns>Null where nothing does.</returns>
    public static string? Against(AttributeSelector attribute, DeidentificationAction action, bool modifiesDates) =>
        attribute.PrivateCreator is null
            ? AgainstStandard(attribute, action) ?? AgainstRepresentation(attribute, action, modifiesDates)
            : action is DeidentificationAction.X or DeidentificationAction.K
                ? null
                : "private attributes are kept or removed: K or X";

    private static string? AgainstStandard(AttributeSelector attribute, DeidentificationAction action)
    {
        if (Matches(attribute, NotForProfiles) || (attribute.Tag.Value >> 16) < 0x0008)
        {
            return $"'{attribute}' is not for profiles: the program says there what is true";
        }

        if (action != DeidentificationAction.K && Matches(attribute, DescribePixels))
        {
            return $"'{attribute}' describes the pixels, which cannot be read without it: only K";
        }

        return action is not (DeidentificationAction.U or DeidentificationAction.K) && Matches(attribute, Levels)
            ? $"'{attribute}' is what files are told apart by: U or K"
            : null;
    }

    private static string? AgainstRepresentation(AttributeSelector attribute, DeidentificationAction action, bool modifiesDates)
    {
        var vrs = attribute.ValueRepresentations;
        var isDate = vrs.Any(vr => vr.Code is "DA" or "TM" or "DT");
        return action switch
        {
            DeidentificationAction.U when vrs.Count > 0 && !vrs.Contains(DicomVR.UI) && !vrs.Contains(DicomVR.SQ) =>
                $"'{attribute}' has no UIDs to map: U is for VR UI, and for sequences with UIDs inside",
            DeidentificationAction.K when modifiesDates && isDate && IsModified(attribute) =>
                $"'{attribute}' kept as it is would give the shift of the other dates away: use C",
            DeidentificationAction.C when isDate && modifiesDates => null,
            DeidentificationAction.C when isDate =>
                $"'{attribute}' cannot be cleaned: C on dates and times needs the option 'retain-longitudinal-modified-dates'",
            DeidentificationAction.C when vrs.Count > 0 && !vrs.Contains(DicomVR.SQ) && !attribute.IsText
                && attribute.Tag.Value != DicomTag.ICCProfile.Value =>
                $"'{attribute}' cannot be cleaned: C is for text and sequences; use X, Z, D or K",
            _ => null,
        };
    }

    private static bool IsModified(AttributeSelector attribute) =>
        ConfidentialityTable.Default.Find(DicomTag.FromValue(attribute.Tag.Value))
            ?[DeidentificationOption.RetainLongitudinalModifiedDates] == TableAction.C;

    private static bool Matches(AttributeSelector attribute, DicomTag[] tags) => tags.Any(attribute.Tag.IsMatch);
}
