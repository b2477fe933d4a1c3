namespace WsiDicomizer.Conversion.CaseData;

/// <summary>A file of case data is wrong, and nothing of it was used. Holds no value of the file.</summary>
public sealed class CaseDataException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="mistakes">What is wrong, in the order of the file; at least one.</param>
    /// <param name="hasMore">Whether there are mistakes that are not listed.</param>
    public CaseDataException(IReadOnlyList<CaseDataMistake> mistakes, bool hasMore = false)
        : base(mistakes[0].Message)
    {
        Mistakes = mistakes;
        HasMore = hasMore;
    }

    /// <summary>What is wrong, in the order of the file.</summary>
    public IReadOnlyList<CaseDataMistake> Mistakes { get; }

    /// <summary>Whether there are mistakes that are not listed.</summary>
    public bool HasMore { get; }
}
