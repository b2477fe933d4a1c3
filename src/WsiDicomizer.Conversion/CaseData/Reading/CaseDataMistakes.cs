namespace WsiDicomizer.Conversion.CaseData.Reading;

/// <summary>Collects what is wrong with a file, so that a person is told everything at once; bounded.</summary>
/// <param name="limits">How many mistakes are kept.</param>
internal sealed class CaseDataMistakes(CaseDataLimits limits)
{
    private readonly List<CaseDataMistake> _mistakes = [];
    private bool _hasMore;

    /// <summary>Whether no more are kept, so that nothing costly need be done for their messages.</summary>
    public bool AreFull => _mistakes.Count >= limits.MaximumMistakes;

    /// <summary>Adds a mistake.</summary>
    /// <param name="place">Where.</param>
    /// <param name="message">What; never a value.</param>
    public void Add(TextPlace place, string message)
    {
        if (_mistakes.Count < limits.MaximumMistakes)
        {
            _mistakes.Add(new CaseDataMistake(place.Line, place.Column, message));
        }
        else
        {
            _hasMore = true;
        }
    }

    /// <summary>Throws where something was wrong.</summary>
    /// <exception cref="CaseDataException">Something was.</exception>
    public void ThrowIfAny()
    {
        if (_mistakes.Count > 0)
        {
            throw new CaseDataException(
                [.. _mistakes.OrderBy(mistake => mistake.Line).ThenBy(mistake => mistake.Column)], _hasMore);
        }
    }

    /// <summary>Adds a mistake that makes it pointless to read on.</summary>
    /// <exception cref="CaseDataException">Always, with all mistakes so far.</exception>
    public CaseDataException Stop(TextPlace place, string message)
    {
        Add(place, message);
        return new CaseDataException(_mistakes, _hasMore);
    }
}
