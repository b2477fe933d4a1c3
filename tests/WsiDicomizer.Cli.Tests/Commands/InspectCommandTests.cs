using System.Text.Json;
using WsiDicomizer.Cli.Tests.Fakes;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Cli.Tests.Commands;

public sealed class InspectCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestProgram _program = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Inspect_Text_ShowsLevelsMetadataAndIdentityWithoutEscapeSequences()
    {
        Assert.Equal(ExitCodes.Success, _program.Run("inspect", _folder.Write("a.svs")));

        Assert.Contains("a.svs: fake, 1000x500 pixels", _program.Out, StringComparison.Ordinal);
        Assert.Matches(@"\n0 +1000x500 +240x240 +15 +7 \(JPEG\) +0\.25 × 0\.5 µm +page 0\n", _program.Out);
        Assert.Matches(@"\nUTC offset +-05:00\n", _program.Out);
        Assert.Matches(@"\nPerson +User +page 0 +dr\\u\{1B\}\[31msmith\n", _program.Out);
        Assert.Matches(@"\nLabelImage +label image +page 2 +\(picture\)\n", _program.Out);
        Assert.DoesNotContain('\u001b', _program.Out);
    }

    [Fact]
    public void Inspect_Json_IsOneObjectPerLine()
    {
        var exitCode = _program.Run("inspect", "--json", _folder.Write("a.svs"), _folder.Write("b.svs"));

        Assert.Equal(ExitCodes.Success, exitCode);
        var lines = _program.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        using var document = JsonDocument.Parse(lines[1]);
        var identity = document.RootElement.GetProperty("identity")[0];
        Assert.Equal("dr\u001b[31msmith", identity.GetProperty("value").GetString());
        Assert.Equal(_folder["b.svs"], identity.GetProperty("file").GetString());
        Assert.Equal(100, identity.GetProperty("offset").GetInt64());
        Assert.Equal("2023-12-29", document.RootElement.GetProperty("metadata").GetProperty("acquisitionDate").GetString());
    }

    [Fact]
    public void Inspect_OneDamaged_TellsWhereAndDoesTheOthers()
    {
        var bad = _folder.Write("a.bad");

        Assert.Equal(ExitCodes.Failed, _program.Run("inspect", bad, _folder.Write("b.svs")));

        Assert.Equal($"{bad}: the file ends within a tile (at byte 4711); copy it again\n", _program.Error);
        Assert.Contains("b.svs: fake", _program.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_FolderWithoutASlide_SaysSo()
    {
        Assert.Equal(ExitCodes.Failed, _program.Run("inspect", _folder.Path));

        Assert.Equal("wsidicomizer: no slide among 0 files\n", _program.Error);
    }

    [Fact]
    public void Inspect_SlideWithFaults_TellsThemWithFileCountAndPlace()
    {
        var program = new TestProgram
        {
            OpenSlide = path => new FakeSlide(path)
            {
                Faults = [new(0, "DCM1104", "an odd length", 77), new(0, "DCM1104", "another", 99), new(0, "DCM1009", "other UIDs", null)],
                Unreadable = ["/slides/z\u001b.dcm"],
            },
        };
        var slide = _folder.Write("a.svs");

        Assert.Equal(ExitCodes.Success, program.Run("inspect", slide));
        Assert.Matches(@"\n1 +DCM1104 +2 +at byte 77: an odd length\n", program.Out);
        Assert.Matches(@"\n1 +DCM1009 +1 +other UIDs\n", program.Out);
        Assert.Contains("may be part of it:\n/slides/z\\u{1B}.dcm\n", program.Out, StringComparison.Ordinal);

        Assert.Equal(ExitCodes.Success, program.Run("inspect", slide, "--json"));
        using var json = JsonDocument.Parse(program.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
        var faults = json.RootElement.GetProperty("toleratedFaults");
        Assert.Equal(3, faults.GetArrayLength());
        Assert.Equal(77, faults[0].GetProperty("offset").GetInt64());
        Assert.Equal("/slides/z\u001b.dcm", json.RootElement.GetProperty("unreadableFiles")[0].GetString());
    }

    [Fact]
    public void Inspect_SoundSlide_SaysNothingOfFaults()
    {
        Assert.Equal(ExitCodes.Success, _program.Run("inspect", _folder.Write("a.svs")));

        Assert.DoesNotContain("Faults", _program.Out, StringComparison.Ordinal);
    }

    [SharedSlidesFact]
    public void Inspect_RealSlide_ShowsItsIdentity()
    {
        var program = new TestProgram { OpenSlide = Slides.SlideFormats.Open };

        Assert.Equal(ExitCodes.Success, program.Run("inspect", SharedSlides.File("aperio/CMU-1-Small-Region.svs")));

        Assert.Matches(@"\n0 +2220x2967 +240x240 +130 +7 \(JPEG\) +0\.499 µm +page 0\n", program.Out);
        Assert.Matches(@"\nSerial +ScanScope ID +page 0, tag 270 ImageDescription +CPAPERIOCS\n", program.Out);
        Assert.Matches(@"\nTime +Time +page 0, tag 270 ImageDescription +09:59:15\n", program.Out);
    }
}
