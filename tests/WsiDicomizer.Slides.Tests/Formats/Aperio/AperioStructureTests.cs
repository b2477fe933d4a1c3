using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Aperio;

public class AperioStructureTests
{
    private const string Gt450 = "Aperio Leica Biosystems GT450 v1.0.1|MPP = 0.25";

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public void Open_UsualOrder_TellsPagesApart(bool big, bool littleEndian) =>
        AperioBuilder.WithSlide(
            AperioBuilder.Slide(),
            slide =>
            {
                Assert.Equal([new PixelSize(60, 40), new PixelSize(30, 20)], slide.Levels.Select(level => level.Size));
                Assert.Equal(["page 0", "page 2"], slide.Levels.Select(level => level.Location));
                Assert.Equal([0, 1], slide.Levels.Select(level => level.Index));
                Assert.Equal(12, slide.Levels[0].TileCount);
                Assert.Equal(23, slide.Levels[0].GetTileRange(3).Length);
                Assert.Equal("Thumbnail page 1, Label page 3, Macro page 4", Pictures(slide));
            },
            big,
            littleEndian);

    [Fact]
    public void Open_Gt450WithoutTexts_TellsPagesByTag254() =>
        AperioBuilder.WithSlide(
            [
                AperioBuilder.Level(60, 40, Gt450), AperioBuilder.Strips(15, 10, 0, null), AperioBuilder.Level(30, 20, null),
                AperioBuilder.Strips(12, 13, 1, null), AperioBuilder.Strips(30, 12, 9, null),
            ],
            slide => Assert.Equal("Thumbnail page 1, Label page 3, Macro page 4", Pictures(slide)));

    [Fact]
    public void Open_NoTag254ButWords_TellsPagesByWords()
    {
        var pages = AperioBuilder.Slide();
        pages.ForEach(page => page.Without(254));
        AperioBuilder.WithSlide(pages, slide => Assert.Equal("Thumbnail page 1, Label page 3, Macro page 4", Pictures(slide)));
    }

    [Fact]
    public void Open_NeitherTag254NorWords_CountsAsUnknown() =>
        AperioBuilder.WithSlide(
            [
                AperioBuilder.Level(60, 40, Gt450), AperioBuilder.Strips(15, 10, 0, null).Without(254),
                AperioBuilder.Strips(12, 13, 0, null).Without(254),
            ],
            slide => Assert.Equal("Thumbnail page 1, Unknown page 2", Pictures(slide)));

    [Fact]
    public void Open_LabelInTheThumbnailsPlace_IsNoThumbnail() =>
        AperioBuilder.WithSlide(
            [AperioBuilder.Level(60, 40, Gt450), AperioBuilder.Strips(15, 10, 1, null), AperioBuilder.Strips(30, 12, 9, null)],
            slide => Assert.Equal("Label page 1, Macro page 2", Pictures(slide)));

    [Fact]
    public void Open_PictureOfAnotherShapeInTheThumbnailsPlace_IsUnknown() =>
        AperioBuilder.WithSlide(
            [AperioBuilder.Level(60, 40, Gt450), AperioBuilder.Strips(12, 13, 0, null)],
            slide => Assert.Equal("Unknown page 1", Pictures(slide)));

    [Fact]
    public void Open_ThumbnailMarkedAsReduced_IsAThumbnail() =>
        AperioBuilder.WithSlide(
            [AperioBuilder.Level(60, 40, Gt450), AperioBuilder.Strips(15, 10, 1, "Aperio Image Library v11.2.1 \r\n60x40 -> 15x10 - ")],
            slide => Assert.Equal("Thumbnail page 1", Pictures(slide)));

    [Fact]
    public void Open_SwappedLabelAndMacro_IsToldByWords() =>
        AperioBuilder.WithSlide(
            [
                AperioBuilder.Level(60, 40, Gt450), AperioBuilder.Strips(30, 12, 1, "Aperio\nmacro 30x12"),
                AperioBuilder.Strips(12, 13, 9, "Aperio\nlabel 12x13"),
            ],
            slide => Assert.Equal("Macro page 1, Label page 2", Pictures(slide)));

