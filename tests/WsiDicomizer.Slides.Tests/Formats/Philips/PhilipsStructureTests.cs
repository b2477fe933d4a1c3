using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Philips;

public class PhilipsStructureTests
{
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Open_Slide_HasLevelsWithoutTheirPadding(bool big, bool littleEndian) =>
        AperioBuilder.WithSlide(
            PhilipsBuilder.Slide(),
            slide =>
            {
                Assert.Equal("philips", slide.FormatName);
                Assert.Equal([new(64, 48), new(32, 24), new PixelSize(16, 12)], slide.Levels.Select(level => level.Size));
                Assert.All(slide.Levels, level => Assert.Equal(new PixelSize(16, 16), level.TileSize));
                Assert.All(slide.Levels, level => Assert.True(level.HasBackgroundForMissingTiles));
                Assert.Equal([12, 4, 1], slide.Levels.Select(level => level.TileCount));
                Assert.Equal([0.25, 0.5, 1], slide.Levels.Select(level => level.Spacing!.Value.XMicrometres));
                Assert.Equal(
                    [AssociatedImageKind.Macro, AssociatedImageKind.Label], slide.AssociatedImages.Select(image => image.Kind));
            },
            big,
            littleEndian);

    [Fact]
    public void GetTileRange_PageWithAColumnOfPaddingMore_TakesTheLevelsOwnTiles()
    {
        var pages = PhilipsBuilder.Slide();
        pages[1] = PhilipsBuilder.Level(48, 32, 1, "level=1 mag=20 quality=80");
        AperioBuilder.WithSlide(pages, slide =>
        {
            var level = slide.Levels[1];
            Assert.Equal((2, 2), (level.TileColumns, level.TileRows));

            // The builder's tile n has 20 + n bytes; a row of the page has three.
            Assert.Equal([20, 21, 23, 24], Enumerable.Range(0, 4).Select(tile => level.GetTileRange(tile).Length));
            Assert.Throws<ArgumentOutOfRangeException>(() => level.GetTileRange(4));
        });
    }

    [Fact]
    public void GetTileRange_TileThatWasNotScanned_IsEmpty()
    {
        var pages = PhilipsBuilder.Slide();
        pages[0] = new TestPage { Tags = pages[0].Tags, Tiles = [.. pages[0].Tiles.Select((tile, i) => i == 5 ? [] : tile)] };
        AperioBuilder.WithSlide(pages, slide => Assert.Equal(0, slide.Levels[0].GetTileRange(5).Length));
    }

    [Fact]
    public void Open_WrongDepths_AreNotAsked()
    {
        var pages = PhilipsBuilder.Slide();
        pages[0].With(TestTag.Long(32997, 9)).With(TestTag.Long(32998, 9));
        AperioBuilder.WithSlide(pages, slide => Assert.Equal(3, slide.Levels.Count));
    }

    [Theory]
    [InlineData("Label pixelsize=(\"0.0315\",\"0.0315\")", AssociatedImageKind.Label)]
    [InlineData("Macro", AssociatedImageKind.Macro)]
    [InlineData("Something of DOE", AssociatedImageKind.Unknown)]
    [InlineData(null, AssociatedImageKind.Unknown)]
    public void Open_PictureByItsText_IsWhatItSays(string? text, AssociatedImageKind kind)
    {
        var pages = PhilipsBuilder.Slide();
        pages[4] = AperioBuilder.Strips(12, 13, 0, text);
        AperioBuilder.WithSlide(pages, slide => Assert.Equal(kind, slide.AssociatedImages[1].Kind));
    }

    [Fact]
    public void Open_LabelInTiles_IsNoLevel()
    {
        var pages = PhilipsBuilder.Slide();
        pages[4] = PhilipsBuilder.Level(16, 16, 1, "Label");
        AperioBuilder.WithSlide(pages, slide =>
        {
            Assert.Equal(3, slide.Levels.Count);
            Assert.Equal(AssociatedImageKind.Label, slide.AssociatedImages[1].Kind);
        });
    }

    [Theory]
    [InlineData("Hamamatsu", "<DataObject ObjectType=\"DPUfsImport\"/>", "tag 305 of page 0 does not start with \"Philips\"")]
    [InlineData("Philips DP v1.0", "level=0", "does not start with a DPUfsImport object")]
    public void Open_WithoutTheMark_IsNoPhilipsSlide(string software, string description, string reason)
    {
        var detection = AperioBuilder.Detect(
            "philips", [PhilipsBuilder.Level(64, 48, 0, description).With(TestTag.Ascii(305, software))]);
        Assert.Equal(SlideVerdict.No, detection.Verdict);
        Assert.Contains(reason, detection.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Detect_Slide_IsYesWithAReason()
    {
        using var temporary = new TemporaryFile(AperioBuilder.Build(PhilipsBuilder.Slide()));
        using var file = SlideFile.Open(temporary.Path);
        var format = Assert.Single(SlideFormats.All, format => format.Name == "philips");
        var detection = format.Detect(file);
        Assert.Equal(SlideVerdict.Yes, detection.Verdict);
        Assert.Contains("DPUfsImport", detection.Reason, StringComparison.Ordinal);
    }
}
