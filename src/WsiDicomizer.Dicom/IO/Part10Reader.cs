using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Reads DICOM files (PS3.10 7.1): prefix, file meta information, and the data set after it.</summary>
internal static class Part10Reader
{
    private const ushort MetaGroup = 0x0002;

    public static DicomFile Open(string path, DicomReaderLimits limits)
    {
        var handle = OpenHandle(path);
        DicomFile? file = null;
        try
        {
            file = Read(new FileWindow(handle, path), limits);
            return file;
        }
        catch (IOException exception)
        {
            throw new DicomFileException("the file cannot be read any more", path, innerException: exception);
        }
        catch (NotSupportedException exception)
        {
            throw new DicomFileException(
                "not a file that can be read at any place: pipes and devices cannot", path, innerException: exception);
        }
        catch (DicomDataException exception)
        {
            throw new DicomFileException(exception.Message, path, innerException: exception);
        }
        finally
        {
            // Whatever went wrong, also what nobody thought of: nobody else can close the file.
            if (file is null)
            {
                handle.Dispose();
            }
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

        var group = new DicomDatasetReader(file, limits, explicitVR: true).Read(metaStart, metaEnd);
        if (group.Any(item => item.Tag.Group != MetaGroup))
        {
            throw new DicomFileException(
                "FileMetaInformationGroupLength reaches into the data set: expected the end of group 0002",
                file.Path,
                metaStart);
        }

        var meta = ToMeta(group, file.Path);
        var dataset = new DicomDatasetReader(file, limits, meta.TransferSyntax.IsExplicitVR).Read(metaEnd, file.Length);
        return dataset.FirstOrDefault()?.Tag.Group <= MetaGroup
            ? throw new DicomFileException(
                "the data set begins with a group that files do not have there: expected one above 0002",
                file.Path,
                metaEnd)
            : new DicomFile(meta, dataset, file.Handle);
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
