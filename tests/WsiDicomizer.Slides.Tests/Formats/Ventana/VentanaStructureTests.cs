using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.VentanaBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Ventana;

public class VentanaStructureTests
{
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Open_WithoutOverlaps_HasLevelsThatAreCopied(bool big, bool littleEndian) =>
        AperioBuilder.WithSlide(
            Slide(),
            slide =>
            {
                Assert.Equal("ventana", slide.FormatName);
                Assert.Equal([new(64, 48), new PixelSize(32, 24)], slide.Levels.Select(level => level.Size));
                Assert.All(slide.Levels, level => Assert.Null(level.TilePainter));
                Assert.All(slide.Levels, level => Assert.True(level.HasBackgroundForMissingTiles));
                Assert.All(slide.Levels, level => Assert.Equal(235, level.BackgroundShade));
                Assert.Equal([0.25, 0.5], slide.Levels.Select(level => level.Spacing!.Value.XMicrometres));
                Assert.Equal(
                    [AssociatedImageKind.Macro, AssociatedImageKind.Unknown], slide.AssociatedImages.Select(image => image.Kind));
                Assert.Null(Assert.Single(slide.Areas).FocalPlane);
            },
            big,
            littleEndian);

    [Fact]
    public void Open_Export_HasTheSizesOfItsTags() => AperioBuilder.WithSlide(Export(), slide =>
    {
        Assert.Equal([new(64, 48), new PixelSize(32, 24)], slide.Levels.Select(level => level.Size));
        Assert.All(slide.Levels, level => Assert.Null(level.TilePainter));
    });

    [Theory]
    [InlineData("")]
    [InlineData("ScanWhitePoint=\"0\"")]
    [InlineData("ScanWhitePoint=\"256\"")]
    [InlineData("ScanWhitePoint=\"DOE\"")]
    public void BackgroundShade_NotSaid_IsWhite(string attributes) => AperioBuilder.WithSlide(
        Slide(scan: Scan(attributes)), slide => Assert.Equal(255, slide.Levels[0].BackgroundShade));

    [Fact]
    public void Levels_PageWithAColumnOfPadding_AreCutToTheArea()
    {
        // The builder's tile n has 20 + n bytes; a row of the page has four.
        AperioBuilder.WithSlide(Slide(EncodeInfo(Area(columns: 3, rows: 2))), slide =>
        {
            Assert.Equal([new(48, 32), new PixelSize(24, 16)], slide.Levels.Select(level => level.Size));
            Assert.Equal([20, 21, 22, 24, 25, 26], Lengths(slide.Levels[0]));
            Assert.Throws<ArgumentOutOfRangeException>(() => slide.Levels[0].GetTileRange(6));
        });
    }

