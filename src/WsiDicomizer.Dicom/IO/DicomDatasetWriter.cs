using System.IO.Compression;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Writes data sets in the encoding of any transfer syntax (PS3.5 clause 7, Annex A).</summary>
/// <remarks>
/// Large values are streamed from their sources. Group lengths are left out: they are retired (PS3.5 7.2), and one that was
/// read would be wrong after any change.
/// </remarks>
public static class DicomDatasetWriter
{
    /// <summary>Writes all items of a data set in little endian, without encapsulated pixel data.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="dataset">The data set.</param>
    /// <param name="explicitVR">Whether elements carry their VR.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="DicomDataException">A value cannot be encoded.</exception>
    public static void Write(Stream stream, DicomDataset dataset, bool explicitVR, DicomWriterOptions? options = null) =>
        Write(stream, dataset, new ElementEncoding(explicitVR, IsBigEndian: false, IsEncapsulated: false), options);

    /// <summary>Writes all items of a data set.</summary>
    /// <param name="stream">Where to; must know its position where the transfer syntax deflates.</param>
    /// <param name="dataset">The data set; pixel data is encapsulated exactly where the transfer syntax wants it.</param>
    /// <param name="syntax">The transfer syntax.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="DicomDataException">A value cannot be encoded.</exception>
    /// <exception cref="DicomFileException">A large value cannot be read from the file that it is in.</exception>
    public static void Write(
        Stream stream, DicomDataset dataset, DicomTransferSyntax syntax, DicomWriterOptions? options = null)
    {
        var encoding = new ElementEncoding(syntax);
        if (!syntax.IsDeflated)
        {
            Write(stream, dataset, encoding, options);
            return;
        }

        var start = stream.Position;
        using (var deflate = new DeflateStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            Write(deflate, dataset, encoding, options);
        }

        // PS3.5 A.5: the deflated bytes are padded to an even length.
        if (((stream.Position - start) & 1) == 1)
        {
            stream.WriteByte(0);
        }
    }

    private static void Write(Stream stream, DicomDataset dataset, ElementEncoding encoding, DicomWriterOptions? options) =>
        new DatasetEncoder(stream, encoding, options ?? DicomWriterOptions.Default).Write(dataset);
}
