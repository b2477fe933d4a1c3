namespace WsiDicomizer.Dicom.IO;

/// <summary>Reads a data set that is in memory and comes without file meta information, such as one that was decrypted.</summary>
public static class DicomDatasetParser
{
    /// <summary>Reads all elements.</summary>
    /// <param name="bytes">The encoded data set, all of it. Large values of the result are ranges of it; it must stay as it is.</param>
    /// <param name="syntax">How it is encoded; not a deflated one.</param>
    /// <param name="options">What the bytes may ask for, and what happens to faults that can be tolerated.</param>
    /// <exception cref="DicomException">The bytes are damaged, or ask for more than the limits.</exception>
    /// <exception cref="NotSupportedException">The transfer syntax is deflated.</exception>
    public static DicomDataset Parse(ReadOnlyMemory<byte> bytes, DicomTransferSyntax syntax, DicomReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(syntax);
        ArgumentNullException.ThrowIfNull(options);
        if (syntax.IsDeflated)
        {
            throw new NotSupportedException("a deflated data set is read from a file");
        }

        var faults = new FaultList(options.ValidationMode, options.Limits.MaximumDiagnostics, string.Empty);
        var context = new ReadContext(new FileWindow(bytes, string.Empty, "in memory: "), options, faults);
        return new DicomDatasetReader(context).Read(0, bytes.Length, new DatasetEncoding(syntax.IsExplicitVR, syntax.IsBigEndian));
    }
}