    [Fact]
    public void Levels_AreaThatBeginsElsewhere_AreCopiedWhereItBeginsWithATile()
    {
        var xml = EncodeInfoAt(["<AOI0 OriginX=\"32\" OriginY=\"16\"/>"], Area(columns: 2, rows: 2));
        AperioBuilder.WithSlide(Slide(xml), slide =>
        {
            Assert.Equal([26, 27, 30, 31], Lengths(slide.Levels[0]));

            // Of level 1 the area begins in the middle of a tile.
            Assert.Null(slide.Levels[0].TilePainter);
            Assert.Contains("inside of a stored tile", slide.Levels[1].TilePainter!.Reason, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(2, 4, 100, 0, 58)]

    // Without any confidence nothing is known; a gap is an overlap below zero; means are weighted.
    [InlineData(2, 4, 0, 0, 64)]
    [InlineData(-2, -2, 100, 100, 70)]
    [InlineData(1, 4, 100, 200, 55)]
    public void Levels_RightJoints_AdvanceByTheWeightedMean(double first, double second, int sure, int surer, int width)
    {
        var joints = Joint("RIGHT", 1, 2, first, sure) + Joint("RIGHT", 2, 3, second, surer) + Joint("UP", 1, 8, 3);
        AperioBuilder.WithSlide(Slide(EncodeInfo(Area(joints))), slide =>
        {
            Assert.Equal(new PixelSize(width, sure == 0 ? 42 : 42), slide.Levels[0].Size);
            Assert.Equal(new PixelSize((width + 1) / 2, 21), slide.Levels[1].Size);
            Assert.Contains("overlap", slide.Levels[0].TilePainter!.Reason, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Levels_LeftJoints_HaveBoundariesOfTheirOwn()
    {
        // Tiles 1 to 4 are the lowest row, from left to right. What is not sure does not count; the rest is their mean.
        var joints = Joint("LEFT", 2, 1, 4) + Joint("LEFT", 3, 2, 0) + Joint("LEFT", 3, 2, 15, confidence: 10)
            + Joint("LEFT", 3, 2, 15, joined: 0);
        AperioBuilder.WithSlide(Slide(EncodeInfo(Area(joints))), slide =>
            Assert.Equal(new PixelSize(64 - 4 - 0 - 2, 48), slide.Levels[0].Size));
    }

    [Theory]
    [InlineData(29, 24, false)]
    [InlineData(32, 24, true)]
    public void Levels_ReducedOfDp_AreStitchedOrPackedByTheirSize(ulong width, ulong height, bool isPacked)
    {
        var pages = Slide(EncodeInfo(Area(Joint("LEFT", 1, 2, 2))));
        pages[3] = Level(width, height, "level=1 mag=20 quality=90");
        AperioBuilder.WithSlide(pages, slide =>
        {
            Assert.Equal(new PixelSize(29, 24), slide.Levels[1].Size);
            Assert.Equal(isPacked, slide.Levels[1].TilePainter is not null);
        });
    }

    [Fact]
    public void Levels_ReducedOfAnOlderScanner_ArePackedWhateverTheirSize()
    {
        var scan = Scan().Replace("ScannerModel=\"VENTANA DP 200\"", string.Empty, StringComparison.Ordinal);
        var pages = Slide(EncodeInfo(Area(Joint("RIGHT", 1, 2, 2))), scan);
        pages[3] = Level(29, 24, "level=1 mag=20 quality=90");
        AperioBuilder.WithSlide(pages, slide => Assert.NotNull(slide.Levels[1].TilePainter));
    }

    [Fact]
    public void Levels_TwoAreas_LieOnOneCanvas()
    {
        // Pos-Y counts from below: the second area lies 10 under the first, 6 to its left.
        string[] origins = ["<AOI0 OriginX=\"0\" OriginY=\"0\"/>", "<AOI1 OriginX=\"0\" OriginY=\"32\"/>"];
        var xml = EncodeInfoAt(
            origins,
            Area(columns: 2, rows: 2, left: "106.0", bottom: "526.0"),
            Area(columns: 4, rows: 1, left: "100", bottom: "500"));
        AperioBuilder.WithSlide(Slide(xml), slide =>
        {
            Assert.Equal(new PixelSize(64, 58), slide.Levels[0].Size);
            Assert.Equal("2 scanned areas lie on one canvas", slide.Levels[0].TilePainter!.Reason);
            Assert.Equal(slide.Levels[0].GetTileRange(0), slide.Levels[0].GetTileRange(3));
            Assert.True(slide.Levels[0].TilePainter!.StoredBytes > 0);
        });
    }

    [Fact]
    public void Levels_AreaThatWasNotScanned_IsPassedOver() => AperioBuilder.WithSlide(
        Slide(EncodeInfo(Area(), Area("<TileJointInfo/>").Replace("AOIScanned=\"1\"", "AOIScanned=\"0\"", StringComparison.Ordinal))),
        slide => Assert.Null(slide.Levels[0].TilePainter));

    [Fact]
    public void GetTileRange_FramesInAnotherOrder_FollowsThem()
    {
        // The second frame shows column 0 of row 1, so that tile is stored at the second place.
        string[] places = ["0,0", "0,1", "1,0", "1,1"];
        var frames = "<FrameInfo AOIIndex=\"0\">" + string.Concat(places.Select(place => $"<Frame XY=\"{place}\" Z=\"0\"/>")) + "</FrameInfo>";
        AperioBuilder.WithSlide(
            Slide(EncodeInfo(Area(columns: 2, rows: 2), frames).Replace("<AOI1 OriginX=\"0\" OriginY=\"0\"/>", string.Empty, StringComparison.Ordinal)),
            slide => Assert.Equal([20, 24, 21, 25], Lengths(slide.Levels[0])));
        AperioBuilder.WithSlide(
            Slide(EncodeInfo(Area(columns: 2, rows: 2), frames.Replace("1,1", "1,0", StringComparison.Ordinal))
                .Replace("<AOI1 OriginX=\"0\" OriginY=\"0\"/>", string.Empty, StringComparison.Ordinal)),
            slide => Assert.Equal([20, 21, 24, 25], Lengths(slide.Levels[0])));
    }

    [Fact]
    public void Areas_FocalPlanes_AreSeriesOfTheirOwn()
    {
        var pages = Slide();
        pages[2] = Planes(pages[2], 4);
        pages[3] = Planes(pages[3], 2);
        AperioBuilder.WithSlide(pages, slide =>
        {
            Assert.Equal(
                [new FocalPlane(0, 0), new(1, 1.5), new(2, -1.5), new(3, -3)], slide.Areas.Select(area => area.FocalPlane));
            Assert.Equal([2, 2, 1, 1], slide.Areas.Select(area => area.Levels.Count));
            Assert.Equal(20, slide.Levels[0].GetTileRange(0).Length);
            Assert.Equal(20 + 12, slide.Areas[1].Levels[0].GetTileRange(0).Length);
            Assert.Equal(20 + 24 + 5, slide.Areas[2].Levels[0].GetTileRange(5).Length);
            Assert.Equal(20 + 4, slide.Areas[1].Levels[1].GetTileRange(0).Length);
        });
    }

    [Theory]
    [InlineData("Thumbnail", 16, 12, AssociatedImageKind.Thumbnail)]
    [InlineData("Thumbnail", 9, 12, AssociatedImageKind.Unknown)]
    [InlineData("Label Image", 9, 12, AssociatedImageKind.Macro)]
    [InlineData("Something of DOE", 16, 12, AssociatedImageKind.Unknown)]
    [InlineData(null, 16, 12, AssociatedImageKind.Unknown)]
    public void AssociatedImages_ByTheirTextAndShape_AreWhatTheyAre(string? text, ulong width, ulong height, AssociatedImageKind kind)
    {
        var pages = Slide();
        pages[1] = AperioBuilder.Strips(width, height, 0, text);
        AperioBuilder.WithSlide(pages, slide => Assert.Equal(kind, slide.AssociatedImages[1].Kind));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("<scan/>")]
    public void Open_WithoutTheMark_IsNoVentanaSlide(string? xml)
    {
        var page = Level(64, 48, "level=0 mag=40 quality=90");
        using var temporary = new TemporaryFile(AperioBuilder.Build([xml is null ? page : page.With(XmlTag(xml))]));
        using var file = SlideFile.Open(temporary.Path);
        var detection = Assert.Single(SlideFormats.All, format => format.Name == "ventana").Detect(file);
        Assert.Equal(SlideVerdict.No, detection.Verdict);
        Assert.Contains("iScan", detection.Reason, StringComparison.Ordinal);
    }

    private static TestPage Planes(TestPage page, int count) => new TestPage
    {
        Tags = page.Tags, Tiles = [.. Enumerable.Range(0, page.Tiles.Count * count).Select(tile => new byte[20 + tile])],
    }.With(TestTag.Long(32997, (ulong)count));

    private static IEnumerable<int> Lengths(SlideLevel level) =>
        Enumerable.Range(0, level.TileCount).Select(tile => (int)level.GetTileRange(tile).Length);
}
