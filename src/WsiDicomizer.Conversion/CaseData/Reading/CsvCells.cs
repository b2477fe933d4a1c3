namespace WsiDicomizer.Conversion.CaseData.Reading;

/// <summary>The cells of a row that belong together: those of the slide, or those of one specimen.</summary>
/// <param name="place">Where the row begins.</param>
internal sealed class CsvCells(TextPlace place)
{
    private const char ListSeparator = '|';

    private readonly Dictionary<string, CsvCell> _cells = new(StringComparer.Ordinal);

    /// <summary>Where the row begins.</summary>
    public TextPlace Place => place;

    /// <summary>Whether there is no text in any of them.</summary>
    public bool AreEmpty => _cells.Count == 0;

    /// <summary>Adds a cell, unless it is empty.</summary>
    public void Add(string column, CsvCell cell)
    {
        if (cell.Text.Length > 0)
        {
            _cells.Add(column, cell);
        }
    }

    /// <summary>A cell; null where it is empty.</summary>
    public CaseText? this[string column] =>
        _cells.TryGetValue(column, out var cell) ? new CaseText(cell.Place, cell.Text) : null;

    /// <summary>A cell as a list, its entries parted by <c>|</c>; null where it is empty.</summary>
    public CaseList? List(string column)
    {
        if (this[column] is not { } text)
        {
            return null;
        }

        const StringSplitOptions Options = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        return new CaseList(
            text.Place, [.. text.Value.Split(ListSeparator, Options).Select(entry => new CaseText(text.Place, entry))]);
    }
}
