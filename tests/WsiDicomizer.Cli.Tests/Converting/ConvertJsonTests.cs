using System.Text.Json;
using WsiDicomizer.Cli.Tests.Fakes;

namespace WsiDicomizer.Cli.Tests.Converting;

public sealed class ConvertJsonTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestProgram _program = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Convert_Json_IsOneObjectPerSlideAndNothingElse()
    {
        _program.Run(
            "convert", "--json", _folder.Write("DOE.svs"), _folder.Write("ROE.bad"), _folder["POE.svs"], "-o", _folder["out"]);

        var lines = _program.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        using var converted = JsonDocument.Parse(lines[0]);
        Assert.Equal(1, converted.RootElement.GetProperty("slide").GetInt32());
        Assert.Equal("converted", converted.RootElement.GetProperty("status").GetString());
        Assert.Equal("S-0001", converted.RootElement.GetProperty("pseudonym").GetString());
        Assert.Equal("level-iv", converted.RootElement.GetProperty("profile").GetString());
        Assert.Equal(12, converted.RootElement.GetProperty("actions").GetProperty("X").GetInt32());
        Assert.Equal(
            "volume-0.dcm", converted.RootElement.GetProperty("instances")[0].GetProperty("fileName").GetString());
        using var failed = JsonDocument.Parse(lines[1]);
        Assert.Equal("failed", failed.RootElement.GetProperty("status").GetString());
        Assert.Equal("Damaged", failed.RootElement.GetProperty("problem").GetString());
        Assert.Equal(4711, failed.RootElement.GetProperty("offset").GetInt64());
    }

    [Fact]
    public void Convert_Json_NamesNoSourceOnStandardOutput()
    {
        var program = new TestProgram
        {
            Conversion = new FakeConversion { Before = slide => throw new IOException($"cannot read {slide.Files[0]}") },
        };

        program.Run("convert", "--json", _folder.Write("DOE.svs"), _folder.Write("DOE.bad"), "-o", _folder["out"]);

        Assert.DoesNotContain("DOE", program.Out, StringComparison.Ordinal);
        Assert.Contains("DOE", program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_Json_TellsTheSummaryOnStandardError()
    {
        _program.Run("convert", "--json", _folder.Write("a.svs"), "-o", _folder["out"]);

        Assert.Contains("Processed with profile level-iv.", _program.Error, StringComparison.Ordinal);
    }
}
