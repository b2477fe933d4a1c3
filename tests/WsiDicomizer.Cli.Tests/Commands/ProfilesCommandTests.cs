using System.Text.Json;
using WsiDicomizer.Cli.Tests.Fakes;

namespace WsiDicomizer.Cli.Tests.Commands;

public class ProfilesCommandTests
{
    private readonly TestProgram _program = new();

    [Fact]
    public void List_Text_NamesTheProfilesThatShip()
    {
        Assert.Equal(ExitCodes.Success, _program.Run("profiles", "list"));

        var names = _program.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]);
        Assert.Superset(new HashSet<string> { "name", "basic", "identified", "level-iii", "level-iv" }, names.ToHashSet());
    }

    [Fact]
    public void List_Json_IsOneDocumentWithOneDefault()
    {
        Assert.Equal(ExitCodes.Success, _program.Run("profiles", "list", "--json"));

        using var document = JsonDocument.Parse(_program.Out);
        var defaults = document.RootElement.EnumerateArray().Where(profile => profile.GetProperty("isDefault").GetBoolean());
        Assert.Equal("level-iv", Assert.Single(defaults).GetProperty("name").GetString());
    }

    [Fact]
    public void Show_Text_GivesActionAndReasonForEachAttribute()
    {
        Assert.Equal(ExitCodes.Success, _program.Run("profiles", "show", "level-iv"));

        Assert.Contains("options: clean-descriptors", _program.Out, StringComparison.Ordinal);
        Assert.Contains("label drop, overview drop, thumbnail keep", _program.Out, StringComparison.Ordinal);
        Assert.Matches(@"\n\(0008,0018\) +SOPInstanceUID +U +E\.1-1: U\n", _program.Out);
        Assert.Matches(@"\n\(60xx,3000\) +OverlayData +X +E\.1-1: X\n", _program.Out);
    }

    [Fact]
    public void Show_Json_IsOneDocument()
    {
        Assert.Equal(ExitCodes.Success, _program.Run("profiles", "show", "basic", "--json"));

        using var document = JsonDocument.Parse(_program.Out);
        Assert.Equal("basic", document.RootElement.GetProperty("name").GetString());
        Assert.Equal("drop", document.RootElement.GetProperty("images").GetProperty("label").GetString());
        Assert.Contains(
            document.RootElement.GetProperty("attributes").EnumerateArray(),
            rule => rule.GetProperty("keyword").GetString() == "PatientID");
    }

    [Fact]
    public void Show_ProfileThatKeepsEverything_SaysSo()
    {
        Assert.Equal(ExitCodes.Success, _program.Run("profiles", "show", "identified"));

        Assert.Contains("the output is identified", _program.Out, StringComparison.Ordinal);
        Assert.Contains("Every attribute is kept as it is.", _program.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_UnknownName_Exits2AndSaysWhatWasMeant()
    {
        Assert.Equal(ExitCodes.Usage, _program.Run("profiles", "show", "lvel-iv"));

        Assert.Contains("did you mean 'level-iv'?", _program.Error, StringComparison.Ordinal);
        Assert.Empty(_program.Out);
    }

    [Fact]
    public void Show_BrokenFile_Exits2WithLineAndColumn()
    {
        using var folder = new TestFolder();
        var path = folder.Write("mine.yaml", "name: mine\ntitle: t\nbasis: ps3.15-basic\noptoins: []\n");

        Assert.Equal(ExitCodes.Usage, _program.Run("profiles", "show", path));

        Assert.Contains("mine.yaml:4:1:", _program.Error, StringComparison.Ordinal);
    }
}
