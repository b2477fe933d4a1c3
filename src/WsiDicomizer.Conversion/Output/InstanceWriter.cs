using WsiDicomizer.Conversion.DualTiff;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.Output;

/// <summary>Writes instances, one after the other: data set first, then its frames.</summary>
/// <remarks>What was written is on the disk after <see cref="WaitForDisk"/>, not before.</remarks>
internal sealed class InstanceWriter : IDisposable
{
    // The length of an element is even and has 32 bits, all set for "undefined".
    private const long MaximumNativeBytes = uint.MaxValue - 1L;

    // While one file is brought to the disk the next is written: both take their time, but of different devices.
    private readonly List<Task> _completions = [];

    private readonly int _workers;
    private readonly Action<int, long> _onWritten;

    /// <summary>Creates the writer.</summary>
    /// <param name="workers">Threads for the frames.</param>
    /// <param name="onWritten">Told the number of frames and bytes that were written; called from several threads.</param>
    public InstanceWriter(int workers, Action<int, long> onWritten)
    {
        _workers = workers;
        _onWritten = onWritten;
    }

    /// <summary>Writes an instance into one file.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="tiff">The TIFF that the file shall be as well; null for none.</param>
    /// <param name="cancellationToken">Stops between frames.</param>
    public ConvertedInstance Write(
        string path, OutgoingInstance instance, DualTiffFile? tiff, CancellationToken cancellationToken)
    {
        var (plan, meta, dataset) = (instance.Plan, instance.Meta, instance.Dataset);
        var (digests, length) = plan.TransferSyntax.IsEncapsulated
            ? WriteFrames(path, plan, meta, dataset, tiff, cancellationToken)
            : WriteNative(path, plan, meta, dataset, cancellationToken);
        return Describe(instance, digests, length) with { Tiff = tiff?.Side };
    }

    /// <summary>Writes the parts of a concatenation, in one pass over the frames.</summary>
    /// <param name="parts">The parts, in order.</param>
    /// <param name="prepare">Makes the data set of a part as it goes out.</param>
    /// <param name="getPath">Where a part's file goes: one that does not exist yet.</param>
    /// <param name="cancellationToken">Stops between frames.</param>
    /// <returns>What was written, and the parts as they went out.</returns>
    public IReadOnlyList<(ConvertedInstance Written, OutgoingInstance Instance)> WriteParts(
        IReadOnlyList<InstancePlan> parts,
        Func<InstancePlan, OutgoingInstance> prepare,
        Func<InstancePlan, string> getPath,
        CancellationToken cancellationToken)
    {
        if (!parts[0].TransferSyntax.IsEncapsulated)
        {
            return [.. parts.Select(part =>
            {
                var instance = prepare(part);
                return (Write(getPath(part), instance, tiff: null, cancellationToken), instance);
            })];
        }

        var outgoing = new Dictionary<int, OutgoingInstance>();
        DicomFrameFileWriter Open(InstancePlan part)
        {
            var instance = prepare(part);
            outgoing.Add(part.Part!.Number, instance);
            return DicomFrameFileWriter.Create(
                getPath(part), instance.Meta, instance.Dataset, EncapsulatedLayout.Create(part.FrameLengths));
        }

        using var sink = new ConcatenationSink(parts, Open, _completions.Add, _onWritten);
        parts[0].Frames.CopyTo(sink, _workers, cancellationToken);
        return
        [
            .. parts.Select((part, index) => (
                Describe(outgoing[part.Part!.Number], sink.GetDigests(part.Part), sink.FileLengths[index]),
                outgoing[part.Part.Number])),
        ];
    }

    /// <summary>Waits until all instances are on the disk.</summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void WaitForDisk() => Task.WhenAll(_completions).GetAwaiter().GetResult();

    /// <summary>Waits until no file is open any more, whatever became of them.</summary>
    public void Dispose() => Task.WhenAny(Task.WhenAll(_completions)).Wait();

