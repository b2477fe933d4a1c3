namespace WsiDicomizer.Dicom.Json;

/// <summary>How DICOM JSON is read.</summary>
public sealed record DicomJsonReaderOptions
{
    /// <summary>The limits for JSON of unknown origin; references to bulk data are refused.</summary>
    public static DicomJsonReaderOptions Default { get; } = new();

    /// <summary>What the JSON may ask for.</summary>
    public DicomJsonLimits Limits { get; init; } = DicomJsonLimits.Default;

    /// <summary>
    /// Gives the item of a value that is at a URI: an element, or fragments for encapsulated pixel data; null leaves the
    /// attribute out. Without it a reference is an error.
    /// </summary>
    public Func<DicomBulkDataReference, DicomItem?>? BulkData { get; init; }
}
