namespace WsiDicomizer.Slides;

/// <summary>A slide cannot be read. Says which file, where, what was expected and what to do; never a value from the file.</summary>
public class SlideFormatException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="problem">Which of the three kinds it is.</param>
    /// <param name="message">What happened, what was expected and what to do, without the path and without values.</param>
    /// <param name="path">The file.</param>
    /// <param name="offset">Where in the file, if there is a place.</param>
    /// <param name="innerException">What caused it, if something did.</param>
    public SlideFormatException(
        SlideProblem problem, string message, string path, long? offset = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Problem = problem;
        Path = path;
        Offset = offset;
    }

    /// <summary>Not this format, damaged, or valid but unsupported.</summary>
    public SlideProblem Problem { get; }

    /// <summary>The file, by its path.</summary>
    public string Path { get; }

    /// <summary>Bytes from the start of the file, if there is a place.</summary>
    public long? Offset { get; }

    /// <summary>All files of the slide that cannot be read, by full path, where they are known: it is one failure.</summary>
    public IReadOnlyList<string> SlideFiles { get; internal set; } = [];
}

/// <summary>Why a slide cannot be read.</summary>
public enum SlideProblem
{
    /// <summary>No format of ours: foreign or empty.</summary>
    NotThisFormat,

    /// <summary>Recognised, but damaged or cut off.</summary>
    Damaged,

    /// <summary>Valid, but with something that is not supported.</summary>
    Unsupported,

    /// <summary>The file cannot be read: it vanished, or the system refuses.</summary>
    Unreadable,
}
