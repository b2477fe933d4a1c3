using WsiDicomizer.Cli.Terminal;

namespace WsiDicomizer.Cli.Tests.Fakes;

internal sealed class FakeConsole : ICommandConsole
{
    public StringWriter OutText { get; } = new() { NewLine = "\n" };

    public StringWriter ErrorText { get; } = new() { NewLine = "\n" };

    public TextWriter Out => OutText;

    public TextWriter Error => ErrorText;

    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public int Width => 100;
}