    [Fact]
    public void Open_TiledLabel_IsNoLevel() =>
        AperioBuilder.WithSlide(
            [AperioBuilder.Level(60, 40, Gt450), AperioBuilder.Level(12, 13, null).With(TestTag.Long(254, 1))],
            slide =>
            {
                Assert.Single(slide.Levels);
                Assert.Equal("Label page 1", Pictures(slide));
            });

    [Theory]
    [InlineData(201, 134, null, "Label page 1")]
    [InlineData(150, 100, null, "")]
    [InlineData(151, 101, null, "")]
    [InlineData(201, 134, "Aperio Image Library v11.2.1 \r\n601x402 (16x16) -> 201x134 JPEG/RGB Q=30", "")]
    public void Open_TiledPageMarkedAsReduced_IsALevelOnlyWhereItSaysSoOrIsHalved(
        int width, int height, string? text, string pictures) =>
        AperioBuilder.WithSlide(
            [
                AperioBuilder.Level(602, 402, Gt450),
                AperioBuilder.Level((ulong)width, (ulong)height, text).With(TestTag.Long(254, 1)),
            ],
            slide => Assert.Equal(pictures, Pictures(slide)));

    [Fact]
    public void Open_TiledPageOfAnotherShape_IsNoLevel() =>
        AperioBuilder.WithSlide(
            [AperioBuilder.Level(600, 400, Gt450), AperioBuilder.Level(120, 130, null)],
            slide => Assert.Equal("Unknown page 1", Pictures(slide)));

    [Fact]
    public void Open_TiledMacroByTag254_IsNoLevelEvenInTheLevelsShape() =>
        AperioBuilder.WithSlide(
            [AperioBuilder.Level(60, 40, Gt450), AperioBuilder.Level(30, 20, null).With(TestTag.Long(254, 9))],
            slide => Assert.Equal("Macro page 1", Pictures(slide)));

    [Theory]
    [InlineData(7UL, TileCompression.Jpeg, TileColor.Rgb)]
    [InlineData(33003UL, TileCompression.Jpeg2000, TileColor.YCbCr)]
    [InlineData(33005UL, TileCompression.Jpeg2000, TileColor.Rgb)]
    [InlineData(1UL, TileCompression.Uncompressed, TileColor.Rgb)]
    [InlineData(5UL, TileCompression.Lzw, TileColor.Rgb)]
    public void Open_SupportedCompression_IsReported(ulong compression, TileCompression expected, TileColor color) =>
        AperioBuilder.WithSlide([AperioBuilder.Level(60, 40, Gt450, compression)], slide =>
        {
            Assert.Equal(expected, slide.Levels[0].Encoding.Compression);
            Assert.Equal(color, slide.Levels[0].Encoding.Color);
            Assert.StartsWith($"{compression} (", slide.Levels[0].Encoding.VendorName, StringComparison.Ordinal);
        });

    [Theory]
    [InlineData(2UL, "0102031100021100031100", TileColor.Rgb)]
    [InlineData(6UL, "0102031100021100031100", TileColor.YCbCr)]
    [InlineData(2UL, "0102032200021100031100", TileColor.YCbCr)]
    [InlineData(6UL, "0102032100021100031100", TileColor.YCbCr)]
    public void Open_JpegTiles_ColourIsThatOfTheStreamWhereItContradicts(ulong photometric, string sampling, TileColor expected)
    {
        var factors = Convert.FromHexString(sampling);
        byte[] tile =
        [
            0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 16, 0, 16, 3, 1, factors[3], 0, 2, 0x11, 0, 3, 0x11, 0,
            0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0, 1, 2, 0xFF, 0xD9,
        ];
        var level = AperioBuilder.Level(60, 40, Gt450).With(TestTag.Short(262, photometric));
        var page = new TestPage { Tags = level.Tags, Tiles = [.. level.Tiles.Select(_ => tile)] };
        AperioBuilder.WithSlide([page], slide => Assert.Equal(expected, slide.Levels[0].Encoding.Color));
    }

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void Open_UnsupportedVariant_SaysWhy(string name, string message)
    {
        var exception = AperioBuilder.OpenFailure(UnsupportedSlides[name]());
        Assert.Equal(SlideProblem.Unsupported, exception.Problem);
        Assert.Matches("^aperio: .*" + message, exception.Message);
    }

