using System.Buffers;
using System.Text;

namespace WsiDicomizer.Deidentification.Crosswalks;

/// <summary>Lines of a crosswalk: CSV in UTF-8 without byte order mark, quoted as RFC 4180 says, each ended by LF.</summary>
internal static class CrosswalkCsv
{
    private const char Apostrophe = '\'';

    // What makes a spreadsheet take a cell for a formula; the apostrophe itself, so that one can be taken off again.
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r'");

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    /// <summary>A line as programs read it: values letter for letter.</summary>
    public static byte[] Exact(params ReadOnlySpan<string> cells) => Line(cells, isForSpreadsheet: false);

    /// <summary>
    /// A line that a spreadsheet may open too: a value that begins like a formula, or with an apostrophe, has an
    /// apostrophe before it. Whole numbers are left alone.
    /// </summary>
    public static byte[] ForSpreadsheet(params ReadOnlySpan<string> cells) => Line(cells, isForSpreadsheet: true);

    private static byte[] Line(ReadOnlySpan<string> cells, bool isForSpreadsheet)
    {
        var line = new StringBuilder();
        foreach (var cell in cells)
        {
            line.Append(line.Length > 0 ? "," : string.Empty);
            var text = isForSpreadsheet && IsLikeFormula(cell) ? Apostrophe + cell : cell;
            if (text.AsSpan().ContainsAny(Quoted))
            {
                line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }
            else
            {
                line.Append(text);
            }
        }

        return Encoding.UTF8.GetBytes(line.Append('\n').ToString());
    }

    private static bool IsLikeFormula(string cell) =>
        cell.Length > 0 && Formula.Contains(cell[0])
        && !(cell[0] == '-' && cell.Length > 1 && !cell.AsSpan(1).ContainsAnyExceptInRange('0', '9'));
}
