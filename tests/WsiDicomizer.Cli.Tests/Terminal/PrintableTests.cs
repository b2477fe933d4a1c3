using WsiDicomizer.Cli.Terminal;

namespace WsiDicomizer.Cli.Tests.Terminal;

public class PrintableTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("Müller 病理 µm", "Müller 病理 µm")]
    [InlineData("a\u001b[2Jb", "a\\u{1B}[2Jb")]
    [InlineData("a\r\nb", "a\\u{D}\\u{A}b")]
    [InlineData("a\u202Egnp.svs", "a\\u{202E}gnp.svs")]
    [InlineData("a\u2028b", "a\\u{2028}b")]
    [InlineData("a\u009Bb", "a\\u{9B}b")]
    public void From_Text_IsSafeToShow(string text, string expected) => Assert.Equal(expected, Printable.From(text));

    [Fact]
    public void From_HalfASurrogatePair_IsReplaced() => Assert.Equal("a\uFFFD", Printable.From("a\uD800"));
}
