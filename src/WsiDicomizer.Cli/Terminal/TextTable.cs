using WsiDicomizer.Cli.Terminal.Rich;

namespace WsiDicomizer.Cli.Terminal;

/// <summary>A table: with borders and wrapped cells on a terminal, in plain aligned columns everywhere else.</summary>
/// <param name="headers">The names of the columns.</param>
internal sealed class TextTable(params string[] headers)
{
    private readonly List<string[]> _rows = [];

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Headers => headers;

    /// <summary>The rows, each with one cell per column.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One text per column; made safe to show here.</param>
    public void AddRow(params string[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, headers.Length, nameof(cells));
        _rows.Add([.. cells.Select(Printable.From)]);
    }

    /// <summary>Writes the table to standard output.</summary>
    public void Write(ICommandConsole console)
    {
        if (console.OutIsTerminal)
        {
            RichTable.Write(this, console);
        }
        else
        {
            WritePlain(console.Out);
        }
    }

    private void WritePlain(TextWriter writer)
    {
        var widths = new int[headers.Length];
        foreach (var row in _rows.Prepend(headers))
        {
            for (var column = 0; column < widths.Length; column++)
            {
                widths[column] = Math.Max(widths[column], row[column].Length);
            }
        }

        foreach (var row in _rows.Prepend(headers))
        {
            var cells = row.Select((cell, column) => cell.PadRight(widths[column]));
            writer.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }
}
