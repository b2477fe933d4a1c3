namespace WsiDicomizer.Deidentification.Tables;

/// <summary>An option of PS3.15 E.3 to the Basic Application Level Confidentiality Profile.</summary>
public enum DeidentificationOption
{
    /// <summary>E.3.10: private attributes that are known to be safe stay.</summary>
    RetainSafePrivate,

    /// <summary>E.3.9: UIDs stay.</summary>
    RetainUIDs,

    /// <summary>E.3.8: what identifies the device stays.</summary>
    RetainDeviceIdentity,

    /// <summary>E.3.11: what identifies the institution stays.</summary>
    RetainInstitutionIdentity,

    /// <summary>E.3.7: sex, age, size and their like stay.</summary>
    RetainPatientCharacteristics,

    /// <summary>E.3.6: dates and times stay as they are.</summary>
    RetainLongitudinalFullDates,

    /// <summary>E.3.6: dates and times are shifted.</summary>
    RetainLongitudinalModifiedDates,

    /// <summary>E.3.5: descriptive text stays, cleaned.</summary>
    CleanDescriptors,

    /// <summary>E.3.4: structured content stays, cleaned.</summary>
    CleanStructuredContent,

    /// <summary>E.3.3: graphics and overlays stay, cleaned.</summary>
    CleanGraphics,

    /// <summary>E.3.1: identity burned into the pixels is made invisible.</summary>
    CleanPixelData,
}
