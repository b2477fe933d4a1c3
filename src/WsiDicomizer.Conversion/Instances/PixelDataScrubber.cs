using System.Buffers;
using System.Buffers.Binary;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>
/// Makes encapsulated pixel data that holds nothing but what decoding needs: a fragment for each frame, in order, with an
/// offset table that says where they are (PS3.5 A.4, PS3.3 C.7.6.3.1.8).
/// </summary>
/// <remarks>Frames are read twice: to find their lengths, which stand before them, and to be written. None stays in memory.</remarks>
internal sealed class PixelDataScrubber : IDisposable
{
    // Below this, starting threads takes longer than the work.
    private const int LeastParallelFrames = 32;

    private readonly DicomTransferSyntax _syntax;
    private readonly InstanceLimits _limits;
    private readonly int _workers;
    private readonly CancellationTokenSource _stop;
    private DicomFragmentSequence? _begun;
    private Task<LookedThrough>? _ahead;
    private int _frames;
    private int _scrubbed;

    /// <summary>Creates the scrubber of one instance.</summary>
    /// <param name="syntax">The transfer syntax of its pixel data.</param>
    /// <param name="limits">What a frame may ask for.</param>
    /// <param name="workers">The number of threads.</param>
    /// <param name="cancellationToken">Stops between frames.</param>
    public PixelDataScrubber(
        DicomTransferSyntax syntax, InstanceLimits limits, int workers, CancellationToken cancellationToken)
    {
        _syntax = syntax;
        _limits = limits;
        _workers = workers;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Frames that were looked through so far.</summary>
    public int Frames => _frames;

    /// <summary>How many of them lose segments or bytes behind their end.</summary>
    public int ScrubbedFrames => _scrubbed;

    /// <summary>Begins to look through the frames of a data set while other work is done with it.</summary>
    /// <param name="dataset">The data set whose pixel data will be replaced, or one that it is taken from.</param>
    public void Begin(DicomDataset dataset)
    {
        if (dataset.TryGetDicomItem<DicomFragmentSequence>(DicomTag.PixelData, out var pixelData)
            && pixelData.Fragments.Count >= LeastParallelFrames)
        {
            _begun = pixelData;
            _ahead = Task.Run(() => LookThrough(dataset, pixelData));
        }
    }

    /// <summary>Replaces the encapsulated pixel data of a data set and of the items in it, icons for example.</summary>
    /// <param name="dataset">Changed in place.</param>
    /// <exception cref="ConversionException">A frame cannot be looked through.</exception>
    /// <exception cref="DicomException">The frames cannot be told apart, or the file cannot be read.</exception>
    public void Apply(DicomDataset dataset)
    {
        foreach (var sequence in dataset.OfType<DicomSequence>())
        {
            foreach (var item in sequence.Items)
            {
                Apply(item);
            }
        }

        if (dataset.TryGetDicomItem<DicomFragmentSequence>(DicomTag.PixelData, out var pixelData))
        {
            Replace(dataset, pixelData);
        }
    }

    /// <summary>Ends what was begun and is not needed any more; how it went does not matter then.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        if (_ahead is not null)
        {
            Task.WhenAny(_ahead).Wait();
        }

        _stop.Dispose();
    }

    private void Replace(DicomDataset dataset, DicomFragmentSequence pixelData)
    {
        var (frames, lengths) = ReferenceEquals(pixelData, _begun)
            ? _ahead!.GetAwaiter().GetResult()
            : LookThrough(dataset, pixelData);
        _frames += frames.Length;
        Attach(dataset, frames, lengths);
    }

    private LookedThrough LookThrough(DicomDataset dataset, DicomFragmentSequence pixelData)
    {
        var scrubber = FrameScrubber.Find(_syntax, dataset) ?? throw new ConversionException(
            $"the frames are coded in a way that cannot be looked through for text ({NameOf(_syntax)}); convert the file to "
            + "another transfer syntax first");
        var stored = DicomEncapsulatedFrames.Create(dataset, pixelData);
        var frames = new IByteSource[stored.Count];
        var lengths = new long[stored.Count];
        var next = -1;
        WorkerGroup.Run(
            frames.Length < LeastParallelFrames ? 1 : _workers,
            token =>
            {
                for (var index = Interlocked.Increment(ref next); index < frames.Length; index = Interlocked.Increment(ref next))
                {
                    token.ThrowIfCancellationRequested();
                    (frames[index], lengths[index]) = Scrub(stored.GetFrame(index), index, scrubber);
                }
            },
            _stop.Token);
        return new LookedThrough(frames, lengths);
    }

    private (IByteSource Frame, long Length) Scrub(IByteSource stored, int index, FrameScrubber scrubber)
    {
        if (stored.Length > _limits.MaximumFrameBytes)
        {
            throw new ConversionException(
                $"frame {index + 1} is longer than {nameof(_limits.MaximumFrameBytes)} = {_limits.MaximumFrameBytes}");
        }

        var length = (int)stored.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var bytes = buffer.AsSpan(0, length);
            stored.Read(0, bytes);
            var result = scrubber.Apply(bytes, index);
            if (result.Length == 0)
            {
                throw new ConversionException($"frame {index + 1} is empty");
            }

            // A zero that only makes the frame even is no loss, and need not be made anew.
            var isKept = result is { Rewritten: null, CutLength: 0 }
                && (length == result.Length || (length == result.Length + 1 && bytes[^1] == 0));
            if (!isKept)
            {
                Interlocked.Increment(ref _scrubbed);
            }

            return isKept && (length & 1) == 0
                ? (stored, result.Length)
                : (new ScrubbedFrame(stored, index, result, scrubber), result.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // A UID that is not registered is somebody's own.
    private static string NameOf(DicomTransferSyntax syntax) =>
        DicomUIDRegistry.Default.TryGet(syntax.UID.UID, out var entry) ? entry.Name : "a transfer syntax that is not the standard's";

    private static void Attach(DicomDataset dataset, IByteSource[] frames, long[] lengths)
    {
        var offsets = new long[frames.Length];
        long end = 0;
        for (var index = 0; index < frames.Length; index++)
        {
            offsets[index] = end;
            end += EncapsulatedLayout.ItemHeaderBytes + frames[index].Length;
        }

        // A source that had the extended table keeps it; else it comes where the basic one's 32 bits do not reach.
        var isExtended = offsets[^1] > uint.MaxValue || dataset.Contains(DicomTag.ExtendedOffsetTable);
        dataset.Remove(DicomTag.ExtendedOffsetTable, DicomTag.ExtendedOffsetTableLengths);
        if (isExtended)
        {
            dataset.AddOrUpdate(new DicomOtherVeryLong(DicomTag.ExtendedOffsetTable, LittleEndian(offsets)));
            dataset.AddOrUpdate(new DicomOtherVeryLong(DicomTag.ExtendedOffsetTableLengths, LittleEndian(lengths)));
        }

        uint[] table = isExtended ? [] : [.. offsets.Select(offset => (uint)offset)];
        dataset.AddOrUpdate(new DicomFragmentSequence(DicomTag.PixelData, table, frames, offsets));
    }

    private static byte[] LittleEndian(long[] values)
    {
        var bytes = new byte[values.Length * sizeof(long)];
        for (var index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(index * sizeof(long)), values[index]);
        }

        return bytes;
    }

    /// <summary>The frames of an instance as they go out, and their lengths without padding.</summary>
    private sealed record LookedThrough(IByteSource[] Frames, long[] Lengths);
}
