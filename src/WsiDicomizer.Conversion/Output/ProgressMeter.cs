namespace WsiDicomizer.Conversion.Output;

/// <summary>Adds up what the threads have written and tells it.</summary>
internal sealed class ProgressMeter
{
    private readonly long _framesTotal;
    private readonly IProgress<ConversionProgress>? _progress;
    private long _framesDone;
    private long _bytesDone;

    /// <summary>Creates the meter.</summary>
    /// <param name="framesTotal">Of all instances.</param>
    /// <param name="progress">Who is told; may be null.</param>
    public ProgressMeter(long framesTotal, IProgress<ConversionProgress>? progress)
    {
        _framesTotal = framesTotal;
        _progress = progress;
    }

    /// <summary>Adds what was written. Thread-safe.</summary>
    /// <param name="frames">Frames.</param>
    /// <param name="bytes">Bytes.</param>
    public void Add(int frames, long bytes)
    {
        var framesDone = Interlocked.Add(ref _framesDone, frames);
        var bytesDone = Interlocked.Add(ref _bytesDone, bytes);
        _progress?.Report(new ConversionProgress(framesDone, _framesTotal, bytesDone));
    }
}
