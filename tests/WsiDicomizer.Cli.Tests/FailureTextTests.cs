using WsiDicomizer.Conversion;
using WsiDicomizer.Deidentification;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Tests;

public class FailureTextTests
{
    [Fact]
    public void ForInput_MissingLibrary_SaysWhatToInstall()
    {
        var exception = new NativeLibraryMissingException("libturbojpeg", "libturbojpeg is not here: apt-get install libturbojpeg0");

        Assert.Equal(
            "a.svs: libturbojpeg is not here: apt-get install libturbojpeg0", FailureText.ForInput("a.svs", exception));
    }

    [Fact]
    public void ForInput_DamagedTables_SaysWhatIsWrong()
    {
        var exception = new CodecException(CodecProblem.Damaged, "The JPEG tables are damaged: at offset 3 expected DQT.", 3);

        Assert.Equal("a.svs: The JPEG tables are damaged: at offset 3 expected DQT.", FailureText.ForInput("a.svs", exception));
    }

    [Fact]
    public void ForInput_PlaceInTheFile_StandsBeforeWhatToDo()
    {
        var exception = new SlideFormatException(SlideProblem.Damaged, "it ends too early; copy it again", "a.svs", 17);

        Assert.Equal("a.svs: it ends too early (at byte 17); copy it again", FailureText.ForInput("a.svs", exception));
    }

    [Fact]
    public void ForInput_UnknownAttributes_ShowsTheRulesInLinesToPaste()
    {
        var exception = new DeidentificationException("no rule; put this in:\nattributes:\n  \"(0014,FF01)\": X", [new DicomTag(0x0014, 0xFF01)]);

        Assert.Equal(
            "a\\u{A}b.dcm: no rule; put this in:\nattributes:\n  \"(0014,FF01)\": X", FailureText.ForInput("a\nb.dcm", exception));
    }

    [Fact]
    public void ForInput_UnforeseenError_ShowsNoMessage()
    {
        var text = FailureText.ForInput("a.svs", new InvalidOperationException("DOE, JANE"));

        Assert.DoesNotContain("DOE", text, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ForInput_ConversionError_IsItsMessage()
    {
        Assert.Equal("a.svs: no tile is stored", FailureText.ForInput("a.svs", new ConversionException("no tile is stored")));
    }
}
