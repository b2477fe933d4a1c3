namespace WsiDicomizer.Dicom;

/// <summary>What PS3.6 Annex A says of a registered UID.</summary>
/// <param name="Uid">The UID.</param>
/// <param name="Type">SOPClass, TransferSyntax, WellKnownFrameOfReference, ….</param>
/// <param name="Name">The name for people.</param>
/// <param name="IsRetired">Whether the standard has retired it.</param>
public sealed record DicomUIDEntry(string Uid, string Type, string Name, bool IsRetired);
