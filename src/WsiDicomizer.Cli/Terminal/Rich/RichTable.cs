using Spectre.Console;

namespace WsiDicomizer.Cli.Terminal.Rich;

/// <summary>Draws tables on a terminal. Only here and in the progress bar is the drawing library loaded.</summary>
internal static class RichTable
{
    /// <summary>Draws a table on standard output.</summary>
    public static void Write(TextTable source, ICommandConsole console)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var header in source.Headers)
        {
            // Text, never markup: brackets in a slide's metadata are not commands.
            table.AddColumn(new TableColumn(new Text(header, new Style(decoration: Decoration.Bold))));
        }

        foreach (var row in source.Rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        RichConsole.Create(console.Out, console.Width).Write(table);
    }
}
