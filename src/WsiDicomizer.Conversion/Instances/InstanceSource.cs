namespace WsiDicomizer.Conversion.Instances;

/// <summary>A file that may be a DICOM instance.</summary>
/// <param name="Path">The file.</param>
/// <param name="IsExplicit">Whether somebody named the file itself, so that it must be one.</param>
public readonly record struct InstanceSource(string Path, bool IsExplicit);
