using System.Text;
using WsiDicomizer.Cli.Tests.Fakes;

namespace WsiDicomizer.Cli.Tests.Demo;

public sealed class DemoCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Demo_CleanOutput_SaysSoPerKindAndWhereToLook()
    {
        var program = new TestProgram();

        Assert.Equal(ExitCodes.Success, program.Run("demo", "-o", _folder["d"]));

        Assert.Contains("None of it is in the output.", program.Out, StringComparison.Ordinal);
        Assert.Matches(@"\nPerson +\d+ +none\n", program.Out);
        Assert.Matches(@"\nX +removed +12\n", program.Out);
        Assert.Contains(Path.Combine(_folder["d"], "run-1", "dicom"), program.Out, StringComparison.Ordinal);
        Assert.Empty(program.Error);
    }

    [Fact]
    public void Demo_RealConversion_LeavesNoPlantedValue()
    {
        var program = new TestProgram { OpenSlide = Slides.SlideFormats.Open, ConvertsReally = true };

        var exitCode = program.Run("demo", "-o", _folder["d"]);

        Assert.True(exitCode == ExitCodes.Success, program.Error + program.Out);
        Assert.Matches(@"\nPerson +User +page 0, tag 270 ImageDescription +drsmith\n", program.Out);
        Assert.Matches(@"\nvolume-0\.dcm +VOLUME +2400×1800 +80 +copied", program.Out);
        Assert.Contains("None of it is in the output.", program.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Demo_IdentityInTheOutput_Exits3WithPlacesAndNoValues()
    {
        // Seed 0 is Jane Doe, whose slide drsmith scanned.
        var program = new TestProgram
        {
            Conversion = new FakeConversion { Content = Encoding.Unicode.GetBytes("xx Scanned by DRSMITH") },
        };

        Assert.Equal(ExitCodes.IdentityFound, program.Run("demo", "-o", _folder["d"]));

        var findings = program.Out[program.Out.IndexOf("4. Every", StringComparison.Ordinal)..];
        Assert.Contains("IDENTITY IS IN THE OUTPUT", findings, StringComparison.Ordinal);
        Assert.Matches(@"volume-0\.dcm, byte \d+: Person, \S+, as UTF-16\n", findings);
        Assert.DoesNotContain("drsmith", findings, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Demo_Twice_TakesAFreshFolder()
    {
        Assert.Equal(ExitCodes.Success, new TestProgram().Run("demo", "-o", _folder["d"]));
        Assert.Equal(ExitCodes.Success, new TestProgram().Run("demo", "-o", _folder["d"]));

        Assert.Equal(
            ["run-1", "run-2"], Directory.GetDirectories(_folder["d"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Demo_FolderCannotBeMade_FailsInOneLine()
    {
        var program = new TestProgram();

        Assert.Equal(ExitCodes.Failed, program.Run("demo", "-o", Path.Combine(_folder.Write("file"), "d")));

        Assert.Contains("the output folder cannot be written to", program.Error, StringComparison.Ordinal);
    }
}
