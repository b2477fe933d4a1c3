using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.GenericTiffBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.GenericTiff;

public class GenericTiffStructureTests
{
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public void Open_Pyramid_HasLevelsAndAnUnknownPicture(bool big, bool littleEndian) => AperioBuilder.WithSlide(
        Slide(),
        slide =>
        {
            Assert.Equal("generic-tiff", slide.FormatName);
            Assert.Equal([new PixelSize(64, 48), new PixelSize(32, 24)], slide.Levels.Select(level => level.Size));
            Assert.Equal([0.5, 1], slide.Levels.Select(level => level.Spacing!.Value.XMicrometres));
            Assert.All(slide.Levels, level => Assert.True(level.HasBackgroundForMissingTiles));
            Assert.Equal(AssociatedImageKind.Unknown, Assert.Single(slide.AssociatedImages).Kind);
            Assert.Equal(30 * 12 * 3, slide.AssociatedImages[0].ReadPixels().Length);
        },
        big,
        littleEndian);

    [Fact]
    public void Open_SubIfds_AreLevels() => AperioBuilder.WithSlide(
        WithSubIfds(Page(16, 12, 1)),
        slide =>
        {
            Assert.Equal(["page 0", "page 0, tag 330 SubIFDs 0", "page 0, tag 330 SubIFDs 1"], slide.Levels.Select(level => level.Location));
            Assert.Empty(slide.AssociatedImages);
        });

    [Fact]
    public void Open_LevelsInAnyOrder_AreSortedBySize() => AperioBuilder.WithSlide(
        [Page(64, 48, 0), Page(16, 12, 1), Page(32, 24, 1)],
        slide => Assert.Equal(["page 0", "page 2", "page 1"], slide.Levels.Select(level => level.Location)));

    private static readonly Dictionary<string, Action<TestPage>> Others = new()
    {
        ["another shape"] = page => page.With(TestTag.Long(256, 32)).With(TestTag.Long(257, 12)),
        ["type of a macro"] = page => page.With(TestTag.Long(254, 9)),
        ["type of a document's page"] = page => page.With(TestTag.Long(254, 2)),
        ["named label"] = page => page.With(TestTag.Ascii(270, "label 32x24")),
        ["named macro"] = page => page.With(TestTag.Ascii(285, "Macro_Image")),
    };

    public static TheoryData<string> OtherNames => [.. Others.Keys];

    [Theory]
    [MemberData(nameof(OtherNames))]
    public void Open_TiledPageThatIsNoLevel_IsAPictureAndIdentity(string name)
    {
        var pages = Slide();
        Others[name](pages[1]);
        AperioBuilder.WithSlide(pages, slide =>
        {
            Assert.Single(slide.Levels);
            Assert.Equal(2, slide.AssociatedImages.Count);
            Assert.Equal(
                name switch
                {
                    "named label" => AssociatedImageKind.Label,
                    "named macro" => AssociatedImageKind.Macro,
                    _ => AssociatedImageKind.Unknown,
                },
                slide.AssociatedImages[0].Kind);
            Assert.Contains(slide.IdentityRecords, record => record.Location == "page 1" && record.Value is null);
        });
    }

    [Theory]
    [InlineData(96, 72, true)]
    [InlineData(64, 48, true)]
    [InlineData(13, 10, true)]
    [InlineData(12, 9, true)]
    [InlineData(130, 98, false)]
    [InlineData(80, 60, false)]
    [InlineData(11, 8, false)]
    public void Open_TiledPageOfTheBaseLevelsShape_IsALevelWhereAWholeNumberDividesTheSize(uint width, uint height, bool isLevel) =>
        AperioBuilder.WithSlide(
            [Page(193, 144, 0), Page(width, height, 1)],
            slide => Assert.Equal((isLevel ? 2 : 1, isLevel ? 0 : 1), (slide.Levels.Count, slide.AssociatedImages.Count)));

    [Theory]
    [InlineData(282, 283, 2, 50_800, 0.5)]
    [InlineData(282, 283, 3, 20_000, 0.5)]
    [InlineData(282, 283, 1, 20_000, null)]
    [InlineData(282, 283, 2, 72, null)]
    [InlineData(282, 283, 3, 0, null)]
    [InlineData(282, 282, 3, 20_000, null)]
    public void Spacing_ByTheTags_OrNone(ushort x, ushort y, ulong unit, ulong resolution, double? expected) =>
        AperioBuilder.WithSlide(
            [
                Page(64, 48, 0).With(TestTag.Rational(x, resolution, 1)).With(TestTag.Rational(y, resolution, 1))
                    .With(TestTag.Short(296, unit)),
            ],
            slide => Assert.Equal(expected, slide.Metadata.Spacing?.YMicrometres));

    // Bio-Formats writes RGB under Aperio's number for YCbCr.
    [Theory]
    [InlineData(33003, 6, TileColor.YCbCr)]
    [InlineData(33003, 2, TileColor.Rgb)]
    [InlineData(34712, 2, TileColor.Rgb)]
    [InlineData(8, 2, TileColor.Rgb)]
    [InlineData(50000, 2, TileColor.Rgb)]
    public void Encoding_ByCompressionAndColour(ulong compression, ulong photometric, TileColor expected) =>
        AperioBuilder.WithSlide(
            [Page(64, 48, 0).With(TestTag.Short(259, compression)).With(TestTag.Short(262, photometric))],
            slide => Assert.Equal(expected, slide.Levels[0].Encoding.Color));

    [Fact]
    public void Encoding_Predictor_IsSaidWhereItCounts()
    {
        foreach (var (compression, expected) in new[] { (1UL, false), (5UL, true), (8UL, true), (32946UL, true) })
        {
            AperioBuilder.WithSlide(
                [Page(64, 48, 0).With(TestTag.Short(259, compression)).With(TestTag.Short(262, 2)).With(TestTag.Short(317, 2))],
                slide => Assert.Equal(expected, slide.Levels[0].Encoding.HorizontalPredictor));
        }
    }
}
