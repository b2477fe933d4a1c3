namespace WsiDicomizer.Deidentification.Crosswalks;

/// <summary>Where crosswalks are asked for.</summary>
public sealed record CrosswalkTargets
{
    /// <summary>The file for everything; null for none.</summary>
    public string? File { get; init; }

    /// <summary>The folder for <c>uid_mapping.csv</c> and <c>patid_mapping.csv</c>; null for none.</summary>
    public string? MidiFolder { get; init; }

    /// <summary>The folder that is given away, or will be: no crosswalk may lie in it.</summary>
    public required string OutputFolder { get; init; }
}
