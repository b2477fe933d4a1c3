using System.Globalization;
using System.Text;
using System.Xml.Linq;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Formats.Philips;
using WsiDicomizer.SyntheticSlides.Tests.Support;

namespace WsiDicomizer.SyntheticSlides.Tests.Philips;

public class PhilipsSyntheticTests
{
    public static TheoryData<PhilipsVariant> Variants => [.. Enum.GetValues<PhilipsVariant>()];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Write_AnyVariant_HasThePagesAndXmlOfAPhilipsFile(PhilipsVariant variant)
    {
        var (file, key) = Write(variant);

        var tiff = new MiniTiff(file);

        Assert.Equal([(768, 640), (384, 320), (192, 160), (96, 80)], key.Levels.Select(level => (level.Width, level.Height)));
        Assert.Equal(variant == PhilipsVariant.XmlOnly, tiff.Big);
        Assert.Equal(variant == PhilipsVariant.XmlOnly ? 4 : 6, tiff.Pages.Count);
        Assert.StartsWith("Philips DP v1.", tiff.Pages[0][305].Text, StringComparison.Ordinal);
        foreach (var level in key.Levels)
        {
            var page = tiff.Pages[level.Page];
            Assert.Equal(0, page[256].Numbers[0] % 128);
            Assert.InRange(page[256].Numbers[0] - level.Width, 0, 127);
            Assert.Equal(level.Page == 0 ? 0 : 1, page[254].Numbers[0]);
            var empty = page[325].Numbers.Index().Where(pair => pair.Item == 0).Select(pair => pair.Index);
            Assert.Equal(level.MissingTiles, empty);
            Assert.All(level.MissingTiles, tile => Assert.Equal(0, page[324].Numbers[tile]));
        }

        Assert.Equal(variant == PhilipsVariant.Sparse, key.Levels[0].MissingTiles.Count > 0);
        var root = XDocument.Parse(tiff.Pages[0][270].Text).Root!;
        Assert.Equal("DPUfsImport", root.Attribute("ObjectType")!.Value);
        Assert.Equal(4, root.Descendants("DataObject").Count(item => item.Attribute("ObjectType")!.Value == "PixelDataRepresentation"));
        Assert.Equal(
            variant == PhilipsVariant.PagesOnly ? 1 : 3,
            root.Descendants("DataObject").Count(item => item.Attribute("ObjectType")!.Value == "DPScannedImage"));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Entries_InTags_AreInThatTagOfThatPage(PhilipsVariant variant)
    {
        var (file, key) = Write(variant);
        var tiff = new MiniTiff(file);

        var inTags = key.Entries
            .Where(entry => entry.Where.Contains(", tag ", StringComparison.Ordinal) && !entry.Where.Contains("pixels", StringComparison.Ordinal))
            .ToList();

        Assert.True(inTags.Count > 15);
        foreach (var entry in inTags)
        {
            var words = entry.Where.Split(' ', ',');
            var tag = tiff.Pages[Number(words[1])][Number(words[4])];
            Assert.True(Slides.Contains(tag.Value, BytesOf(entry)), $"{entry.Where} {entry.Name}");
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Entries_InTiles_AreInThatTile(PhilipsVariant variant)
    {
        var (file, key) = Write(variant);
        var tiff = new MiniTiff(file);

        var inTiles = key.Entries.Where(entry => entry.Where.Contains(", tile ", StringComparison.Ordinal)).ToList();

        Assert.Equal(3, inTiles.Count);
        foreach (var entry in inTiles)
        {
            var words = entry.Where.Split(' ', ',');
            Assert.True(Slides.Contains(tiff.Tile(Number(words[1]), Number(words[4])), BytesOf(entry)), entry.Where);
        }
    }

    [Fact]
    public void Write_NoIdentity_PlantsNothing()
    {
        var (file, key) = Write(PhilipsVariant.Classic, PlantedIdentity.None);

        Assert.Empty(key.Entries);
        var planted = Write(PhilipsVariant.Classic).Key.Entries
            .Where(entry => !entry.Where.Contains("pixels", StringComparison.Ordinal) && entry.Value.Length > 4);
        Assert.DoesNotContain(planted, entry => Slides.Contains(file, BytesOf(entry)));
    }

    [Fact]
    public void Write_BothSpellings_AreUsed()
    {
        Assert.Contains(Write(PhilipsVariant.Classic).Key.Entries, entry => entry.Name == "PIM_DP_UFS_BARCODE");
        Assert.Contains(Write(PhilipsVariant.XmlOnly).Key.Entries, entry => entry.Name == "PIIM_DP_UFS_BARCODE");
    }

    [Theory]
    [InlineData(10, 512)]
    [InlineData(300_000, 512)]
    [InlineData(1000, 100)]
    public void Write_OptionOutOfRange_Throws(int width, int tileSize) => Assert.Throws<ArgumentOutOfRangeException>(
        () => PhilipsSyntheticSlide.Write(
            new MemoryStream(), "a", new PhilipsSyntheticOptions { Size = new PixelSize(width, 1000), TileSize = tileSize }));

    private static (byte[] File, AnswerKey Key) Write(PhilipsVariant variant, PlantedIdentity? identity = null)
    {
        using var stream = new MemoryStream();
        var key = PhilipsSyntheticSlide.Write(
            stream,
            "DOE_JANE_4711.tiff",
            new PhilipsSyntheticOptions
            {
                Variant = variant, Size = new PixelSize(700, 520), TileSize = 128, Identity = identity,
            });
        return (stream.ToArray(), key);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static byte[] BytesOf(AnswerKeyEntry entry) =>
        entry.BytesHex is { } hex ? Convert.FromHexString(hex) : Encoding.UTF8.GetBytes(entry.Value);
}
