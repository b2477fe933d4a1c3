using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom.Tests;

/// <summary>Shortcuts between data sets, bytes and files.</summary>
internal static class TestFiles
{
    public static DicomFileMetaInformation Meta(DicomTransferSyntax syntax) => new()
    {
        MediaStorageSOPClassUID = DicomUID.VLWholeSlideMicroscopyImageStorage,
        MediaStorageSOPInstanceUID = new DicomUID("2.25.1"),
        TransferSyntax = syntax,
    };

    public static byte[] Encode(DicomDataset dataset, bool explicitVR)
    {
        using var stream = new MemoryStream();
        DicomDatasetWriter.Write(stream, dataset, explicitVR);
        return stream.ToArray();
    }

    /// <summary>Encodes UTF-8 data sets with undefined lengths of sequences and items: what our writer never does.</summary>
    public static byte[] EncodeUndefined(DicomDataset dataset, bool explicitVR, bool implicitInUN = false)
    {
        var parts = new List<byte[]>();
        foreach (var item in dataset)
        {
            if (item is not DicomSequence sequence)
            {
                parts.Add(EncodeAlone(item, explicitVR));
                continue;
            }

            var content = RawDicom.Join(
            [
                .. sequence.Items.Select(nested => RawDicom.Item(
                    EncodeUndefined(nested, explicitVR && !implicitInUN), undefined: true)),
                RawDicom.SequenceDelimiter,
            ]);
            parts.Add(explicitVR
                ? RawDicom.Explicit(item.Tag, implicitInUN ? "UN" : "SQ", content, RawDicom.Undefined)
                : RawDicom.Implicit(item.Tag, content, RawDicom.Undefined));
        }

        return RawDicom.Join([.. parts]);
    }

    /// <summary>The first fault is an error.</summary>
    public static DicomReadOptions Raise { get; } = new() { ValidationMode = ValidationMode.Raise };

    /// <summary>Opens bytes as a file with options, for as long as the action runs.</summary>
    public static T Read<T>(byte[] bytes, Func<DicomFile, T> action, DicomReadOptions options)
    {
        using var folder = new TemporaryFolder();
        using var file = DicomFile.Open(folder.Write("x.dcm", bytes), options);
        return action(file);
    }

    /// <summary>Opens bytes as a file, for as long as the action runs.</summary>
    public static T Read<T>(byte[] bytes, Func<DicomFile, T> action, DicomReaderLimits? limits = null)
    {
        using var folder = new TemporaryFolder();
        using var file = DicomFile.Open(folder.Write("x.dcm", bytes), limits);
        return action(file);
    }

    // Our writer takes the character set from the data set: UTF-8 everywhere in these tests.
    private static byte[] EncodeAlone(DicomItem item, bool explicitVR)
    {
        var charset = new DicomCodeString(DicomTag.SpecificCharacterSet, DicomEncoding.Utf8Term);
        var charsetLength = Encode(new DicomDataset(charset), explicitVR).Length;
        var both = Encode(new DicomDataset(charset, item), explicitVR);
        return item.Tag == charset.Tag ? both : item.Tag < charset.Tag ? both[..^charsetLength] : both[charsetLength..];
    }
}
