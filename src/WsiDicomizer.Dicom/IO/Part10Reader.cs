using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Reads DICOM files (PS3.10 7.1): prefix, file meta information, and the data set after it.</summary>
internal static class Part10Reader
{
    public static DicomFile Open(string path, DicomReaderLimits limits)
    {
        var handle = OpenHandle(path);
        try
        {
            return Read(new FileWindow(handle, path), limits);
        }
        catch (IOException exception)
        {
            handle.Dispose();
            throw new DicomFileException("the file cannot be read any more", path, innerException: exception);
        }
        catch (DicomDataException exception)
        {
            handle.Dispose();
            throw new DicomFileException(exception.Message, path, innerException: exception);
        }
        catch (DicomFileException)
        {
            handle.Dispose();
            throw;
        }
    }

    private static SafeFileHandle OpenHandle(string path)
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DicomFileException(
                "the file cannot be opened: check that it exists and may be read", path, innerException: exception);
        }
    }

    private static DicomFile Read(FileWindow file, DicomReaderLimits limits)
    {
        if (file.Length < Part10Header.PrefixEnd
            || !file.Read(128, 4, "the prefix DICM").SequenceEqual(Part10Header.Prefix))
        {
            throw new DicomFileException("not a DICOM file: expected the prefix DICM", file.Path, 128);
        }

        // The group length (0002,0000) is Type 1 and comes first; it says where the data set begins.
        var groupLength = file.Read(Part10Header.PrefixEnd, 12, "the file meta information's group length");
        if (!groupLength[..8].SequenceEqual<byte>([0x02, 0x00, 0x00, 0x00, (byte)'U', (byte)'L', 0x04, 0x00]))
        {
            throw new DicomFileException(
                "expected FileMetaInformationGroupLength (0002,0000)", file.Path, Part10Header.PrefixEnd);
        }

        var metaStart = Part10Header.PrefixEnd + 12L;
        var metaEnd = metaStart + BinaryPrimitives.ReadUInt32LittleEndian(groupLength[8..]);
        if (metaEnd > file.Length)
        {
            throw new DicomFileException("the file meta information is longer than the file", file.Path, metaStart);
        }

        var metaReader = new DicomDatasetReader(file, limits, explicitVR: true);
        var meta = ToMeta(metaReader.Read(metaStart, metaEnd), file.Path);
        var reader = new DicomDatasetReader(file, limits, meta.TransferSyntax.IsExplicitVR);
        return new DicomFile(meta, reader.Read(metaEnd, file.Length), file.Handle);
    }

    private static DicomFileMetaInformation ToMeta(DicomDataset group, string path)
    {
        var uid = group.GetSingleValueOrDefault(DicomTag.TransferSyntaxUID, string.Empty);
        var syntax = DicomTransferSyntax.Lookup(uid)
            ?? throw new DicomFileException("the file meta information names no known transfer syntax", path);
        if (syntax.IsBigEndian || syntax.IsDeflated)
        {
            throw new DicomFileException($"the transfer syntax {syntax.Name} is not supported", path);
        }

        return new DicomFileMetaInformation
        {
            MediaStorageSOPClassUID = group.GetSingleValue<DicomUID>(DicomTag.MediaStorageSOPClassUID),
            MediaStorageSOPInstanceUID = group.GetSingleValue<DicomUID>(DicomTag.MediaStorageSOPInstanceUID),
            TransferSyntax = syntax,
        };
    }
}
