namespace WsiDicomizer.Dicom.Json;

/// <summary>How data sets are written as DICOM JSON.</summary>
public sealed record DicomJsonWriterOptions
{
    /// <summary>Small values inline, none elsewhere.</summary>
    public static DicomJsonWriterOptions Default { get; } = new();

    /// <summary>Values of bytes longer than this, in bytes, are not inline. Default 1 MiB.</summary>
    public int MaximumInlineBytes { get; init; } = 1 << 20;

    /// <summary>
    /// Makes the URI of a value that is not inline, from its path (<c>(0048,0105)[0].(0028,2000)</c>) and the item itself.
    /// Asked for PixelData of any length and for longer values; without it these are refused, short native pixels apart.
    /// </summary>
    public Func<string, DicomItem, string>? BulkDataUri { get; init; }

    /// <summary>Whether the JSON of the Stream and string methods has lines and indents. Default false.</summary>
    public bool Indented { get; init; }

    /// <summary>Bounds, of which the writer knows MaximumDepth.</summary>
    public DicomJsonLimits Limits { get; init; } = DicomJsonLimits.Default;
}
