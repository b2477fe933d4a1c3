namespace WsiDicomizer.Dicom;

/// <summary>What PS3.6 says of an attribute.</summary>
/// <param name="Keyword">The keyword.</param>
/// <param name="Name">The name for people.</param>
/// <param name="ValueRepresentations">The VRs it may have, the first being the usual; empty for item delimiters.</param>
/// <param name="ValueMultiplicity">How many values it may have.</param>
/// <param name="IsRetired">Whether the standard has retired it.</param>
public sealed record DicomDictionaryEntry(
    string Keyword,
    string Name,
    IReadOnlyList<DicomVR> ValueRepresentations,
    DicomVM ValueMultiplicity,
    bool IsRetired);
