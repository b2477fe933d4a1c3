using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests;

public class SlideFormatsTests
{
    [Theory]
    [InlineData("", "aperio: the file is empty")]
    [InlineData("00", "aperio: the file does not start with a TIFF header")]
    [InlineData("474946383961010001008000000000000000000000", "aperio: the file does not start with a TIFF header")]
    [InlineData("49492A00", "aperio: the file does not start with a TIFF header")]
    public void Open_ForeignFile_SaysWhyItIsNoSlide(string hex, string reason)
    {
        using var file = new TemporaryFile(Convert.FromHexString(hex));
        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(file.Path));
        Assert.Equal(SlideProblem.NotThisFormat, exception.Problem);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.Equal(file.Path, exception.Path);
    }

    [Fact]
    public void Open_TiffWithoutTiles_IsNoSlide()
    {
        var exception = AperioBuilder.OpenFailure(
            [AperioBuilder.Strips(15, 10, 0, "Aperio Image Library v11.2.1"), AperioBuilder.Strips(15, 10, 0, null)]);
        Assert.Equal(SlideProblem.NotThisFormat, exception.Problem);
        Assert.Contains("no page of it has tiles", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Aperi")]
    [InlineData("aperio Image Library")]
    [InlineData("Image of DOE, JANE")]
    public void Open_TiledTiffOfAnotherMaker_IsGenericAndSaysWhyNotAperio(string? description)
    {
        List<TestPage> pages = [AperioBuilder.Level(60, 40, description)];
        AperioBuilder.WithSlide(pages, slide => Assert.Equal("generic-tiff", slide.FormatName));
        var detection = AperioBuilder.Detect("aperio", pages);
        Assert.Equal(SlideVerdict.No, detection.Verdict);
        Assert.Contains("tag 270 of page 0, the first with tiles, does not start with \"Aperio\"", detection.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("DOE", detection.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_TruncatedSlide_IsDamaged()
    {
        var bytes = AperioBuilder.Build(AperioBuilder.Slide());
        using var file = new TemporaryFile(bytes[..(bytes.Length / 2)]);
        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(file.Path));
        Assert.Equal(SlideProblem.Damaged, exception.Problem);
        Assert.Matches("is the file cut off|the file ends at", exception.Message);
    }

    [Fact]
    public void Open_MissingFile_IsUnreadable()
    {
        using var file = new TemporaryFile([]);
        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(file.Path + ".missing"));
        Assert.Equal(SlideProblem.Unreadable, exception.Problem);
    }

    [Fact]
    public void Open_FolderWithoutASlide_IsNotASlide()
    {
        using var file = new TemporaryFile("no slide"u8.ToArray());
        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(Path.GetDirectoryName(file.Path)!));
        Assert.Equal(SlideProblem.NotThisFormat, exception.Problem);
    }

    [Fact]
    public void Detect_Slide_IsYesWithAReason()
    {
        using var temporary = new TemporaryFile(AperioBuilder.Build(AperioBuilder.Slide()));
        using var file = SlideFile.Open(temporary.Path);
        var format = Assert.Single(SlideFormats.All, format => format.Name == "aperio");
        Assert.Equal(
            new SlideDetection(SlideVerdict.Yes, "tag 270 of page 0, the first with tiles, starts with \"Aperio\""), format.Detect(file));
    }

    [Fact]
    public void Open_AfterFailure_FileIsClosed()
    {
        using var file = new TemporaryFile("no slide"u8.ToArray());
        Assert.Throws<SlideFormatException>(() => SlideFormats.Open(file.Path));
        using var exclusive = new FileStream(file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(8, exclusive.Length);
    }
}
