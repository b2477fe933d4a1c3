using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Cli.Tests.Fakes;

namespace WsiDicomizer.Cli.Tests.Terminal;

public class TextTableTests
{
    [Fact]
    public void Write_NoTerminal_AlignsColumnsWithoutTrailingSpaces()
    {
        var console = new FakeConsole();
        var table = new TextTable("a", "long header");
        table.AddRow("longer", "x");
        table.AddRow("1", string.Empty);

        table.Write(console);

        Assert.Equal("a       long header\nlonger  x\n1\n", console.OutText.ToString());
    }

    [Fact]
    public void Write_Terminal_DrawsTextThatLooksLikeMarkupAsItIs()
    {
        var console = new FakeConsole { OutIsTerminal = true };
        var table = new TextTable("a");
        table.AddRow("[red]value[/]");

        table.Write(console);

        Assert.Contains("[red]value[/]", console.OutText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AddRow_TooFewCells_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TextTable("a", "b").AddRow("x"));
}
