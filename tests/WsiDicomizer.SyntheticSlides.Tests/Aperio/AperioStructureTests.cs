using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;
using WsiDicomizer.SyntheticSlides.Tests.Support;

namespace WsiDicomizer.SyntheticSlides.Tests.Aperio;

public class AperioStructureTests
{
    public static TheoryData<AperioVariant> Variants => Slides.Variants;

    [Theory]
    [MemberData(nameof(Variants))]
    public void Write_AnyVariant_HasThePagesOfAnAperioFile(AperioVariant variant)
    {
        var (file, key) = Slides.Write(variant);

        var tiff = new MiniTiff(file);

        Assert.Equal(5, tiff.Pages.Count);
        Assert.Equal([0, 2], key.Levels.Select(level => level.Page));
        Assert.Equal([0, 0, 0, 1, 9], tiff.Pages.Select(page => page[254].Numbers[0]));
        Assert.All(tiff.Pages, page => Assert.Equal([8, 8, 8], page[258].Numbers));
        Assert.StartsWith("Aperio ", tiff.Pages[0][270].Text);
        Assert.Contains("|MPP = 0.4990", tiff.Pages[0][270].Text, StringComparison.Ordinal);
        Assert.False(tiff.Pages[1].ContainsKey(322));
        Assert.Equal(16, tiff.Pages[1][278].Numbers[0]);
        Assert.Equal(5, tiff.Pages[3][259].Numbers[0]);
        Assert.Equal(2, tiff.Pages[3][317].Numbers[0]);
        Assert.True(tiff.Pages[3][273].Count > 1);
        Assert.Equal(16, tiff.Pages[4][278].Numbers[0]);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Write_AnyVariant_LevelsAreAsTheAnswerKeySays(AperioVariant variant)
    {
        var (file, key) = Slides.Write(variant);

        var tiff = new MiniTiff(file);

        Assert.Equal([(700, 520), (175, 130)], key.Levels.Select(level => (level.Width, level.Height)));
        foreach (var level in key.Levels)
        {
            var page = tiff.Pages[level.Page];
            Assert.Equal(level.Width, page[256].Numbers[0]);
            Assert.Equal(level.Height, page[257].Numbers[0]);
            Assert.Equal([level.TileWidth, level.TileHeight], [page[322].Numbers[0], page[323].Numbers[0]]);
            var tiles = ((level.Width + 127) / 128) * ((level.Height + 127) / 128);
            Assert.Equal([tiles, tiles], [page[324].Count, page[325].Count]);
            var empty = page[325].Numbers.Index().Where(pair => pair.Item == 0).Select(pair => pair.Index);
            Assert.Equal(level.MissingTiles, empty);
        }
    }

    [Theory]
    [InlineData(AperioVariant.ClassicRgb, false, 7, 2, true)]
    [InlineData(AperioVariant.ClassicYCbCr, false, 7, 6, true)]
    [InlineData(AperioVariant.Gt450, true, 7, 6, true)]
    [InlineData(AperioVariant.Gt450WithoutTables, true, 7, 6, false)]
    [InlineData(AperioVariant.Jp2k33003, false, 33003, 2, false)]
    [InlineData(AperioVariant.Jp2k33005, false, 33005, 2, false)]
    [InlineData(AperioVariant.ZeroTile, false, 7, 2, true)]
    public void Write_EachVariant_HasItsTags(
        AperioVariant variant, bool big, int compression, int photometric, bool tables)
    {
        var tiff = new MiniTiff(Slides.Write(variant).File);

        Assert.Equal(big, tiff.Big);
        Assert.Equal(compression, tiff.Pages[0][259].Numbers[0]);
        Assert.Equal(photometric, tiff.Pages[0][262].Numbers[0]);
        Assert.Equal(tables, tiff.Pages[0].ContainsKey(347));
        Assert.Equal(!big, tiff.Pages[3].ContainsKey(270));
        Assert.Equal(!big, tiff.Pages[4].ContainsKey(270));
    }

    [Fact]
    public void Write_Classic_NamesLabelAndMacroAfterASingleLineFeed()
    {
        var tiff = new MiniTiff(Slides.Write(AperioVariant.ClassicRgb).File);

        Assert.Equal("Aperio Image Library v11.2.1 \nlabel 387x463", tiff.Pages[3][270].Text);
        Assert.Equal("Aperio Image Library v11.2.1 \nmacro 1280x431", tiff.Pages[4][270].Text);
        Assert.Contains("|Date = 12/29/23|Time = 09:59:15|Time Zone = GMT-05:00|", tiff.Pages[0][270].Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Gt450_HasLongDatesAndKeysOnTheFirstPageOnly()
    {
        var tiff = new MiniTiff(Slides.Write(AperioVariant.Gt450).File);

        Assert.Contains("|Date = 12/29/2023|", tiff.Pages[0][270].Text, StringComparison.Ordinal);
        Assert.Contains("|Time Zone = GMT-0500|", tiff.Pages[0][270].Text, StringComparison.Ordinal);
        Assert.DoesNotContain('|', tiff.Pages[1][270].Text);
        Assert.DoesNotContain('|', tiff.Pages[2][270].Text);
    }

    [Fact]
    public void Write_WithoutMpp_LeavesTheKeyOut()
    {
        var options = Slides.Small(AperioVariant.ClassicRgb) with { MicrometresPerPixel = null };

        var (file, key) = Slides.Write(options);

        Assert.DoesNotContain("MPP", new MiniTiff(file).Pages[0][270].Text, StringComparison.Ordinal);
        Assert.Null(key.MicrometresPerPixel);
    }

    [Fact]
    public void LevelsOf_LargeSlide_GoesDownByFourUntilSmall()
    {
        var levels = AperioPyramid.LevelsOf(new PixelSize(46_000, 32_914));

        Assert.Equal(
            [new(46_000, 32_914), new(11_500, 8_228), new(2_875, 2_057), new PixelSize(718, 514)], levels);
    }

    [Theory]
    [InlineData(10, 1000, null)]
    [InlineData(1000, 300_000, null)]
    [InlineData(1000, 1000, 250)]
    [InlineData(1000, 1000, 32)]
    public void Write_OptionOutOfRange_Throws(int width, int height, int? tileSize)
    {
        var options = new AperioSyntheticOptions { Size = new PixelSize(width, height), TileSize = tileSize };

        Assert.Throws<ArgumentOutOfRangeException>(() => Slides.Write(options));
    }
}
