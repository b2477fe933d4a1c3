namespace WsiDicomizer.Dicom.IO;

/// <summary>What a file of frames holds besides its data set.</summary>
public sealed record DicomFrameFileOptions
{
    /// <summary>The length of the preamble in bytes (PS3.10 7.1).</summary>
    public const int PreambleBytes = 128;

    /// <summary>The header of DataSetTrailingPadding, VR OB, in bytes.</summary>
    public const int TrailingPaddingHeaderBytes = 12;

    /// <summary>The most that DataSetTrailingPadding can hold, in bytes: its length has 32 bits and is even.</summary>
    public const long MaximumTrailingPaddingBytes = 0xFFFFFFFE;

    /// <summary>Zeros in the preamble, nothing after the pixel data.</summary>
    public static DicomFrameFileOptions None { get; } = new();

    /// <summary>The preamble's first bytes, 128 at most; the rest is zero. What stands there, no DICOM reader looks at.</summary>
    public ReadOnlyMemory<byte> Preamble { get; init; } = ReadOnlyMemory<byte>.Empty;

    /// <summary>
    /// The length of the value of DataSetTrailingPadding (FFFC,FFFC) after the pixel data, in bytes (PS3.10 7.2): even; 0
    /// for no such element. Its bytes are given with <see cref="DicomFrameFileWriter.WriteTrailingPadding"/>.
    /// </summary>
    public long TrailingPaddingLength { get; init; }
}
