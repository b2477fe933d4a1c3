using WsiDicomizer.Deidentification.Encryption;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>Puts the originals that were kept in DICOM instances back: files in, files out. Pixel data is not touched.</summary>
/// <remarks>
/// Output: <c>study/series/instance.dcm</c> under codes made from the original UIDs, and report.json. All of it appears at
/// the end, or none of it. What comes back is the data set; file meta information and preamble are made anew, and segments
/// that were taken out of compressed frames stay out.
/// </remarks>
public sealed class InstanceReidentifier
{
    // The output is identity anyway: its names need no secret, only no identity that shows in a listing.
    private static readonly Pseudonymizer Names = new(new ProjectKey(new byte[ProjectKey.LengthBytes]));

    private readonly OriginalsDecryptor _decryptor;
    private readonly InstanceLimits _limits;

    /// <summary>Creates the re-identifier.</summary>
    /// <param name="key">The private key; its owner disposes it.</param>
    /// <param name="limits">What an input may ask for; null for the defaults.</param>
    public InstanceReidentifier(ReidentificationKey key, InstanceLimits? limits = null)
    {
        _decryptor = new OriginalsDecryptor(key);
        _limits = limits ?? InstanceLimits.Default;
    }

    /// <summary>Re-identifies all inputs, one after another.</summary>
    /// <param name="sources">The inputs.</param>
    /// <param name="outputDirectory">An existing, empty folder.</param>
    /// <param name="onResult">Told of each input when it is done; a delivered one may still turn out to be a duplicate.</param>
    /// <param name="cancellationToken">Stops; nothing of the run stays.</param>
    /// <returns>What became of each input.</returns>
    /// <exception cref="ConversionException">Another run is writing there.</exception>
    /// <exception cref="IOException">The output cannot be written: the disk is full or gone. Nothing of the run stays.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<InstanceResult> Run(
        IEnumerable<InstanceSource> sources,
        string outputDirectory,
        Action<InstanceResult> onResult,
        CancellationToken cancellationToken)
    {
        using var staging = InstanceStaging.Create(outputDirectory);
        var results = new List<InstanceResult>();
        foreach (var source in sources)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = Process(results.Count + 1, source, staging, cancellationToken);
            results.Add(result);
            onResult(result);
        }

        staging.Resolve((entry, path, isDuplicate) => results[entry.Number - 1] = results[entry.Number - 1] with
        {
            OutputPath = path,
            Status = isDuplicate ? InstanceStatus.Duplicate : InstanceStatus.Delivered,
        });
        if (results.Exists(result => result.Status == InstanceStatus.Delivered))
        {
            var report = staging.GetPath(ReidentificationReport.FileName);
            ReidentificationReport.Save(report, results);
            cancellationToken.ThrowIfCancellationRequested();
            staging.Deliver(report);
        }

        return results;
    }

    private InstanceResult Process(
        int number, InstanceSource source, InstanceStaging staging, CancellationToken cancellationToken)
    {
        var result = new InstanceResult { Number = number, SourcePath = source.Path, Status = InstanceStatus.Failed };
        try
        {
            using var file = DicomFile.Open(source.Path, _limits.Reading);
            return file.FileMetaInfo.MediaStorageSOPClassUID.UID == OutputSyntax.MediaStorageDirectoryUid
                ? result with { Status = InstanceStatus.MediaDirectory }
                : Restore(file, result, staging, cancellationToken);
        }
        catch (DicomFileException exception) when (exception.IsNotDicom && !source.IsExplicit)
        {
            return result with { Status = InstanceStatus.NotDicom };
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or IOException))
        {
            // The top loop: whatever is wrong with one input, the others go on.
            return result with { Failure = exception };
        }
    }

    private InstanceResult Restore(
        DicomFile file, InstanceResult result, InstanceStaging staging, CancellationToken cancellationToken)
    {
        // Padding is no attribute. In a file that was a TIFF as well it is the TIFF's, whose header was in the preamble.
        var restored = _decryptor.Restore(file.Dataset).Remove(DicomTag.DataSetTrailingPadding);
        var output = new DicomFile(DicomFileMetaInformation.Of(restored, file.FileMetaInfo.TransferSyntax), restored);
        var staged = staging.Reserve(result.Number, InstanceName.Of(restored, Names));
        var isWritten = false;
        try
        {
            var length = InstanceProcessor.Write(output, staged.Path, static _ => { }, cancellationToken);
            isWritten = true;
            return result with
            {
                Status = InstanceStatus.Delivered,
                SOPClassUID = output.FileMetaInfo.MediaStorageSOPClassUID,
                TransferSyntax = output.FileMetaInfo.TransferSyntax,
                FileLength = length,
            };
        }
        finally
        {
            if (!isWritten)
            {
                staging.Release(staged);
            }
        }
    }
}
