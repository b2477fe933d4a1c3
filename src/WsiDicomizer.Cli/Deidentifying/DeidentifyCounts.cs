using WsiDicomizer.Conversion.Instances;

namespace WsiDicomizer.Cli.Deidentifying;

/// <summary>What became of the inputs of a run, in numbers.</summary>
internal sealed class DeidentifyCounts
{
    private readonly Dictionary<InstanceStatus, int> _counts = [];

    /// <summary>Counts.</summary>
    /// <param name="summary">The run.</param>
    /// <param name="unreachable">Folders that could not be read.</param>
    public DeidentifyCounts(InstancesSummary summary, int unreachable)
    {
        foreach (var result in summary.Results)
        {
            _counts[result.Status] = this[result.Status] + 1;
            Bytes += result.Status == InstanceStatus.Delivered ? result.FileLength : 0;
            Frames += result.Status == InstanceStatus.Delivered ? result.Frames : 0;
            ScrubbedFrames += result.Status == InstanceStatus.Delivered ? result.ScrubbedFrames : 0;
        }

        Failed = this[InstanceStatus.Failed] + unreachable;
    }

    /// <summary>Inputs of one fate.</summary>
    public int this[InstanceStatus status] => _counts.GetValueOrDefault(status);

    /// <summary>Inputs that were instances, and were read.</summary>
    public int Instances =>
        this[InstanceStatus.Delivered] + this[InstanceStatus.Duplicate] + this[InstanceStatus.Dropped];

    /// <summary>Inputs that failed, and folders that could not be read.</summary>
    public int Failed { get; }

    /// <summary>The bytes of all files that were delivered.</summary>
    public long Bytes { get; }

    /// <summary>Their encapsulated frames.</summary>
    public long Frames { get; }

    /// <summary>How many of them lost something.</summary>
    public long ScrubbedFrames { get; }
}
