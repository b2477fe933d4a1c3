using System.Globalization;
using WsiDicomizer.Conversion.Output;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>
/// Splits an instance that would be larger than wanted into the parts of a concatenation (PS3.3 C.7.6.16.2.2.4). What fits
/// stays whole: a concatenation of one part is refused by readers.
/// </summary>
internal sealed class ConcatenationPlanner
{
    // More files than this for one level help nobody; InConcatenationNumber would end at 65,535.
    private const int MaximumParts = 10_000;

    // UIDs and numbers of the parts differ in length by a few characters each: at most two UIDs of 64 and two numbers.
    private const int Slack = 256;

    private const int BasicOffsetBytes = 4;
    private const int ExtendedOffsetBytes = 16;

    private readonly long _maximumBytes;
    private readonly Func<InstancePlan, OutgoingInstance> _prepare;

    /// <summary>Creates the planner.</summary>
    /// <param name="maximumBytes">The largest file.</param>
    /// <param name="prepare">Makes the data set of an instance as it goes out.</param>
    public ConcatenationPlanner(long maximumBytes, Func<InstancePlan, OutgoingInstance> prepare)
    {
        _maximumBytes = maximumBytes;
        _prepare = prepare;
    }

    /// <summary>The parts of an instance: itself alone where it fits.</summary>
    /// <param name="whole">The instance.</param>
    /// <exception cref="ConversionException">A part with one frame would be larger than wanted, or there are too many parts.</exception>
    public IReadOnlyList<InstancePlan> Plan(InstancePlan whole)
    {
        if (_prepare(whole).GetFileLength() <= _maximumBytes)
        {
            return [whole];
        }

        var counts = whole.TransferSyntax.IsEncapsulated && whole.FrameCount > 1 ? Split(whole) : throw TooSmall(whole);
        var offset = 0;
        var parts = new InstancePlan[counts.Count];
        for (var index = 0; index < parts.Length; index++)
        {
            parts[index] = AsPart(whole, new ConcatenationPart(index + 1, parts.Length, offset, counts[index], _maximumBytes));
            offset += counts[index];
        }

        return parts;
    }

    private static InstancePlan AsPart(InstancePlan whole, ConcatenationPart part) => whole with
    {
        FileName = string.Create(
            CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(whole.FileName)}-{part.Number}.dcm"),
        Part = part,
    };

    // Each part as full as it may be, so that there are as few as can be.
    private List<int> Split(InstancePlan whole)
    {
        var budget = _maximumBytes - MeasureRest(whole);
        var offsetBytes = _maximumBytes > uint.MaxValue ? ExtendedOffsetBytes : BasicOffsetBytes;
        var counts = new List<int>();
        var count = 0;
        long bytes = 0;
        foreach (var length in whole.Frames.FrameLengths)
        {
            var cost = EncapsulatedLayout.ItemHeaderBytes + length + (length & 1) + offsetBytes;
            if (cost > budget)
            {
                throw TooSmall(whole);
            }

            if (bytes + cost > budget)
            {
                counts.Add(count);
                count = 0;
                bytes = 0;
            }

            count++;
            bytes += cost;
        }

        counts.Add(count);
        return counts.Count <= MaximumParts
            ? counts
            : throw new ConversionException(string.Create(
                CultureInfo.InvariantCulture,
                $"{whole.FileName}: {_maximumBytes} bytes per instance would give {counts.Count} parts, more than {MaximumParts}: "
                + $"give a larger --max-instance-size"));
    }

    // Everything in a part's file but its frames and the entries of its offset table.
    private long MeasureRest(InstancePlan whole)
    {
        var count = whole.FrameCount;
        var sample = _prepare(AsPart(whole, new ConcatenationPart(1, count, 0, 1, _maximumBytes)));
        return sample.GetFileLength() - EncapsulatedLayout.Create([whole.Frames.FrameLengths[0]]).FramesLength + Slack;
    }

    private ConversionException TooSmall(InstancePlan whole)
    {
        var rest = whole.TransferSyntax.IsEncapsulated && whole.FrameCount > 1
            ? MeasureRest(whole) + EncapsulatedLayout.ItemHeaderBytes + ExtendedOffsetBytes + 1 + whole.Frames.FrameLengths.Max()
            : _prepare(whole).GetFileLength();
        return new ConversionException(string.Create(
            CultureInfo.InvariantCulture,
            $"{whole.FileName}: no instance can be smaller than its attributes with one frame: expected a "
            + $"--max-instance-size of at least {rest} bytes"));
    }
}
