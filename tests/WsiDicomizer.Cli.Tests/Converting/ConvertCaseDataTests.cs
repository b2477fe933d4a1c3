using System.Text.Json;
using WsiDicomizer.Cli.Tests.Fakes;

namespace WsiDicomizer.Cli.Tests.Converting;

public sealed class ConvertCaseDataTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestProgram _program = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Convert_CaseData_IsGivenToTheConversionAndCounted()
    {
        var cases = _folder.Write("case.csv", "FileName;PatientName\nDOE.svs;Sekret^A\nROE.svs;Sekret^B\n\nPOE;Sekret^C\n");

        var code = _program.Run(
            "convert", _folder.Write("other.svs"), _folder.Write("DOE.svs"), "-o", _folder["out"], "--case-metadata", cases);

        Assert.Equal(ExitCodes.Success, code);
        Assert.Equal(3, _program.Options!.CaseData!.Count);
        Assert.Contains("Case data: 1 of 3 records used, 1 slide without.\n", _program.Out, StringComparison.Ordinal);
        Assert.Contains(
            "wsidicomizer: warning: 2 records of the case data used by no slide: line 3, 5\n", _program.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Sekret", _program.Out + _program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_WrongCaseData_TellsEveryPlaceAndDoesNothing()
    {
        var cases = _folder.Write("case.csv", "FileName,PatientSex,StudyDate\na,Sekret,\nb,F,Sekret\n");

        var code = _program.Run("convert", _folder.Write("a.svs"), "-o", _folder["out"], "--case-metadata", cases);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Equal(
            $"{cases}:2:2: PatientSex: expected M, F, O or U\n"
            + $"{cases}:3:3: StudyDate: no date; expected 2026-11-21, 20261121 or 21.11.2026\n"
            + "The case data is wrong, so nothing was done.\n",
            _program.Error);
        Assert.Empty(_program.Conversion.Converted);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public void Convert_MissingCaseDataFile_IsAUsageMistake()
    {
        var code = _program.Run("convert", _folder.Write("a.svs"), "-o", _folder["out"], "--case-metadata", _folder["none.csv"]);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("the case data cannot be read", _program.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public void Convert_TwoSlidesOfOneName_RefusesTheSecond()
    {
        var cases = _folder.Write("case.csv", "FileName\na.svs\n");

        var code = _program.Run(
            "convert", _folder.Write("x/a.svs"), _folder.Write("y/a.svs"), "-o", _folder["out"], "--case-metadata", cases);

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Single(_program.Conversion.Converted);
        Assert.Contains($"{_folder["y/a.svs"]}: the record in line 2 of the case data fits this slide", _program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_Json_EndsWithALineOfTheCaseData()
    {
        var cases = _folder.Write("case.csv", "FileName\na.svs\nb.svs\n");

        _program.Run("convert", _folder.Write("a.svs"), "-o", _folder["out"], "--json", "--case-metadata", cases);

        using var line = JsonDocument.Parse(_program.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
        Assert.Equal("case-data", line.RootElement.GetProperty("status").GetString());
        Assert.Equal(2, line.RootElement.GetProperty("records").GetInt32());
        Assert.Equal(1, line.RootElement.GetProperty("used").GetInt32());
        Assert.Equal(0, line.RootElement.GetProperty("slidesWithout").GetInt32());
        Assert.Equal(3, Assert.Single(line.RootElement.GetProperty("unusedLines").EnumerateArray()).GetInt32());
    }
}
