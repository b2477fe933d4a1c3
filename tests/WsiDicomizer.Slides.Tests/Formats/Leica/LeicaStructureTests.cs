using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Leica;

public class LeicaStructureTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Open_OneArea_HasItsLevelsAndTheMacro(bool big, bool littleEndian) =>
        AperioBuilder.WithSlide(
            LeicaBuilder.Slide(),
            slide =>
            {
                Assert.Equal("leica", slide.FormatName);
                Assert.Equal([new(64, 48), new PixelSize(16, 12)], slide.Levels.Select(level => level.Size));
                Assert.Equal(["page 2", "page 3"], slide.Levels.Select(level => level.Location));
                Assert.Equal([0.5, 2], slide.Levels.Select(level => level.Spacing!.Value.XMicrometres));
                var area = Assert.Single(slide.Areas);
                Assert.Same(slide.Levels, area.Levels);
                Assert.Equal(new GlassPosition(0.005, 0.007, 0.05, 0.15), area.Position);
                var macro = Assert.Single(slide.AssociatedImages);
                Assert.Equal((AssociatedImageKind.Macro, new PixelSize(32, 48)), (macro.Kind, macro.Size));
                Assert.Equal(new PixelSpacing(50.0 / 32, 150.0 / 48), macro.Spacing);
                Assert.Equal(new GlassPosition(0, 0, 0.05, 0.15), macro.Position);
            },
            big,
            littleEndian);

    [Fact]
    public void Open_TwoAreas_AreTwoPyramidsEachWithItsMetadata() =>
        AperioBuilder.WithSlide(LeicaBuilder.TwoAreas(), slide =>
        {
            Assert.Equal(2, slide.Areas.Count);
            var (first, second) = (slide.Areas[0], slide.Areas[1]);
            Assert.Same(first.Levels, slide.Levels);
            Assert.Equal([new(48, 32), new PixelSize(12, 8)], second.Levels.Select(level => level.Size));
            Assert.Equal([0, 1], second.Levels.Select(level => level.Index));
            Assert.Equal(new GlassPosition(0.009, 0.06, 0.05, 0.15), second.Position);
            Assert.Equal((20.0, 40.0), (first.Metadata.ObjectivePower, second.Metadata.ObjectivePower));
            Assert.Equal((new DateOnly(2011, 5, 31), new DateOnly(2014, 11, 26)), (first.Metadata.AcquisitionDate, second.Metadata.AcquisitionDate));
        });

    [Fact]
    public void Open_WithoutAMacro_HasNoPicture()
    {
        var pages = LeicaBuilder.Slide().Skip(2).ToList();
        pages[0].With(TestTag.Ascii(270, LeicaBuilder.Scn(LeicaBuilder.Area("0", "1"))));
        AperioBuilder.WithSlide(pages, slide =>
        {
            Assert.Equal(2, slide.Levels.Count);
            Assert.Empty(slide.AssociatedImages);
        });
    }

    [Fact]
    public void Open_PageThatTheXmlDoesNotName_IsAnUnknownPicture()
    {
        var pages = LeicaBuilder.Slide();
        pages.Add(LeicaBuilder.Page(20, 30, 0));
        AperioBuilder.WithSlide(pages, slide =>
        {
            Assert.Equal([AssociatedImageKind.Macro, AssociatedImageKind.Unknown], slide.AssociatedImages.Select(image => image.Kind));
            Assert.Contains(slide.IdentityRecords, record => record is { Name: "unknown image", Location: "page 4" });
        });
    }

    [Fact]
    public void Open_Channels_AreAreasAtOnePlaceWithTheirNames()
    {
        var image = LeicaBuilder.Area()
            .Replace("r=\"0\" ifd=\"2\" />", "r=\"0\" c=\"1\" ifd=\"2\" /><dimension sizeX=\"64\" sizeY=\"48\" r=\"0\" c=\"0\" ifd=\"4\" />", StringComparison.Ordinal)
            .Replace("r=\"1\" ifd=\"3\" />", "r=\"1\" c=\"1\" ifd=\"3\" /><dimension sizeX=\"16\" sizeY=\"12\" r=\"1\" c=\"0\" ifd=\"5\" />", StringComparison.Ordinal)
            .Replace("brightfield", "fluorescence", StringComparison.Ordinal)
            .Replace("</scanSettings>", "<channelSettings><channel index=\"1\" name=\" L5|Empty \" /></channelSettings></scanSettings>", StringComparison.Ordinal);
        var pages = LeicaBuilder.Slide(LeicaBuilder.Scn(LeicaBuilder.Macro(), image));
        pages.AddRange([LeicaBuilder.Page(64, 48, 0), LeicaBuilder.Page(16, 12, 1)]);
        AperioBuilder.WithSlide(pages, slide =>
        {
            Assert.Equal(
                [new OpticalPath { Index = 0, IsFluorescence = true }, new OpticalPath { Index = 1, Name = "L5|Empty", IsFluorescence = true }],
                slide.Areas.Select(area => area.OpticalPath));
            Assert.Equal([["page 4", "page 5"], ["page 2", "page 3"]], slide.Areas.Select(area => area.Levels.Select(level => level.Location)));
            Assert.All(slide.Areas, area => Assert.Equal((null, slide.Areas[0].Position), (area.FocalPlane, area.Position)));
            Assert.Contains(slide.IdentityRecords, record => record is { Name: "channel@name", Kind: IdentityKind.Text });
        });
    }

    [Theory]
    [InlineData("400", 0.4)]
    [InlineData("0", null)]
    [InlineData("near", null)]
    public void Open_FocalPlanes_AreAreasAtTheirDistance(string distance, double? offset)
    {
        var image = LeicaBuilder.Image(
            "<pixels><dimension sizeX=\"64\" sizeY=\"48\" z=\"1\" ifd=\"2\" /><dimension sizeX=\"64\" sizeY=\"48\" z=\"0\" ifd=\"3\" /></pixels>",
            LeicaBuilder.View(32_000, 24_000, 5_000, 7_000).Replace("\"400\"", $"\"{distance}\"", StringComparison.Ordinal),
            "20");
        var pages = LeicaBuilder.Slide(LeicaBuilder.Scn(LeicaBuilder.Macro(), image));
        pages[3] = LeicaBuilder.Page(64, 48, 0);
        AperioBuilder.WithSlide(pages, slide =>
        {
            Assert.Equal(
                [new FocalPlane(0, offset is null ? null : 0), new FocalPlane(1, offset)], slide.Areas.Select(area => area.FocalPlane));
            Assert.Equal(["page 3", "page 2"], slide.Areas.Select(area => area.Levels[0].Location));
            Assert.All(slide.Areas, area => Assert.Null(area.OpticalPath));
        });
    }

    [Fact]
    public void Open_SecondMacroByFluorescence_IsAMacroToo()
    {
        var fluorescence = LeicaBuilder.Image(
            LeicaBuilder.Dimensions((32, 48, "4")), LeicaBuilder.View(50_000, 150_000, 0, 0), "0.6")
            .Replace("brightfield", "fluorescence", StringComparison.Ordinal);
        var pages = LeicaBuilder.Slide(LeicaBuilder.Scn(LeicaBuilder.Macro(), LeicaBuilder.Area(), fluorescence));
        pages.Add(LeicaBuilder.Page(32, 48, 0));
        AperioBuilder.WithSlide(pages, slide => Assert.Equal(
            [AssociatedImageKind.Macro, AssociatedImageKind.Macro], slide.AssociatedImages.Select(image => image.Kind)));
    }

    [Fact]
    public void Open_AnotherOrderOfDimensions_IsSortedByResolution()
    {
        var xml = LeicaBuilder.Scn(LeicaBuilder.Macro(), LeicaBuilder.Area()
            .Replace("r=\"0\" ifd=\"2\"", "r=\"7\" ifd=\"2\"", StringComparison.Ordinal)
            .Replace("r=\"1\" ifd=\"3\"", "r=\"8\" ifd=\"3\"", StringComparison.Ordinal));
        AperioBuilder.WithSlide(LeicaBuilder.Slide(xml), slide =>
            Assert.Equal(["page 2", "page 3"], slide.Levels.Select(level => level.Location)));
    }

    [Theory]
    [InlineData("<scn xmlns=\"http://example.org/\"/>")]
    [InlineData("DOE, JANE")]
    public void Open_WithoutTheMark_IsNoLeicaSlide(string description)
    {
        var detection = AperioBuilder.Detect("leica", [LeicaBuilder.Page(64, 48, 0).With(TestTag.Ascii(270, description))]);
        Assert.Equal(SlideVerdict.No, detection.Verdict);
        Assert.Contains("it is a TIFF file, but tag 270", detection.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("DOE", detection.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Detect_Slide_IsYesWithAReason()
    {
        using var temporary = new TemporaryFile(AperioBuilder.Build(LeicaBuilder.Slide()));
        using var file = SlideFile.Open(temporary.Path);
        var format = Assert.Single(SlideFormats.All, format => format.Name == "leica");
        Assert.Equal(
            new SlideDetection(SlideVerdict.Yes, "tag 270 of page 0 is an XML of Leica's namespace"), format.Detect(file));
    }
}
