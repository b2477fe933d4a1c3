using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>The transfer syntax in which an instance goes out.</summary>
internal static class OutputSyntax
{
    /// <summary>Media Storage Directory Storage: a DICOMDIR.</summary>
    public const string MediaStorageDirectoryUid = "1.2.840.10008.1.3.10";

    /// <summary>Chooses: that of the input, unless archives no longer take it, or its name is wrong.</summary>
    /// <param name="source">The input's.</param>
    /// <param name="dataset">The data set that goes out.</param>
    /// <param name="note">Told of a change.</param>
    /// <exception cref="ConversionException">The pixel data is in no syntax that is known.</exception>
    /// <remarks>PS3.5 10.1: every archive takes little endian; big endian is retired, and many never took deflated.</remarks>
    public static DicomTransferSyntax Choose(DicomTransferSyntax source, DicomDataset dataset, Action<string> note)
    {
        dataset.TryGetDicomItem<DicomItem>(DicomTag.PixelData, out var pixelData);
        var isKnown = DicomTransferSyntax.Lookup(source.UID.UID) is not null;
        if (pixelData is DicomFragmentSequence)
        {
            return source.IsEncapsulated
                ? source
                : throw new ConversionException(
                    "the pixel data is encapsulated, and the transfer syntax says that it is not: how it is coded is not known");
        }

        if (!isKnown && pixelData is not null)
        {
            throw new ConversionException("the transfer syntax is none of the standard's: how the pixel data is coded is not known");
        }

        if (isKnown && !source.IsBigEndian && !source.IsDeflated && !(source.IsEncapsulated && pixelData is not null))
        {
            return source;
        }

        note($"written in {DicomTransferSyntax.ExplicitVRLittleEndian.Name}; the source is in "
            + (isKnown ? source.Name : "a transfer syntax that is not known"));
        return DicomTransferSyntax.ExplicitVRLittleEndian;
    }
}
