namespace WsiDicomizer.Cli.Tests;

public class SuggestionsTests
{
    private static readonly string[] Known = ["convert", "inspect", "key", "profiles", "synth", "demo"];

    [Theory]
    [InlineData("covert", "convert")]
    [InlineData("CONVERT", "convert")]
    [InlineData("ocnvert", "convert")]
    [InlineData("prof", "profiles")]
    [InlineData("insepct", "inspect")]
    [InlineData("kye", "key")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    public void Nearest_Word_IsFoundWhenNear(string typed, string? expected) =>
        Assert.Equal(expected, Suggestions.Nearest(typed, Known));

    [Fact]
    public void Nearest_VeryLongWord_IsNotCompared() => Assert.Null(Suggestions.Nearest(new string('a', 100_000), Known));
}
