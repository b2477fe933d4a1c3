namespace WsiDicomizer.Deidentification.Crosswalks;

/// <summary>Sorts of entries, for those who want one of them only.</summary>
public enum CrosswalkCategory
{
    /// <summary>A value that became a keyed pseudonym.</summary>
    Identifier,

    /// <summary>A UID that was mapped.</summary>
    Uid,

    /// <summary>How a patient's dates were moved.</summary>
    Dates,

    /// <summary>Where an output comes from: a file, or the instance that it was made of.</summary>
    Source,
}
