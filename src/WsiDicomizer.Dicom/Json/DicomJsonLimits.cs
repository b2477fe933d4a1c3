namespace WsiDicomizer.Dicom.Json;

/// <summary>What DICOM JSON may ask of its reader and writer at most. What asks for more is refused with the limit's name.</summary>
public sealed record DicomJsonLimits
{
    /// <summary>The limits for JSON of unknown origin.</summary>
    public static DicomJsonLimits Default { get; } = new();

    /// <summary>How deep sequences may nest. Default 64; real data sets stay below 10.</summary>
    /// <remarks>Each level takes about two kilobytes of stack: more than 500 is asking for trouble.</remarks>
    public int MaximumDepth { get; init; } = 64;

    /// <summary>How many attributes and items a document may have in all. Default 20 million.</summary>
    public int MaximumItems { get; init; } = 20_000_000;

    /// <summary>How many values one attribute may have. Default 1 million.</summary>
    public int MaximumValues { get; init; } = 1_000_000;

    /// <summary>The longest text, number or base64 of one value, in bytes of JSON. Default 64 MiB.</summary>
    public int MaximumValueBytes { get; init; } = 64 << 20;

    /// <summary>The longest document, in bytes. Default 512 MiB.</summary>
    public int MaximumBytes { get; init; } = 512 << 20;
}
