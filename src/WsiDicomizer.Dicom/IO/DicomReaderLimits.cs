namespace WsiDicomizer.Dicom.IO;

/// <summary>What a DICOM file may ask of its reader at most. A file that asks for more is refused with the limit's name.</summary>
public sealed record DicomReaderLimits
{
    /// <summary>The limits for files of unknown origin.</summary>
    public static DicomReaderLimits Default { get; } = new();

    /// <summary>How deep sequences may nest. Default 64; real files stay below 10.</summary>
    /// <remarks>Each level takes about a kilobyte of stack; where the stack ends before, the file is refused too.</remarks>
    public int MaximumDepth { get; init; } = 64;

    /// <summary>How many items and elements a file may have in all. Default 20 million.</summary>
    public int MaximumItems { get; init; } = 20_000_000;

    /// <summary>The longest value of text or numbers, in bytes. Default 64 MiB.</summary>
    public int MaximumValueBytes { get; init; } = 64 << 20;

    /// <summary>How many values one attribute of text may have. Default 1 million.</summary>
    /// <remarks>A value takes two bytes in a file and up to sixteen times that in memory.</remarks>
    public int MaximumTextValues { get; init; } = 1_000_000;

    /// <summary>Values of bytes longer than this stay in the file. Default 64 KiB.</summary>
    public int LargeValueBytes { get; init; } = 64 << 10;

    /// <summary>The longest deflated data set after inflation, in bytes. Default 1 GiB; it is in memory as a whole.</summary>
    public int MaximumInflatedBytes { get; init; } = 1 << 30;

    /// <summary>
    /// How many times longer than in the file a deflated data set may be, counted from 16 MiB on. Default 200; deflation
    /// itself reaches 1,032.
    /// </summary>
    public int MaximumInflationRatio { get; init; } = 200;

    /// <summary>How many tolerated faults are listed. Default 1,000.</summary>
    public int MaximumDiagnostics { get; init; } = 1_000;
}
