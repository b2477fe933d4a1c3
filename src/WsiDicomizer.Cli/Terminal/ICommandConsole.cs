namespace WsiDicomizer.Cli.Terminal;

/// <summary>Where a command writes: results to <see cref="Out"/>, messages to <see cref="Error"/>.</summary>
internal interface ICommandConsole
{
    /// <summary>Standard output.</summary>
    TextWriter Out { get; }

    /// <summary>Standard error.</summary>
    TextWriter Error { get; }

    /// <summary>Whether a person sees standard output as it is written.</summary>
    bool OutIsTerminal { get; }

    /// <summary>Whether a person sees standard error as it is written.</summary>
    bool ErrorIsTerminal { get; }

    /// <summary>The columns of the terminal; 80 where there is none.</summary>
    int Width { get; }
}
