using WsiDicomizer.Deidentification.Crosswalks;
using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>Takes one input from its file to its staged output. Thread-safe.</summary>
internal sealed class InstanceProcessor
{
    private const string MediaDirectoryName = "DICOMDIR";
    private const string Utf8Note = "a text has characters that its character set lacks: the instance is written in UTF-8";

    // What people call DICOM files: one of these that cannot be read is damaged, and not something else.
    private static readonly string[] Extensions = [".dcm", ".dicom", ".dic", ".ima"];

    private readonly InstanceDeidentificationOptions _options;
    private readonly DeidentificationEngine _engine;
    private readonly InstanceStaging _staging;
    private readonly InstancesReport _report;

    /// <summary>Creates the processor of a run.</summary>
    public InstanceProcessor(
        InstanceDeidentificationOptions options, DeidentificationEngine engine, InstanceStaging staging, InstancesReport report)
    {
        _options = options;
        _engine = engine;
        _staging = staging;
        _report = report;
    }

    /// <summary>De-identifies one input.</summary>
    /// <param name="number">Its number in the run, from 1.</param>
    /// <param name="source">The input.</param>
    /// <param name="cancellationToken">Stops between frames and pieces; what was written of the input is gone then.</param>
    /// <returns>What became of it, before duplicates are known.</returns>
    /// <exception cref="IOException">The output cannot be written: the disk is full or gone.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public InstanceResult Process(
        int number, InstanceSource source, CancellationToken cancellationToken)
    {
        var result = new InstanceResult { Number = number, SourcePath = source.Path, Status = InstanceStatus.Failed };
        try
        {
            using var file = DicomFile.Open(source.Path, _options.Limits.Reading);
            return Process(file, result, cancellationToken);
        }
        catch (DicomFileException exception) when (exception.IsNotDicom && !source.IsExplicit && !IsMeantAsDicom(source.Path))
        {
            return result with { Status = InstanceStatus.NotDicom };
        }
        catch (DicomFileException) when (Path.GetFileName(source.Path).Equals(MediaDirectoryName, StringComparison.OrdinalIgnoreCase))
        {
            return result with { Status = InstanceStatus.MediaDirectory };
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or IOException))
        {
            // The top loop: whatever is wrong with one input, the others go on.
            return result with { Failure = exception };
        }
    }

    // Exports name instances without extension; one that is empty is one that was lost.
    private static bool IsMeantAsDicom(string path) =>
        Array.Exists(Extensions, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
        || (!Path.GetFileName(path).Contains('.', StringComparison.Ordinal) && new FileInfo(path).Length == 0);

    private InstanceResult Process(
        DicomFile file, InstanceResult result, CancellationToken cancellationToken)
    {
        if (file.FileMetaInfo.MediaStorageSOPClassUID.UID == OutputSyntax.MediaStorageDirectoryUid)
        {
            return result with { Status = InstanceStatus.MediaDirectory };
        }

        var identified = WithUids(file);
        if (SlideImage.IsToBeMasked(identified, _options.Profile.Images, _options.LabelArea is not null))
        {
            var overview = new OverviewInstance(identified, file.FileMetaInfo.TransferSyntax, _options.Limits);
            if (!overview.TryMask(_options.LabelArea, out var masked, out var mask, out var reason))
            {
                return result with { Status = InstanceStatus.Dropped, DroppedImage = "OVERVIEW", DropReason = reason };
            }

            (identified, result) = (masked, result with { Mask = mask });
        }
        else if (SlideImage.FindDropped(identified, _options.Profile.Images) is { } dropped)
        {
            return result with { Status = InstanceStatus.Dropped, DroppedImage = dropped };
        }

        _options.Crosswalk?.EnsureRoom();
        var crosswalk = _options.Crosswalk is null ? null : new CrosswalkEntries();
        var notes = new List<string>();

        // Encapsulated pixel data keeps its syntax, so its frames can be looked through while the engine works.
        using var scrubber = new PixelDataScrubber(
            file.FileMetaInfo.TransferSyntax, _options.Limits, _options.Workers, cancellationToken);
        if (!_options.Profile.KeepsIdentity)
        {
            scrubber.Begin(identified);
        }

        var deidentified = _engine.Deidentify(identified, crosswalk: crosswalk);
        var dataset = deidentified.Dataset;

        // Padding has no meaning of its own (PS3.10 7.2) and room for anything.
        dataset.Remove(DicomTag.DataSetTrailingPadding);
        var syntax = OutputSyntax.Choose(file.FileMetaInfo.TransferSyntax, dataset, notes.Add);
        if (!_options.Profile.KeepsIdentity)
        {
            scrubber.Apply(dataset);
            NativePixelData.Trim(dataset, notes.Add);
        }

        _options.OnDeidentified?.Invoke(identified, dataset);
        var kept = _options.Originals?.Protect(identified, dataset, syntax);
        var staged = _staging.Reserve(result.Number, InstanceName.Of(identified, _engine.Pseudonymizer), kept?.ContentDigest ?? default);
        var isWritten = false;
        try
        {
            var output = new DicomFile(DicomFileMetaInformation.Of(dataset, syntax), dataset);
            var length = Write(output, staged.Path, notes.Add, cancellationToken);
            isWritten = true;
            result = result with
            {
                Status = InstanceStatus.Delivered,
                SOPClassUID = output.FileMetaInfo.MediaStorageSOPClassUID,
                TransferSyntax = syntax,
                FileLength = length,
                Frames = scrubber.Frames,
                ScrubbedFrames = scrubber.ScrubbedFrames,
            };
        }
        finally
        {
            if (!isWritten)
            {
                _staging.Release(staged);
            }
        }

        if (crosswalk is not null)
        {
            _options.Crosswalk!.Add(crosswalk);
        }

        _report.Add(file, deidentified.Report with
        {
            Notes = [.. deidentified.Report.Notes, .. notes], EncryptedOriginals = kept,
        });
        return result;
    }

    // A data set without them is broken, but the file meta information may still know.
    private static DicomDataset WithUids(DicomFile file)
    {
        var dataset = file.Dataset;
        if (dataset.GetValueCount(DicomTag.SOPClassUID) > 0 && dataset.GetValueCount(DicomTag.SOPInstanceUID) > 0)
        {
            return dataset;
        }

        var copy = new DicomDataset(dataset);
        if (dataset.GetValueCount(DicomTag.SOPClassUID) == 0)
        {
            copy.AddOrUpdate(DicomTag.SOPClassUID, file.FileMetaInfo.MediaStorageSOPClassUID);
        }

        if (dataset.GetValueCount(DicomTag.SOPInstanceUID) == 0)
        {
            copy.AddOrUpdate(DicomTag.SOPInstanceUID, file.FileMetaInfo.MediaStorageSOPInstanceUID);
        }

        return copy;
    }

    /// <summary>Writes an instance; in UTF-8 where its character set lacks a character of it.</summary>
    internal static long Write(DicomFile output, string path, Action<string> note, CancellationToken cancellationToken)
    {
        try
        {
            return output.WriteNew(path, options: null, flushToDisk: false, cancellationToken);
        }
        catch (DicomDataException)
        {
            // Mostly text that is not of its character set. UTF-8 has every character; what is wrong otherwise fails again.
            var length = output.WriteNew(
                path, new DicomWriterOptions { TextEncoding = DicomTextEncoding.Utf8 }, flushToDisk: false, cancellationToken);
            note(Utf8Note);
            return length;
        }
    }
}
