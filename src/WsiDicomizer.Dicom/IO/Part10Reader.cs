using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Reads DICOM files (PS3.10 7.1): prefix, file meta information, and the data set after it.</summary>
internal static class Part10Reader
{
    private const ushort MetaGroup = 0x0002;

    public static DicomFile Open(string path, DicomReadOptions options)
    {
        var handle = OpenHandle(path);
        DicomFile? file = null;
        try
        {
            var faults = new FaultList(options.ValidationMode, options.Limits.MaximumDiagnostics, path);
            file = Read(new FileWindow(handle, path), handle, options, faults);
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

    private static DicomFile Read(FileWindow file, SafeFileHandle handle, DicomReadOptions options, FaultList faults)
    {
        var context = new ReadContext(file, options, faults);
        var (group, start) = FileMetaReader.Read(context);
        var encoding = DatasetSyntax.Of(context, group, start);
        if (encoding.Syntax.IsDeflated)
        {
            context = new ReadContext(DatasetInflater.Inflate(context, start), options, faults);
            start = 0;
        }

        var dataset = new DicomDatasetReader(context).Read(start, context.File.Length, encoding.Encoding);
        if (dataset.FirstOrDefault()?.Tag.Group <= MetaGroup)
        {
            throw context.Damaged(
                "the data set begins with a group that files do not have there: expected one above 0002", start);
        }

        var syntax = encoding.Check(context, dataset);
        return new DicomFile(MetaOf(context, group, dataset, syntax), dataset, handle, faults.Diagnostics);
    }

    private static DicomFileMetaInformation MetaOf(
        ReadContext context, DicomDataset group, DicomDataset dataset, DicomTransferSyntax syntax)
    {
        var meta = new DicomFileMetaInformation
        {
            MediaStorageSOPClassUID = UidOf(context, group, DicomTag.MediaStorageSOPClassUID, dataset, DicomTag.SOPClassUID),
            MediaStorageSOPInstanceUID =
                UidOf(context, group, DicomTag.MediaStorageSOPInstanceUID, dataset, DicomTag.SOPInstanceUID),
            TransferSyntax = syntax,
        };
        return meta;
    }

    private static DicomUID UidOf(
        ReadContext context, DicomDataset group, DicomTag tag, DicomDataset dataset, DicomTag datasetTag)
    {
        if (group.GetValueCount(tag) == 0 && dataset.GetValueCount(datasetTag) == 1)
        {
            // Where the whole group is missing that has been said.
            if (group.Count > 0)
            {
                context.Faults.Report(
                    DicomDiagnosticCodes.NoMediaStorageUid, $"the file meta information has no {tag}: taken from the data set");
            }

            return dataset.GetSingleValue<DicomUID>(datasetTag);
        }

        var uid = group.GetSingleValue<DicomUID>(tag);
        if (dataset.TryGetDicomItem<DicomStringElement>(datasetTag, out var element)
            && element.Values is [var value] && value != uid.UID)
        {
            context.Faults.Report(
                DicomDiagnosticCodes.MediaStorageUidDiffers, $"{tag} is not {datasetTag} of the data set", tagPath: tag.ToString());
        }

        return uid;
    }
}
