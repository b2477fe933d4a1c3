namespace WsiDicomizer.Deidentification.Crosswalks;

/// <summary>The kinds of entries that are no keyword of an attribute.</summary>
public static class CrosswalkKinds
{
    /// <summary>The full path of a slide's first file; the replacement is the name of its folder in the output.</summary>
    public const string SlidePath = "SlidePath";

    /// <summary>SOPInstanceUID of an instance that was converted; the replacement is that of the instance made from it.</summary>
    public const string ConvertedSOPInstanceUID = "ConvertedSOPInstanceUID";

    /// <summary>
    /// A PatientID (where there is none, a StudyInstanceUID) and the seconds that were added to its dates and times:
    /// new = 2020-01-01 + (old - 2020-01-01) × scale + shift, with <see cref="DateScale"/> where there is one.
    /// </summary>
    public const string DateShiftSeconds = "DateShiftSeconds";

    /// <summary>A PatientID (or StudyInstanceUID) and the factor that scales its distances from 2020-01-01.</summary>
    public const string DateScale = "DateScale";
}
