namespace WsiDicomizer.Conversion.Frames;

/// <summary>The frames of one instance, with lengths that are known before the first is written.</summary>
public interface IFrameSource
{
    /// <summary>What was done to the pixels.</summary>
    FrameHandling Handling { get; }

    /// <summary>The length of each frame in bytes, without padding.</summary>
    IReadOnlyList<long> FrameLengths { get; }

    /// <summary>0-based indices of frames that stand in for tiles that the source does not store.</summary>
    IReadOnlyList<int> FilledFrames { get; }

    /// <summary>Frames that are background because their tiles cannot be read or decoded; complete when all frames were copied.</summary>
    IReadOnlyList<DamagedFrame> DamagedFrames => [];

    /// <summary>Hands all frames to a sink, in runs of consecutive frames, on several threads.</summary>
    /// <param name="sink">Takes the frames; thread-safe.</param>
    /// <param name="workers">The number of threads, at least 1.</param>
    /// <param name="cancellationToken">Stops between runs.</param>
    void CopyTo(IFrameSink sink, int workers, CancellationToken cancellationToken);
}
