using WsiDicomizer.Conversion;
using WsiDicomizer.Conversion.Frames;

namespace WsiDicomizer.Cli.Converting;

/// <summary>What a run has done so far.</summary>
internal sealed class ConvertTotals
{
    private readonly SortedDictionary<FrameHandling, long> _frames = [];
    private readonly Dictionary<string, long> _actions = new(StringComparer.Ordinal);

    /// <summary>Slides that were converted.</summary>
    public int Converted { get; private set; }

    /// <summary>Slides that could not be converted and were processed in their own format.</summary>
    public int Anonymized { get; private set; }

    /// <summary>Inputs that failed.</summary>
    public int Failed { get; private set; }

    /// <summary>Files in folders that are no slides.</summary>
    public int NotSlides { get; private set; }

    /// <summary>Instances that were written.</summary>
    public long Files { get; private set; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Instances that are a TIFF as well.</summary>
    public long TiffFiles { get; private set; }

    /// <summary>The bytes of all files that are there for TIFF alone.</summary>
    public long TiffBytes { get; private set; }

    /// <summary>Frames that are background because their tiles are damaged; not among <see cref="Frames"/>.</summary>
    public long DamagedFrames { get; private set; }

    /// <summary>The number of the slide that comes next, from 1: slides count, other files do not.</summary>
    public int NextNumber => Converted + Anonymized + Failed + 1;

    /// <summary>Frames by what was done to them.</summary>
    public IReadOnlyDictionary<FrameHandling, long> Frames => _frames;

    /// <summary>Actions by their letters.</summary>
    public IReadOnlyDictionary<string, long> Actions => _actions;

    /// <summary>Counts a slide that went well.</summary>
    public void Add(ConversionResult result)
    {
        Converted++;
        Files += result.Instances.Count;
        foreach (var instance in result.Instances)
        {
            Bytes += instance.FileLength;
            TiffFiles += instance.Tiff is null ? 0 : 1;
            TiffBytes += instance.Tiff?.ExtraBytes ?? 0;
            DamagedFrames += instance.DamagedFrames.Count;
            _frames[instance.Handling] =
                _frames.GetValueOrDefault(instance.Handling) + instance.FrameCount - instance.DamagedFrames.Count;
        }

        foreach (var (letter, count) in result.ActionCounts)
        {
            _actions[letter] = _actions.GetValueOrDefault(letter) + count;
        }
    }

    /// <summary>Counts a slide that was processed in its own format.</summary>
    public void AddAnonymized() => Anonymized++;

    /// <summary>Counts an input that failed.</summary>
    public void AddFailure() => Failed++;

    /// <summary>Counts a file that is no slide.</summary>
    public void AddNotSlide() => NotSlides++;
}
