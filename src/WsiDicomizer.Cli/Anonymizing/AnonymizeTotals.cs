namespace WsiDicomizer.Cli.Anonymizing;

/// <summary>What a run has done so far.</summary>
internal sealed class AnonymizeTotals
{
    /// <summary>Slides that went well.</summary>
    public int Done { get; private set; }

    /// <summary>Inputs that failed.</summary>
    public int Failed { get; private set; }

    /// <summary>Files in folders that are no slides.</summary>
    public int NotSlides { get; private set; }

    /// <summary>The number of the slide that comes next, from 1: slides count, other files do not.</summary>
    public int NextNumber => Done + Failed + 1;

    /// <summary>Counts a slide that went well.</summary>
    public void AddDone() => Done++;

    /// <summary>Counts an input that failed.</summary>
    public void AddFailure() => Failed++;

    /// <summary>Counts a file that is no slide.</summary>
    public void AddNotSlide() => NotSlides++;
}
