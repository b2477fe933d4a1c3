namespace WsiDicomizer.Dicom.IO;

/// <summary>How data sets are written where the standard leaves a choice.</summary>
public sealed record DicomWriterOptions
{
    /// <summary>Defined lengths everywhere, text in the declared character set.</summary>
    public static DicomWriterOptions Default { get; } = new();

    /// <summary>Whether sequences end with a delimiter instead of saying their length (PS3.5 7.5.1). Default false.</summary>
    public bool UndefinedSequenceLengths { get; init; }

    /// <summary>Whether items end with a delimiter instead of saying their length (PS3.5 7.5.1). Default false.</summary>
    public bool UndefinedItemLengths { get; init; }

    /// <summary>The character set of text. Default: the declared one.</summary>
    public DicomTextEncoding TextEncoding { get; init; }

    /// <summary>How deep sequences may nest. Default 64, as in <see cref="DicomReaderLimits"/>.</summary>
    /// <remarks>Each level takes stack: a data set that is deeper is refused instead of ending the process.</remarks>
    public int MaximumDepth { get; init; } = 64;
}
