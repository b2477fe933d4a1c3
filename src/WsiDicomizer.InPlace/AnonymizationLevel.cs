namespace WsiDicomizer.InPlace;

/// <summary>How much of a slide's identity goes; each level includes those before it.</summary>
/// <remarks>Source: Bisson et al. 2023, "Anonymization of whole slide images in histopathology for research and education".</remarks>
public enum AnonymizationLevel
{
    /// <summary>The names of file, folder and companions.</summary>
    I = 1,

    /// <summary>Label and macro are no longer reachable; their bytes still stand in the file.</summary>
    II = 2,

    /// <summary>Label and macro are overwritten first.</summary>
    III = 3,

    /// <summary>Every identity record too, in every page, section and copy; keys that no rule knows count as identity.</summary>
    IV = 4,
}
