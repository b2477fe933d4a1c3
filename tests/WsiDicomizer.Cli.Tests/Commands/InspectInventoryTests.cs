using System.Text.Json;
using WsiDicomizer.Cli.Tests.Fakes;

namespace WsiDicomizer.Cli.Tests.Commands;

public sealed class InspectInventoryTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestProgram _program = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Inventory_Slides_AreCountedPerMakerWithoutValues()
    {
        Assert.Equal(ExitCodes.Success, _program.Run("inspect", "--inventory", _folder.Write("a.svs"), _folder.Write("b.svs")));

        Assert.StartsWith("Maker, (no model), fake: 2 slides\n", _program.Out, StringComparison.Ordinal);
        Assert.Matches(@"\nUser +- +- +2 +1 +X +conversion does not carry it over\n", _program.Out);
        Assert.Matches(@"\nlabel image +- +- +2 +not read +X +profile: images, label\n", _program.Out);
        Assert.DoesNotContain("smith", _program.Out, StringComparison.Ordinal);
        Assert.Empty(_program.Error);
    }

    [Fact]
    public void Inventory_ShowValues_ShowsThemWithoutEscapeSequences()
    {
        Assert.Equal(ExitCodes.Success, _program.Run("inspect", "--inventory", _folder.Write("a.svs"), "--show-values"));

        Assert.Contains(@"dr\u{1B}[31msmith", _program.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', _program.Out);
    }

    [Fact]
    public void Inventory_UnderIdentified_KeepsThePictures()
    {
        Assert.Equal(
            ExitCodes.Success, _program.Run("inspect", "--inventory", _folder.Write("a.svs"), "-p", "identified"));

        Assert.Matches(@"\nlabel image +- +- +1 +not read +K +profile: images, label\n", _program.Out);
    }

    [Fact]
    public void Inventory_OneDamagedAndOneForeign_NamesTheDamagedAndCountsTheForeign()
    {
        _folder.Write("a.bad");
        _folder.Write("b.svs");
        _folder.Write("notes.txt");

        Assert.Equal(ExitCodes.Failed, _program.Run("inspect", "--inventory", _folder.Path));

        Assert.Contains("a.bad: the file ends within a tile", _program.Error, StringComparison.Ordinal);
        Assert.Contains(
            "1 file of 1 source, 1 passed over (neither DICOM nor slides), 1 failed.", _program.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Inventory_Json_IsOneDocumentAndTheRestIsOnStandardError()
    {
        Assert.Equal(ExitCodes.Success, _program.Run("inspect", "--inventory", _folder.Write("a.svs"), "--json"));

        using var document = JsonDocument.Parse(_program.Out);
        Assert.Equal("level-iv", document.RootElement.GetProperty("profile").GetProperty("name").GetString());
        Assert.Contains("1 file of 1 source", _program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Inventory_NothingThere_SaysSo()
    {
        Assert.Equal(ExitCodes.Failed, _program.Run("inspect", "--inventory", _folder.Path));

        Assert.Equal("wsidicomizer: neither DICOM nor a slide among 0 files\n", _program.Error);
    }

    [Theory]
    [InlineData("--show-values")]
    [InlineData("--against", "x.json")]
    [InlineData("-p", "basic")]
    public void Inspect_OptionsOfTheInventoryAlone_AreAMistake(params string[] options)
    {
        Assert.Equal(ExitCodes.Usage, _program.Run(["inspect", _folder.Write("a.svs"), .. options]));

        Assert.Contains("goes with --inventory only", _program.Error, StringComparison.Ordinal);
    }
}
