using WsiDicomizer.Cli.Tests.Fakes;
using WsiDicomizer.Conversion;
using WsiDicomizer.Conversion.DualTiff;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Cli.Tests.Converting;

public sealed class ConvertCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestProgram _program = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Convert_OneSlide_TellsNumberAndPseudonymButNotItsName()
    {
        var slide = _folder.Write("DOE_JANE.svs");

        Assert.Equal(ExitCodes.Success, _program.Run("convert", slide, "-o", _folder["out"]));

        Assert.Contains("slide 1: S-0001, 1 file, 1,300 frames, 3 bytes\n  note: a note\n", _program.Out, StringComparison.Ordinal);
        Assert.Contains("1 slide converted.\n", _program.Out, StringComparison.Ordinal);
        Assert.Contains($"Written: 1 DICOM file, 3 bytes, in {_folder["out"]}.\n", _program.Out, StringComparison.Ordinal);
        Assert.Contains("Frames: 1,300 copied, coded data byte for byte", _program.Out, StringComparison.Ordinal);
        Assert.Contains("Attributes: 12 removed (X); 3 replaced by a keyed UID (U).\n", _program.Out, StringComparison.Ordinal);
        Assert.Contains("Processed with profile level-iv.\n", _program.Out, StringComparison.Ordinal);
        Assert.Contains("cannot be continued", _program.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("DOE_JANE", _program.Out + _program.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("anonym", _program.Out, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(_program.Error);
    }

    [Fact]
    public void Convert_VerboseOnATerminal_TellsThePathToo()
    {
        var slide = _folder.Write("a.svs");
        var program = new TestProgram { Console = new FakeConsole { OutIsTerminal = true } };

        program.Run("convert", slide, "-o", _folder["out"], "-v");

        Assert.Contains($"slide 1: S-0001 from {slide}, ", program.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_VerboseIntoAFile_TellsFilesButNotThePath()
    {
        _program.Run("convert", _folder.Write("DOE.svs"), "-o", _folder["out"], "-v");

        Assert.Contains("  volume-0.dcm: VOLUME, 1000×500, 1,300 frames", _program.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("DOE", _program.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_Folder_TakesItsSlidesInOrdinalOrderAndPassesOverTheRest()
    {
        string[] expected = [_folder.Write("in/B.svs"), _folder.Write("in/a/z.svs"), _folder.Write("in/c.svs")];
        _folder.Write("in/readme.txt");
        _folder.Write("in/empty.svs", string.Empty);

        Assert.Equal(ExitCodes.Success, _program.Run("convert", _folder["in"], "-o", _folder["out"]));

        Assert.Equal(expected, _program.Conversion.Converted);
        Assert.Contains("3 slides converted, 2 other files passed over: not slides.", _program.Out, StringComparison.Ordinal);
        Assert.Contains("slide 3: S-0003", _program.Out, StringComparison.Ordinal);
        Assert.Empty(_program.Error);
    }

    [Fact]
    public void Convert_FolderVerbose_ListsWhatIsPassedOver()
    {
        _folder.Write("in/a.svs");
        var text = _folder.Write("in/readme.txt");

        _program.Run("convert", _folder["in"], "-o", _folder["out"], "-v");

        Assert.Equal($"{text}: not a slide, passed over\n", _program.Error);
    }

    [Fact]
    public void Convert_OutputInsideSource_DoesNotTakeItsOwnOutput()
    {
        _folder.Write("in/a.svs");
        Directory.CreateDirectory(_folder["in/out"]);

        Assert.Equal(ExitCodes.Success, _program.Run("convert", _folder["in"], "-o", _folder["in/out"]));

        Assert.Single(_program.Conversion.Converted);
        Assert.Contains("1 slide converted.\n", _program.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_SameFileTwice_IsConvertedOnce()
    {
        var slide = _folder.Write("in/a.svs");

        _program.Run("convert", slide, _folder["in"], "-o", _folder["out"]);

        Assert.Single(_program.Conversion.Converted);
    }

    [Fact]
    public void Convert_SomeFail_TellsEachByItsPathAndDoesTheOthers()
    {
        var bad = _folder.Write("a.bad");
        var text = _folder.Write("b.txt");
        var missing = _folder["c.svs"];

        var exitCode = _program.Run("convert", bad, text, missing, _folder.Write("d.svs"), "-o", _folder["out"]);

        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Equal(
            [
                $"{bad}: the file ends within a tile (at byte 4711); copy it again",
                $"{text}: no slide format recognises this file",
                $"{missing}: there is no such file; check the path, or whether the disk is still there",
                string.Empty,
            ],
            _program.Error.Split('\n'));
        Assert.Contains("slide 4: S-0001", _program.Out, StringComparison.Ordinal);
        Assert.Contains("1 slide converted, 3 failed (see the messages above).", _program.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_EmptyFileNamedItself_Fails()
    {
        var path = _folder.Write("a.svs", string.Empty);

        Assert.Equal(ExitCodes.Failed, _program.Run("convert", path, "-o", _folder["out"]));

        Assert.StartsWith($"{path}: the file is empty", _program.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(ConversionException), "the spacing is missing; give it with --mpp")]
    [InlineData(typeof(IOException), "No space left on device")]
    public void Convert_ConversionFails_TellsItsMessage(Type type, string message)
    {
        var exception = type == typeof(IOException) ? new IOException(message) : (Exception)new ConversionException(message);
        var program = new TestProgram { Conversion = new FakeConversion { Before = _ => throw exception } };
        var slide = _folder.Write("a.svs");

        Assert.Equal(ExitCodes.Failed, program.Run("convert", slide, "-o", _folder["out"]));

        Assert.Equal($"{slide}: {message}\n", program.Error);
    }

    [Fact]
    public void Convert_UnforeseenError_NamesKindAndGoesOn()
    {
        var first = _folder.Write("a.svs");
        var program = new TestProgram
        {
            Conversion = new FakeConversion
            {
                Before = slide => _ = slide.Files[0].EndsWith("a.svs", StringComparison.Ordinal)
                    ? throw new InvalidOperationException("Jane Doe")
                    : 0,
            },
        };

        Assert.Equal(ExitCodes.Failed, program.Run("convert", first, _folder.Write("b.svs"), "-o", _folder["out"]));

        Assert.StartsWith($"{first}: an error in the program itself (InvalidOperationException", program.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Jane", program.Error, StringComparison.Ordinal);
        Assert.Contains("slide 2: S-0001", program.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_FolderWithoutSlides_FailsWithAdvice()
    {
        _folder.Write("in/readme.txt");

        Assert.Equal(ExitCodes.Failed, _program.Run("convert", _folder["in"], "-o", _folder["out"]));

        Assert.Contains("no slide among 1 file", _program.Error, StringComparison.Ordinal);
        Assert.Empty(_program.Out);
    }

    [Fact]
    public void Convert_OutputNotEmpty_IsRefusedBeforeAnythingIsDone()
    {
        _folder.Write("out/old.dcm");

        Assert.Equal(ExitCodes.Failed, _program.Run("convert", _folder.Write("a.svs"), "-o", _folder["out"]));

        Assert.Equal(
            $"wsidicomizer: {_folder["out"]}: the output folder is not empty; give one that is new or empty\n", _program.Error);
        Assert.Empty(_program.Conversion.Converted);
    }

    [Theory]
    [InlineData("convert", "damaged.bad")]
    [InlineData("convert", "missing.svs")]
    [InlineData("convert", "in")]
    [InlineData("deidentify", "damaged.bad")]
    [InlineData("deidentify", "in")]
    public void Run_NothingWritten_LeavesNoFolderThatItMade(string command, string source)
    {
        _folder.Write("damaged.bad");
        _folder.Write("in/readme.txt");

        Assert.Equal(ExitCodes.Failed, _program.Run(command, _folder[source], "-o", _folder["new/deep/out"]));

        Assert.False(Directory.Exists(_folder["new"]));
    }

    [Fact]
    public void Convert_NothingWritten_LeavesTheFolderThatWasThere()
    {
        Directory.CreateDirectory(_folder["there"]);

        _program.Run("convert", _folder.Write("damaged.bad"), "-o", _folder["there/out"]);

        Assert.True(Directory.Exists(_folder["there"]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["there"]));
    }

    [Fact]
    public void Convert_SomethingWritten_KeepsTheFolder()
    {
        _program.Run("convert", _folder.Write("a.svs"), _folder.Write("damaged.bad"), "-o", _folder["out"]);

        Assert.True(File.Exists(_folder["out/S-0001/volume-0.dcm"]));
    }

    [Fact]
    public void Convert_OutputIsAFile_IsRefused()
    {
        var file = _folder.Write("out");

        Assert.Equal(ExitCodes.Failed, _program.Run("convert", _folder.Write("a.svs"), "-o", file));

        Assert.Contains("this is a file", _program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_OutputCannotBeMade_IsRefusedInOneLine()
    {
        var below = Path.Combine(_folder.Write("file"), "out");

        Assert.Equal(ExitCodes.Failed, _program.Run("convert", _folder.Write("a.svs"), "-o", below));

        Assert.Contains("the output folder cannot be written to", _program.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", _program.Error, StringComparison.Ordinal);
        Assert.Single(_program.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Convert_UnknownProfile_Exits2AndMakesNoFolder()
    {
        Assert.Equal(ExitCodes.Usage, _program.Run("convert", _folder.Write("a.svs"), "-o", _folder["out"], "-p", "levl-iv"));

        Assert.Contains("did you mean 'level-iv'?", _program.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public void Convert_MissingKeyFile_Exits2AndMakesNoFolder()
    {
        var exitCode = _program.Run("convert", _folder.Write("a.svs"), "-o", _folder["out"], "--key-file", _folder["k"]);

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("make one with 'key new'", _program.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Theory]
    [InlineData("500MB", 500_000_000L)]
    [InlineData("2GB", 2_000_000_000L)]
    [InlineData("2GiB", 2L << 30)]
    [InlineData("64kib", 65_536L)]
    [InlineData("123456", 123_456L)]
    public void Convert_MaximumInstanceSize_IsReadWithItsUnit(string text, long expected)
    {
        _program.Run("convert", _folder.Write("a.svs"), "-o", _folder["out"], "--max-instance-size", text);

        Assert.Equal(expected, _program.Options!.MaximumInstanceBytes);
        Assert.False(_program.Options.DualTiff);
    }

    [Fact]
    public void Convert_DualTiff_ReachesTheConversionAndTellsItsBytes()
    {
        var program = new TestProgram { Conversion = new FakeConversion { Tiff = new DualTiffSide(false, 3, 4_500_000) } };

        program.Run("convert", _folder.Write("a.svs"), "-o", _folder["out"], "--dual-tiff");

        Assert.True(program.Options!.DualTiff);
        Assert.Null(program.Options.MaximumInstanceBytes);
        Assert.Contains("TIFF as well: 1 file; ", program.Out, StringComparison.Ordinal);
        Assert.Contains("4.5 MB", program.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_Options_ReachTheConversion()
    {
        _program.Run("key", "new", _folder["k"]);

        var exitCode = _program.Run(
            "convert", _folder.Write("a.svs"), "--output", _folder["out"], "-p", "identified", "--key-file", _folder["k"],
            "--mpp", "0.25,0.5", "-j3");

        Assert.Equal(ExitCodes.Success, exitCode);
        Assert.Equal("identified", _program.Options!.Profile.Name);
        Assert.Equal(ProjectKeyFile.Load(_folder["k"]).Key.Fingerprint, _program.Options.Key.Fingerprint);
        Assert.Equal(new PixelSpacing(0.25, 0.5), _program.Options.SpacingOverride);
        Assert.Equal(3, _program.Options.Workers);
        Assert.Contains("identity was kept", _program.Out, StringComparison.Ordinal);
        Assert.Contains($"Key: {_program.Options.Key.Fingerprint} from the key file", _program.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_OneSpacing_IsTakenForBothDirections()
    {
        _program.Run("convert", _folder.Write("a.svs"), "-o", _folder["out"], "--mpp", "0.5");

        Assert.Equal(new PixelSpacing(0.5, 0.5), _program.Options!.SpacingOverride);
        Assert.Equal("level-iv", _program.Options.Profile.Name);
    }

    [Fact]
    public void Convert_Quiet_SaysNothingButWhatFailed()
    {
        var bad = _folder.Write("b.bad");

        _program.Run("convert", _folder.Write("a.svs"), bad, "-o", _folder["out"], "-q");

        Assert.Empty(_program.Out);
        Assert.StartsWith(bad, _program.Error, StringComparison.Ordinal);
        Assert.Single(_program.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Convert_Interrupted_Exits130AndSaysWhatIsDone()
    {
        using var source = new CancellationTokenSource();
        var program = new TestProgram
        {
            Interruption = source.Token,
            Conversion = new FakeConversion
            {
                Before = slide =>
                {
                    if (slide.Files[0].EndsWith("b.svs", StringComparison.Ordinal))
                    {
                        source.Cancel();
                    }
                },
            },
        };

        var exitCode = program.Run("convert", _folder.Write("a.svs"), _folder.Write("b.svs"), "-o", _folder["out"]);

        Assert.Equal(ExitCodes.Interrupted, exitCode);
        Assert.StartsWith("Interrupted. 1 slide finished before", program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_Terminal_ShowsProgressOnStandardErrorAlone()
    {
        var program = new TestProgram { Console = new FakeConsole { ErrorIsTerminal = true } };

        Assert.Equal(ExitCodes.Success, program.Run("convert", _folder.Write("DOE.svs"), "-o", _folder["out"]));

        Assert.Contains("slide 1", program.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("DOE", program.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', program.Out);
    }
}
