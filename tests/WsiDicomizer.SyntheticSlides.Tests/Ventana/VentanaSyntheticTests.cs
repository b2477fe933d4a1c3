using System.Globalization;
using System.Text;
using System.Xml.Linq;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Formats.Ventana;
using WsiDicomizer.SyntheticSlides.Tests.Support;

namespace WsiDicomizer.SyntheticSlides.Tests.Ventana;

public class VentanaSyntheticTests
{
    public static TheoryData<VentanaVariant> Variants => [.. Enum.GetValues<VentanaVariant>()];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Write_AnyVariant_HasThePagesOfItsGeneration(VentanaVariant variant)
    {
        var (file, key) = Write(variant);

        var tiff = new MiniTiff(file);

        var isDp = variant is not (VentanaVariant.Legacy or VentanaVariant.Export);
        Assert.Equal(isDp, tiff.Big);
        Assert.Equal(
            [isDp ? "Label_Image" : "Label Image", isDp ? "Probability_Image" : "Thumbnail", "level=0 mag=40 quality=90", "level=1 mag=20 quality=90"],
            tiff.Pages.Take(4).Select(page => page[270].Text));
        Assert.Equal(variant != VentanaVariant.Export, tiff.Pages[2].ContainsKey(700));
        Assert.Equal(!isDp, tiff.Pages[2].ContainsKey(347));
        Assert.Equal(variant == VentanaVariant.DpPlanes, tiff.Pages[2].ContainsKey(32997));
        Assert.NotNull(Xml(tiff, 0).Element("iScan"));
        Assert.All(key.Levels, level => Assert.True(level.Width <= tiff.Pages[level.Page][256].Numbers[0] || variant == VentanaVariant.DpTwoAreas));
        Assert.Equal(variant == VentanaVariant.DpSparse, key.Levels[0].MissingTiles.Count > 0);
    }

    [Theory]
    [InlineData(VentanaVariant.Dp, "RIGHT", 16, 8)]
    [InlineData(VentanaVariant.DpAligned, "RIGHT", 0, 0)]
    [InlineData(VentanaVariant.DpLeft, "LEFT", 24, 0)]
    public void Write_Joints_NameTheNeighboursOfEveryTile(VentanaVariant variant, string direction, int overlapX, int overlapY)
    {
        var info = Xml(new MiniTiff(Write(variant).File), 2).Element("SlideStitchInfo")!.Element("ImageInfo")!;
        var (columns, rows) = ((int)info.Attribute("NumCols")!, (int)info.Attribute("NumRows")!);
        var joints = info.Elements("TileJointInfo").ToLookup(joint => (string)joint.Attribute("Direction")!);
        Assert.Equal(rows * (columns - 1), joints[direction].Count());
        Assert.Equal(columns * (rows - 1), joints["UP"].Count());
        Assert.Equal(overlapX, joints[direction].Max(joint => (int)joint.Attribute("OverlapX")!));
        Assert.Equal(overlapY, joints["UP"].Max(joint => (int)joint.Attribute("OverlapY")!));
        Assert.All(joints[direction], joint => Assert.Equal(1, Math.Abs((int)joint.Attribute("Tile1")! - (int)joint.Attribute("Tile2")!)));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Entries_InTagsAndTiles_AreThere(VentanaVariant variant)
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

        string[] names = ["iScan@UserName", "iScan@SlideAnnotation", "iScan@Barcode1D", "iScan@UnitNumber", "iScan@Site", "comment", "DateTime"];
        Assert.Empty(names.Except(key.Entries.Select(entry => entry.Name)));
        Assert.Equal(
            variant != VentanaVariant.Export, key.Entries.Any(entry => entry.Name == "ServerDirectory@Path"));
    }

    [Fact]
    public void Write_NoIdentity_PlantsNothing()
    {
        var (file, key) = Write(VentanaVariant.Dp, PlantedIdentity.None);

        Assert.Empty(key.Entries);
        var planted = Write(VentanaVariant.Dp).Key.Entries
            .Where(entry => !entry.Where.Contains("pixels", StringComparison.Ordinal) && entry.Value.Length > 4);
        Assert.DoesNotContain(planted, entry => Slides.Contains(file, BytesOf(entry)));
    }

    private static XElement Xml(MiniTiff tiff, int page) =>
        XDocument.Parse(Encoding.UTF8.GetString(tiff.Pages[page][700].Value).Split('\0')[0]).Root!;

    private static (byte[] File, AnswerKey Key) Write(VentanaVariant variant, PlantedIdentity? identity = null)
    {
        using var stream = new MemoryStream();
        var key = VentanaSyntheticSlide.Write(
            stream,
            "DOE_JANE_4711.bif",
            new VentanaSyntheticOptions
            {
                Variant = variant, Size = new PixelSize(700, 520), TileSize = 128, Identity = identity,
            });
        return (stream.ToArray(), key);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static byte[] BytesOf(AnswerKeyEntry entry) =>
        entry.BytesHex is { } hex ? Convert.FromHexString(hex) : Encoding.UTF8.GetBytes(entry.Value);
}
