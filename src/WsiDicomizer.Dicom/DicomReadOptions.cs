using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>How a DICOM file is read. Immutable.</summary>
public sealed record DicomReadOptions
{
    /// <summary>The default limits; faults that can be tolerated are listed; a file that is cut off is refused.</summary>
    public static DicomReadOptions Default { get; } = new();

    /// <summary>What a file may ask for at most.</summary>
    public DicomReaderLimits Limits { get; init; } = DicomReaderLimits.Default;

    /// <summary>What happens to faults that can be tolerated. Default <see cref="ValidationMode.Warn"/>.</summary>
    public ValidationMode ValidationMode { get; init; } = ValidationMode.Warn;

    /// <summary>
    /// Whether all that is complete in a file which ends too early is kept, with
    /// <see cref="DicomDiagnosticCodes.Truncated"/>, as far as <see cref="ValidationMode"/> allows. Default false: what is
    /// lost may be what matters.
    /// </summary>
    public bool AllowTruncated { get; init; }
}
