namespace WsiDicomizer.Dicom;

/// <summary>The file meta information, group 0002 (PS3.10 7.1). Made anew for every file that is written.</summary>
public sealed class DicomFileMetaInformation
{
    /// <summary>The implementation class UID of this software: a UUID-derived UID of its own (PS3.5 B.2).</summary>
    public static DicomUID ImplementationClass { get; } = new("2.25.286178392016453238826977809382209797189");

    /// <summary>The implementation's name, 16 characters at most.</summary>
    public const string ImplementationName = "WSIDICOMIZER_01";

    /// <summary>The SOP class.</summary>
    public required DicomUID MediaStorageSOPClassUID { get; init; }

    /// <summary>The instance.</summary>
    public required DicomUID MediaStorageSOPInstanceUID { get; init; }

    /// <summary>The transfer syntax of data set and pixel data.</summary>
    public required DicomTransferSyntax TransferSyntax { get; init; }

    /// <summary>Makes the meta information of a data set.</summary>
    /// <param name="dataset">A data set with SOPClassUID and SOPInstanceUID.</param>
    /// <param name="transferSyntax">How it is going to be written.</param>
    /// <exception cref="DicomDataException">The data set lacks one of the two UIDs.</exception>
    public static DicomFileMetaInformation Of(DicomDataset dataset, DicomTransferSyntax transferSyntax) => new()
    {
        MediaStorageSOPClassUID = dataset.GetSingleValue<DicomUID>(DicomTag.SOPClassUID),
        MediaStorageSOPInstanceUID = dataset.GetSingleValue<DicomUID>(DicomTag.SOPInstanceUID),
        TransferSyntax = transferSyntax,
    };

    /// <summary>The elements that are written, without the group length.</summary>
    public DicomDataset ToDataset() => new()
    {
        new DicomOtherByte(DicomTag.FileMetaInformationVersion, [0, 1]),
        { DicomTag.MediaStorageSOPClassUID, MediaStorageSOPClassUID },
        { DicomTag.MediaStorageSOPInstanceUID, MediaStorageSOPInstanceUID },
        { DicomTag.TransferSyntaxUID, TransferSyntax.UID },
        { DicomTag.ImplementationClassUID, ImplementationClass },
        { DicomTag.ImplementationVersionName, ImplementationName },
    };
}
