using System.Text;
using Spectre.Console;

namespace WsiDicomizer.Cli.Terminal.Rich;

/// <summary>The drawing library over one of our writers.</summary>
internal static class RichConsole
{
    /// <summary>Creates a console that draws; the writer must be a terminal.</summary>
    /// <param name="writer">Standard output or standard error.</param>
    /// <param name="width">The columns of the terminal.</param>
    public static IAnsiConsole Create(TextWriter writer, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new TerminalOutput(writer, width) });
        console.Profile.Width = width;
        return console;
    }

    private sealed class TerminalOutput(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        private const int DefaultHeight = 24;

        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => width;

        public int Height => DefaultHeight;

        public void SetEncoding(Encoding encoding)
        {
            // The writer's encoding is UTF-8 and stays so.
        }
    }
}
