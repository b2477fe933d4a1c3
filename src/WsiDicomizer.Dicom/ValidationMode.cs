namespace WsiDicomizer.Dicom;

/// <summary>What happens to a fault that can be tolerated because nothing of the data's meaning is in doubt.</summary>
public enum ValidationMode
{
    /// <summary>It is tolerated and not listed: what was left out or put right is then nowhere to be seen.</summary>
    Ignore,

    /// <summary>It is tolerated and listed as a <see cref="DicomDiagnostic"/>.</summary>
    Warn,

    /// <summary>It is an error: the first one refuses the file.</summary>
    Raise,
}
