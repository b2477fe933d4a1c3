using System.Text;

namespace WsiDicomizer.Cli.Terminal;

/// <summary>The console of the process, in UTF-8 and with line feeds on every system.</summary>
/// <remarks>Writers are made at first use: a command that prints nothing opens nothing.</remarks>
internal sealed class SystemConsole : ICommandConsole, IDisposable
{
    private const int DefaultWidth = 80;

    private readonly Lazy<TextWriter> _out = new(() => OpenWriter(Console.OpenStandardOutput()));
    private readonly Lazy<TextWriter> _error = new(() => OpenWriter(Console.OpenStandardError()));

    /// <summary>Prepares the console.</summary>
    public SystemConsole()
    {
        // Windows shows the bytes in the code page of the console, which is rarely UTF-8.
        if (OperatingSystem.IsWindows() && (OutIsTerminal || ErrorIsTerminal))
        {
            Console.OutputEncoding = Encoding.UTF8;
        }
    }

    /// <inheritdoc/>
    public TextWriter Out => _out.Value;

    /// <inheritdoc/>
    public TextWriter Error => _error.Value;

    /// <inheritdoc/>
    public bool OutIsTerminal => !Console.IsOutputRedirected;

    /// <inheritdoc/>
    public bool ErrorIsTerminal => !Console.IsErrorRedirected;

    /// <inheritdoc/>
    public int Width
    {
        get
        {
            try
            {
                return Console.WindowWidth > 0 ? Console.WindowWidth : DefaultWidth;
            }
            catch (IOException)
            {
                return DefaultWidth;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_out.IsValueCreated)
        {
            Out.Dispose();
        }

        if (_error.IsValueCreated)
        {
            Error.Dispose();
        }
    }

    // Flushed with each line, so that lines of both streams keep their order and nothing is lost when interrupted.
    private static StreamWriter OpenWriter(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };
}
