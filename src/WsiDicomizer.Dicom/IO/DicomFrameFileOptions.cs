namespace WsiDicomizer.Dicom.IO;

/// <summary>What a file with frames has besides data set and frames: for files that are another format as well.</summary>
public sealed record DicomFrameFileOptions
{
    /// <summary>A preamble of zeros and nothing after the pixel data.</summary>
    public static DicomFrameFileOptions None { get; } = new();

    /// <summary>The 128 bytes before the prefix (PS3.10 7.1), or none for zeros.</summary>
    /// <remarks><see cref="DicomFrameFileWriter.WritePreamble"/> writes them later, when the frames' places are known.</remarks>
    public ReadOnlyMemory<byte> Preamble { get; init; }

    /// <summary>
    /// The length in bytes of the value of DataSetTrailingPadding (FFFC,FFFC) after the pixel data: even, 0 for no such
    /// attribute (PS3.10 7.2). It is written with <see cref="DicomFrameFileWriter.WriteTrailingPadding"/>.
    /// </summary>
    public uint TrailingPaddingLength { get; init; }

    /// <summary>Checks the two.</summary>
    /// <exception cref="DicomDataException">The preamble has not 128 bytes, or the padding an odd length.</exception>
    internal void Check()
    {
        if (Preamble.Length is not (0 or Part10Header.PreambleBytes))
        {
            throw new DicomDataException($"a preamble has {Part10Header.PreambleBytes} bytes, or is left out");
        }

        if ((TrailingPaddingLength & 1) == 1)
        {
            throw new DicomDataException("lengths are even: expected an even length", DicomTag.DataSetTrailingPadding);
        }
    }
}
