using System.Globalization;
using System.Text;
using System.Xml.Linq;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Formats.Leica;
using WsiDicomizer.SyntheticSlides.Tests.Support;

namespace WsiDicomizer.SyntheticSlides.Tests.Leica;

public class LeicaSyntheticTests
{
    public static TheoryData<LeicaVariant> Variants => [.. Enum.GetValues<LeicaVariant>()];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Write_AnyVariant_HasThePagesThatItsXmlNames(LeicaVariant variant)
    {
        var (file, key) = Write(variant);

        var tiff = new MiniTiff(file);

        Assert.Equal(variant != LeicaVariant.WithoutMacro, tiff.Big);
        var root = XDocument.Parse(tiff.Pages[0][270].Text.Split('\0')[0]).Root!;
        XNamespace ns = root.Name.Namespace;
        Assert.EndsWith(variant == LeicaVariant.OldNamespace ? "2010/03/10" : "2010/10/01", ns.NamespaceName, StringComparison.Ordinal);
        Assert.Equal(variant == LeicaVariant.OldNamespace, root.Element(ns + "collection")!.Attribute("barcode") is not null);
        var dimensions = root.Descendants(ns + "dimension").ToList();
        Assert.Equal(Enumerable.Range(0, tiff.Pages.Count), dimensions.Select(item => (int)item.Attribute("ifd")!));
        Assert.All(dimensions, item =>
        {
            var page = tiff.Pages[(int)item.Attribute("ifd")!];
            Assert.Equal((int)item.Attribute("sizeX")!, page[256].Numbers[0]);
            Assert.Equal((int)item.Attribute("sizeY")!, page[257].Numbers[0]);
        });
        Assert.All(tiff.Pages.Skip(1), page => Assert.False(page.ContainsKey(270)));
        var levels = variant switch
        {
            LeicaVariant.TwoAreas => 4,
            LeicaVariant.Fluorescence or LeicaVariant.FocalPlanes => 6,
            _ => 2,
        };
        Assert.Equal(levels, key.Levels.Count);
        Assert.All(key.Levels, level => Assert.Equal(level.Width, tiff.Pages[level.Page][256].Numbers[0]));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Write_AnyVariant_PlacesItsAreasOnTheGlass(LeicaVariant variant)
    {
        var root = XDocument.Parse(new MiniTiff(Write(variant).File).Pages[0][270].Text.Split('\0')[0]).Root!;
        XNamespace ns = root.Name.Namespace;
        var collection = root.Element(ns + "collection")!;
        var views = root.Descendants(ns + "view").ToList();
        Assert.All(views, view =>
        {
            Assert.True((long)view.Attribute("offsetX")! + (long)view.Attribute("sizeX")! <= (long)collection.Attribute("sizeX")!);
            Assert.True((long)view.Attribute("offsetY")! + (long)view.Attribute("sizeY")! <= (long)collection.Attribute("sizeY")!);
        });
        var uuids = root.DescendantsAndSelf().Select(item => item.Attribute("uuid")?.Value).OfType<string>().ToList();
        Assert.Equal(uuids.Count, uuids.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Entries_InTagsAndTiles_AreThere(LeicaVariant variant)
    {
        var (file, key) = Write(variant);
        var tiff = new MiniTiff(file);
        foreach (var entry in key.Entries)
        {
            var words = entry.Where.Split(' ', ',');
            if (entry.Where.Contains(", tag ", StringComparison.Ordinal))
            {
                Assert.True(Slides.Contains(tiff.Pages[Number(words[1])][Number(words[4])].Value, BytesOf(entry)), $"{entry.Where} {entry.Name}");
            }
            else if (entry.Where.Contains(", tile ", StringComparison.Ordinal))
            {
                Assert.True(Slides.Contains(tiff.Tile(Number(words[1]), Number(words[4])), BytesOf(entry)), entry.Where);
            }
        }

        Assert.Equal(3, key.Entries.Count(entry => entry.Where.Contains(", tile ", StringComparison.Ordinal)));
        string[] names = ["collection@name", "image@name", "image@uuid", "creationDate", "device@version", "image@operator", "comment"];
        Assert.Empty(names.Except(key.Entries.Select(entry => entry.Name)));
    }

    [Fact]
    public void Write_NoIdentity_PlantsNothing()
    {
        var (file, key) = Write(LeicaVariant.TwoAreas, PlantedIdentity.None);

        Assert.Empty(key.Entries);
        var planted = Write(LeicaVariant.TwoAreas).Key.Entries
            .Where(entry => !entry.Where.Contains("pixels", StringComparison.Ordinal) && entry.Value.Length > 4);
        Assert.DoesNotContain(planted, entry => Slides.Contains(file, BytesOf(entry)));
    }

    private static (byte[] File, AnswerKey Key) Write(LeicaVariant variant, PlantedIdentity? identity = null)
    {
        using var stream = new MemoryStream();
        var key = LeicaSyntheticSlide.Write(
            stream,
            "DOE_JANE_4711.scn",
            new LeicaSyntheticOptions
            {
                Variant = variant, Size = new PixelSize(700, 520), TileSize = 128, Identity = identity,
            });
        return (stream.ToArray(), key);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static byte[] BytesOf(AnswerKeyEntry entry) =>
        entry.BytesHex is { } hex ? Convert.FromHexString(hex) : Encoding.UTF8.GetBytes(entry.Value);
}
