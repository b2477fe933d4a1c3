using System.Text;

namespace WsiDicomizer.Conversion.CaseData.Reading;

/// <summary>Splits CSV into rows of cells: RFC 4180, with a comma, a semicolon or a tab between cells.</summary>
/// <remarks>
/// The separator is the one that the header has most of outside quotes, or what a first line <c>sep=;</c> says, as
/// spreadsheets write it. Lines end with CR LF, LF or CR. Lines without any text are passed over.
/// </remarks>
internal sealed class CsvReader
{
    private const string SeparatorLine = "sep=";

    private readonly string _text;
    private readonly CaseDataLimits _limits;
    private readonly CaseDataMistakes _mistakes;
    private readonly char _separator;
    private int _at;
    private int _line = 1;

    /// <summary>Creates a reader.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <param name="mistakes">Where mistakes go that do not stop the reading.</param>
    public CsvReader(string text, CaseDataLimits limits, CaseDataMistakes mistakes)
    {
        _text = text;
        _limits = limits;
        _mistakes = mistakes;
        if (text.Length > SeparatorLine.Length
            && text.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase)
            && text[SeparatorLine.Length] is ',' or ';' or '\t')
        {
            _separator = text[SeparatorLine.Length];
            _at = SeparatorLine.Length + 1;
            EndLine();
        }
        else
        {
            _separator = FindSeparator(text);
        }
    }

    /// <summary>The rows, one after another; none is without text.</summary>
    /// <exception cref="CaseDataException">A quote is never closed, or there is more than the limits allow.</exception>
    public IEnumerable<IReadOnlyList<CsvCell>> ReadRows()
    {
        var rows = 0;
        while (_at < _text.Length)
        {
            var row = ReadRow();
            if (row.All(cell => cell.Text.Length == 0))
            {
                continue;
            }

            // The header is a row too.
            if (++rows > _limits.MaximumSlides + 1)
            {
                throw _mistakes.Stop(
                    row[0].Place, $"more rows than {nameof(CaseDataLimits.MaximumSlides)} = {_limits.MaximumSlides}");
            }

            yield return row;
        }
    }

    private List<CsvCell> ReadRow()
    {
        var row = new List<CsvCell>();
        do
        {
            var place = new TextPlace(_line, row.Count + 1);
            if (row.Count >= _limits.MaximumColumns)
            {
                throw _mistakes.Stop(
                    place, $"more columns than {nameof(CaseDataLimits.MaximumColumns)} = {_limits.MaximumColumns}");
            }

            var text = _at < _text.Length && _text[_at] == '"' ? ReadQuoted(place) : ReadPlain(place);
            if (text.Length > _limits.MaximumValueLength)
            {
                _mistakes.Add(
                    place, $"a value longer than {nameof(CaseDataLimits.MaximumValueLength)} = {_limits.MaximumValueLength}");
                text = string.Empty;
            }

            row.Add(new CsvCell(place, text.Trim()));
        }
        while (Take(_separator));
        EndLine();
        return row;
    }

    private string ReadPlain(TextPlace place)
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] != _separator && _text[_at] is not ('\r' or '\n'))
        {
            _at++;
        }

        var text = _text[start.._at];
        if (text.Contains('"', StringComparison.Ordinal))
        {
            _mistakes.Add(place, "a quote within a cell: put the whole cell in quotes and double the quote (RFC 4180)");
        }

        return text;
    }

    private string ReadQuoted(TextPlace place)
    {
        var text = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            if (_text[_at] != '"')
            {
                _line += _text[_at] == '\n' ? 1 : 0;
                text.Append(_text[_at]);
            }
            else if (_at + 1 < _text.Length && _text[_at + 1] == '"')
            {
                text.Append('"');
                _at++;
            }
            else
            {
                _at++;
                if (ReadPlain(place).Length > 0)
                {
                    _mistakes.Add(place, "text behind the closing quote of a cell");
                }

                return text.ToString();
            }
        }

        throw _mistakes.Stop(place, "the quote that opens here is never closed");
    }

    private bool Take(char character)
    {
        if (_at < _text.Length && _text[_at] == character)
        {
            _at++;
            return true;
        }

        return false;
    }

    private void EndLine()
    {
        if (Take('\r') | Take('\n'))
        {
            _line++;
        }
    }

    private static char FindSeparator(string text)
    {
        var (commas, semicolons, tabs, isQuoted) = (0, 0, 0, false);
        foreach (var character in text)
        {
            isQuoted ^= character == '"';
            if (!isQuoted && character is '\r' or '\n' && commas + semicolons + tabs > 0)
            {
                break;
            }

            commas += !isQuoted && character == ',' ? 1 : 0;
            semicolons += !isQuoted && character == ';' ? 1 : 0;
            tabs += !isQuoted && character == '\t' ? 1 : 0;
        }

        return tabs > Math.Max(commas, semicolons) ? '\t' : semicolons > commas ? ';' : ',';
    }
}