    public static TheoryData<string, string> Unsupported => new()
    {
        { "volume", "page 0: tag 32997 ImageDepth is 3" },
        { "volume of a label", "page 1: tag 32997 ImageDepth is 2" },
        { "z-stack", "page 1: the page has the size of the level before, 60×40: focal planes" },
        { "growing", @"page 1: the page is 120×80 after a level of 60×40" },
        { "compression", "page 0: compression 50001 is not supported; supported are 1, 5, 7, 33003 and 33005" },
        { "palette", "page 0: photometric interpretation 3 with 3 samples" },
        { "four samples", "page 0: 4 samples per pixel" },
        { "twelve bits", "page 0: 12 bits per sample" },
        { "planes", "page 0: the samples are stored in planes" },
        { "predictor", "page 0: predictor 3" },
        { "huge tile", "page 0: tiles of 2147483647×16; supported are up to 65535" },
    };

    private static readonly Dictionary<string, Func<TestPage[]>> UnsupportedSlides = new()
    {
        ["volume"] = () => [AperioBuilder.Level(60, 40, Gt450).With(TestTag.Long(32997, 3))],
        ["volume of a label"] = () =>
            [AperioBuilder.Level(60, 40, Gt450), AperioBuilder.Strips(12, 13, 1, null).With(TestTag.Long(32997, 2))],
        ["z-stack"] = () => [AperioBuilder.Level(60, 40, Gt450), AperioBuilder.Level(60, 40, "Aperio|OffsetZ = 1.0")],
        ["growing"] = () => [AperioBuilder.Level(60, 40, Gt450), AperioBuilder.Level(120, 80, null)],
        ["compression"] = () => [AperioBuilder.Level(60, 40, Gt450, 50001)],
        ["palette"] = () => [AperioBuilder.Level(60, 40, Gt450).With(TestTag.Short(262, 3))],
        ["four samples"] = () => [AperioBuilder.Level(60, 40, Gt450).With(TestTag.Short(277, 4))],
        ["twelve bits"] = () => [AperioBuilder.Level(60, 40, Gt450).With(TestTag.Short(258, 12, 12, 12))],
        ["planes"] = () => [AperioBuilder.Level(60, 40, Gt450).With(TestTag.Short(284, 2))],
        ["huge tile"] = () => [AperioBuilder.Level(60, 40, Gt450).With(TestTag.Long(322, int.MaxValue))],
        ["predictor"] = () => [AperioBuilder.Level(60, 40, Gt450, 5).With(TestTag.Short(317, 3))],
    };

    [Fact]
    public void Fingerprint_DifferentTileTable_Differs()
    {
        var first = Fingerprint(AperioBuilder.Slide());
        Assert.Equal(first, Fingerprint(AperioBuilder.Slide()));
        var longerTile = AperioBuilder.Slide();
        longerTile[2] = new TestPage { Tags = longerTile[2].Tags, Tiles = [.. longerTile[2].Tiles.SkipLast(1), new byte[99]] };
        Assert.NotEqual(first, Fingerprint(longerTile));
    }

    private static string Fingerprint(List<TestPage> pages)
    {
        var result = string.Empty;
        AperioBuilder.WithSlide(pages, slide => result = Convert.ToHexString(slide.Fingerprint.Span));
        return result;
    }

    private static string Pictures(Slide slide) =>
        string.Join(", ", slide.AssociatedImages.Select(image => $"{image.Kind} {image.Location}"));
}
