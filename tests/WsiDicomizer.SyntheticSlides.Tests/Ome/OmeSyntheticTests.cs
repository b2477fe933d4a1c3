using System.Globalization;
using System.Text;
using System.Xml.Linq;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Formats.Ome;
using WsiDicomizer.SyntheticSlides.Tests.Support;

namespace WsiDicomizer.SyntheticSlides.Tests.Ome;

public class OmeSyntheticTests
{
    private static readonly XNamespace Schema = "http://www.openmicroscopy.org/Schemas/OME/2016-06";

    public static TheoryData<OmeVariant> Variants => [.. Enum.GetValues<OmeVariant>()];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Write_AnyVariant_HasThePagesThatItsXmlNames(OmeVariant variant)
    {
        var (file, key) = Write(variant);

        var tiff = new MiniTiff(file);

        Assert.Equal(variant is OmeVariant.SubIfdRgb or OmeVariant.Channels16Bit, tiff.Big);
        var root = XDocument.Parse(tiff.Pages[0][270].Text.Split('\0')[0]).Root!;
        Assert.Equal(Schema + "OME", root.Name);
        var data = root.Descendants(Schema + "TiffData").ToList();
        Assert.Equal(Enumerable.Range(0, tiff.Pages.Count), data.Select(item => (int)item.Attribute("IFD")!));
        Assert.All(data, item =>
        {
            var page = tiff.Pages[(int)item.Attribute("IFD")!];
            Assert.Equal((long)item.Parent!.Attribute("SizeX")!, page[256].Numbers[0]);
            Assert.Equal((long)item.Parent!.Attribute("SizeY")!, page[257].Numbers[0]);
        });
        Assert.All(tiff.Pages.Skip(1), page => Assert.False(page.ContainsKey(270)));
        var views = variant is OmeVariant.Channels8Bit or OmeVariant.Channels16Bit or OmeVariant.FocalPlanes ? 3 : 1;
        Assert.Equal(2 * views, key.Levels.Count);
        Assert.Equal(
            variant == OmeVariant.PagesRgb ? 0 : views, tiff.Pages.Count(page => page.TryGetValue(330, out var children) && children.Count == 1));
        Assert.Equal(
            variant == OmeVariant.Channels16Bit ? "uint16" : "uint8", root.Descendants(Schema + "Pixels").First().Attribute("Type")!.Value);
        Assert.Equal(
            (variant is OmeVariant.Channels8Bit or OmeVariant.Channels16Bit ? 3 : 1, variant == OmeVariant.FocalPlanes ? "3" : "1"),
            (root.Descendants(Schema + "Pixels").First().Elements(Schema + "Channel").Count(), root.Descendants(Schema + "Pixels").First().Attribute("SizeZ")!.Value));
    }

    // Channels and planes that showed the same would not tell whether a reader mixes them up.
    [Theory]
    [InlineData(OmeVariant.Channels8Bit)]
    [InlineData(OmeVariant.Channels16Bit)]
    [InlineData(OmeVariant.FocalPlanes)]
    public void Write_SeveralViews_ShowDifferentPictures(OmeVariant variant)
    {
        var tiff = new MiniTiff(Write(variant, PlantedIdentity.None).File);
        Assert.Equal(3, Enumerable.Range(0, 3).Select(page => Convert.ToHexString(tiff.Tile(page, 5))).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Entries_InTagsAndTiles_AreThere(OmeVariant variant)
    {
        var (file, key) = Write(variant);
        var tiff = new MiniTiff(file);
        foreach (var entry in key.Entries)
        {
            var words = entry.Where.Split(' ', ',');
            if (entry.Where.Contains(", tag ", StringComparison.Ordinal))
            {
                Assert.True(
                    Support.Slides.Contains(tiff.Pages[Number(words[1])][Number(words[4])].Value, BytesOf(entry)), $"{entry.Where} {entry.Name}");
            }
            else if (entry.Where.Contains(", tile ", StringComparison.Ordinal))
            {
                Assert.True(Support.Slides.Contains(tiff.Tile(Number(words[1]), Number(words[4])), BytesOf(entry)), entry.Where);
            }
        }

        string[] names =
        [
            "OME@UUID", "Image@Name", "AcquisitionDate", "Description", "Experimenter@ID", "Experimenter@LastName", "Microscope@SerialNumber",
            "UUID@FileName", "UUID", "Project@Name", "Value", "M", "comment", "text behind the end",
        ];
        Assert.Empty(names.Except(key.Entries.Select(entry => entry.Name)));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Write_NoIdentity_PlantsNothing(OmeVariant variant)
    {
        var (file, key) = Write(variant, PlantedIdentity.None);

        Assert.Empty(key.Entries);
        var planted = Write(variant).Key.Entries
            .Where(entry => !entry.Where.Contains("pixels", StringComparison.Ordinal) && entry.Value.Length > 4);
        Assert.DoesNotContain(planted, entry => Support.Slides.Contains(file, BytesOf(entry)));
    }

    [Fact]
    public void Write_SameOptions_GivesTheSameBytes() =>
        Assert.Equal(Write(OmeVariant.FocalPlanes).File, Write(OmeVariant.FocalPlanes).File);

    private static (byte[] File, AnswerKey Key) Write(OmeVariant variant, PlantedIdentity? identity = null)
    {
        using var stream = new MemoryStream();
        var key = OmeSyntheticSlide.Write(
            stream,
            "DOE_JANE_4711.ome.tif",
            new OmeSyntheticOptions { Variant = variant, Size = new PixelSize(700, 520), TileSize = 128, Identity = identity });
        return (stream.ToArray(), key);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static byte[] BytesOf(AnswerKeyEntry entry) =>
        entry.BytesHex is { } hex ? Convert.FromHexString(hex) : Encoding.UTF8.GetBytes(entry.Value);
}