    private (ReadOnlyMemory<byte> Digests, long Length) WriteFrames(
        string path,
        InstancePlan plan,
        DicomFileMetaInformation meta,
        DicomDataset dataset,
        DualTiffFile? tiff,
        CancellationToken cancellationToken)
    {
        var layout = EncapsulatedLayout.Create(plan.FrameLengths);
        var writer = DicomFrameFileWriter.Create(
            path, meta, dataset, layout, tiff?.CreateOptions() ?? DicomFrameFileOptions.None);
        var isWritten = false;
        try
        {
            var sink = new FileFrameSink(writer, layout, _onWritten);
            plan.Frames.CopyTo(sink, _workers, cancellationToken);
            tiff?.WritePadding(writer, _workers, _onWritten, cancellationToken);
            _completions.Add(writer.CompleteAndCloseAsync());
            isWritten = true;
            return (sink.Digests, writer.FileLength);
        }
        finally
        {
            if (!isWritten)
            {
                writer.Dispose();
            }
        }
    }

    private (ReadOnlyMemory<byte> Digests, long Length) WriteNative(
        string path,
        InstancePlan plan,
        DicomFileMetaInformation meta,
        DicomDataset dataset,
        CancellationToken cancellationToken)
    {
        var frames = new NativeFrames((ILevelFrameSource)plan.Frames, plan.Part?.FrameOffset ?? 0, plan.FrameCount);
        if (frames.Length > MaximumNativeBytes)
        {
            throw new ConversionException(
                $"{plan.FileName}: {frames.Length} bytes of uncompressed pixels are more than one instance can hold "
                + $"({MaximumNativeBytes}, PS3.5 7.1.1): convert this slide with --max-instance-size");
        }

        // PS3.5 A.2: with 8 bits allocated in explicit VR, PixelData may be OB; with more it is OW.
        var vr = plan.BitsPerSample > 8 ? DicomVR.OW : DicomVR.OB;
        var writer = DicomNativeFileWriter.Create(path, meta, dataset, vr, frames.FrameLength, plan.FrameCount);
        var isWritten = false;
        try
        {
            var digests = frames.CopyTo(writer, _workers, _onWritten, cancellationToken);
            _completions.Add(writer.CompleteAndCloseAsync());
            isWritten = true;
            return (digests, writer.FileLength);
        }
        finally
        {
            if (!isWritten)
            {
                writer.Dispose();
            }
        }
    }

    private static ConvertedInstance Describe(OutgoingInstance instance, ReadOnlyMemory<byte> digests, long fileLength)
    {
        var plan = instance.Plan;
        var first = plan.Part?.FrameOffset ?? 0;
        return new ConvertedInstance
        {
            FileName = plan.FileName,
            Role = plan.Role.ToTerm(),
            SOPInstanceUID = instance.Meta.MediaStorageSOPInstanceUID.UID,
            Size = plan.Size,
            FrameSize = plan.FrameSize,
            FrameCount = plan.FrameCount,
            TransferSyntax = plan.TransferSyntax.Name,
            TransferSyntaxUID = plan.TransferSyntax.UID.UID,
            PhotometricInterpretation = plan.PhotometricInterpretation,
            Handling = plan.Frames.Handling,
            FilledFrames =
            [
                .. plan.Frames.FilledFrames
                    .Where(frame => frame >= first && frame < first + plan.FrameCount).Select(frame => frame - first),
            ],
            DamagedFrames =
            [
                .. plan.Frames.DamagedFrames
                    .Where(frame => frame.FrameIndex >= first && frame.FrameIndex < first + plan.FrameCount)
                    .Select(frame => frame with { FrameIndex = frame.FrameIndex - first }),
            ],
            FrameDigests = digests,
            FileLength = fileLength,
            Part = plan.Part,
            Mask = plan.Mask,
        };
    }
}
