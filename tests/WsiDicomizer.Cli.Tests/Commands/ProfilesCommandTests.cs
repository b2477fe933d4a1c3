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

    [Fact]
    public void Show_Conformance_IsMarkdownOrJson()
    {
        Assert.Equal(ExitCodes.Success, _program.Run("profiles", "show", "level-iv", "--conformance"));
        Assert.StartsWith("# De-identification conformance statement: profile level-iv", _program.Out, StringComparison.Ordinal);
        Assert.Contains("| (0008,0018) | SOPInstanceUID | U | keyed UID | E.1-1: U |", _program.Out, StringComparison.Ordinal);

        var again = new TestProgram();
        Assert.Equal(ExitCodes.Success, again.Run("profiles", "show", "level-iv", "--conformance", "--json"));
        using var document = JsonDocument.Parse(again.Out);
        Assert.Equal("113100", document.RootElement.GetProperty("methodCodes")[0].GetProperty("codeValue").GetString());
        Assert.True(document.RootElement.GetProperty("attributes").GetArrayLength() > 680);
    }

    [Fact]
    public void Show_OfAScanner_HasItsRules()
    {
        using var folder = new TestFolder();
        var path = folder.Write(
            "mine.yaml",
            "name: mine\nbasis: ps3.15-basic\nscanners:\n- when: { Manufacturer: 'Leica*' }\n  attributes: { SeriesNumber: X, PatientAge: { action: K, max: 89 } }\n");

        Assert.Equal(ExitCodes.Success, _program.Run("profiles", "show", path));
        Assert.Contains("Scanner rule 1: when Manufacturer is 'Leica*': SeriesNumber X, PatientAge K (max 89).", _program.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("profile: scanners", _program.Out, StringComparison.Ordinal);

        var scanner = new TestProgram();
        Assert.Equal(ExitCodes.Success, scanner.Run("profiles", "show", path, "--scanner", "Manufacturer=Leica Biosystems"));
        Assert.Matches(@"\n\(0010,1010\) +PatientAge +K +profile: scanners, rule 1, max 89\n", scanner.Out);

        var wrong = new TestProgram();
        Assert.Equal(ExitCodes.Usage, wrong.Run("profiles", "show", path, "--scanner", "Leica"));
        Assert.Contains("expected KEYWORD=VALUE", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_GoodProfile_SaysOkWithItsDigest()
    {
        Assert.Equal(ExitCodes.Success, _program.Run("profiles", "check", "level-iv"));
        Assert.Matches("^level-iv: OK, profile level-iv, SHA-256 [0-9a-f]{64}\r?\n$", _program.Out);
        Assert.Empty(_program.Error);
    }

    [Fact]
    public void Check_WrongProfile_TellsEveryMistakeInALineOfItsOwn()
    {
        using var folder = new TestFolder();
        var path = folder.Write("mine", "name: mine\nbasis: ps3.15-basic\noptoins: []\nattributes: { PatientNam: X, PatientID: Q }\n");

        Assert.Equal(ExitCodes.Usage, _program.Run("profiles", "check", path));

        Assert.Empty(_program.Out);
        var lines = _program.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] starts = [$"{path}:3:1: unknown key 'optoins'", $"{path}:4:15: unknown keyword 'PatientNam'", $"{path}:4:41: unknown action 'Q'"];
        Assert.Equal(starts.Length, lines.Length);
        Assert.All(starts.Zip(lines), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));

        var json = new TestProgram();
        Assert.Equal(ExitCodes.Usage, json.Run("profiles", "check", path, "--json"));
        using var document = JsonDocument.Parse(json.Out);
        Assert.False(document.RootElement.GetProperty("isValid").GetBoolean());
        Assert.Equal([3, 4, 4], document.RootElement.GetProperty("mistakes").EnumerateArray().Select(mistake => mistake.GetProperty("line").GetInt32()));
    }

    [Fact]
    public void Check_MissingFile_Exits2() =>
        Assert.Equal(ExitCodes.Usage, _program.Run("profiles", "check", "./none.yaml"));

    [Fact]
    public void Diff_TwoProfiles_ShowsSettingsAndAttributesWithReasons()
    {
        Assert.Equal(ExitCodes.Success, _program.Run("profiles", "diff", "basic", "level-iv"));
        Assert.Matches(@"\noptions +none +clean-descriptors\n", _program.Out);
        Assert.Matches(@"\n\(0008,1030\) +StudyDescription +X +C +E\.1-1: X +clean-descriptors: C\n", _program.Out);

        var json = new TestProgram();
        Assert.Equal(ExitCodes.Success, json.Run("profiles", "diff", "basic", "level-iv", "--json"));
        using var document = JsonDocument.Parse(json.Out);
        var name = document.RootElement.GetProperty("attributes").EnumerateArray().Single(row => row.GetProperty("keyword").GetString() == "PatientName");
        Assert.Equal("P-{code:8}", name.GetProperty("second").GetProperty("detail").GetString());

        var same = new TestProgram();
        Assert.Equal(ExitCodes.Success, same.Run("profiles", "diff", "level-iv", "level-iv"));
        Assert.Contains("They do the same.", same.Out, StringComparison.Ordinal);

        Assert.Equal(ExitCodes.Usage, new TestProgram().Run("profiles", "diff", "level-iv", "level-v"));
    }
}
