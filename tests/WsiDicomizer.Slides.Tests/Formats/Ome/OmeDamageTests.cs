using System.Text.RegularExpressions;
using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.OmeBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Ome;

/// <summary>Damage as data: a sound slide, a change, and what the error must say.</summary>
public class OmeDamageTests
{
    private const string TwoPages = "<TiffData IFD=\"0\"/><TiffData IFD=\"1\" FirstZ=\"1\"/>";

    private static readonly Dictionary<string, (Action<List<TestPage>> Change, string Message, SlideProblem Problem)> Cases = new()
    {
        ["XML cut off"] = Xml(text => text[..(text.Length / 2)], "page 0, tag 270 ImageDescription: the XML cannot be read"),
        ["XML cut in an element"] = Xml(text => text[..^3], "the XML cannot be read: "),
        ["XML with a document type"] = Xml(text => text.Replace("?>", "?><!DOCTYPE a>"), "document type"),
        ["XML with crossed elements"] = Xml(text => text.Replace("</Pixels>", "</Image>"), "does not close"),
        ["another root"] = Xml(text => text.Replace("<OME ", "<SEMICOLON xmlns:a=\":OME \" ").Replace("</OME", "</SEMICOLON"), "has a root of another name; supported is OME", SlideProblem.Unsupported),
        ["metadata elsewhere"] = Xml(_ => OmeXml("<BinaryOnly MetadataFile=\"DOE.companion.ome\" UUID=\"urn:uuid:2\"/>"), "BinaryOnly.*companion file, are not supported", SlideProblem.Unsupported),
        ["planes elsewhere by UUID"] = Xml(text => text.Replace(Data(0), "<TiffData IFD=\"0\"><UUID FileName=\"DOE_2.ome.tif\">urn:uuid:2</UUID></TiffData>"), "planes are in another file", SlideProblem.Unsupported),
        ["planes elsewhere by name"] = Xml(text => text.Replace("UUID=\"urn:uuid:1\"", string.Empty).Replace(Data(0), "<TiffData IFD=\"0\"><UUID FileName=\"DOE_2.ome.tif\">urn:uuid:2</UUID></TiffData>"), "planes are in another file", SlideProblem.Unsupported),
        ["no images"] = Xml(_ => OmeXml(), "lists 0 images; expected 1 to 1024"),
        ["only pictures"] = Xml(_ => OmeXml(Label(), Macro()), "every image is called a label, macro", SlideProblem.Unsupported),
        ["image without pixels"] = Xml(text => text.Replace("Pixels", "Pictures"), "has an Image without Pixels"),
        ["no order"] = Xml(text => text.Replace("DimensionOrder=\"XYCZT\"", string.Empty), "Pixels without DimensionOrder"),
        ["order of another kind"] = Xml(text => text.Replace("XYCZT", "XYDOE"), "DimensionOrder is none of the six"),
        ["no type"] = Xml(text => text.Replace("Type=\"uint8\"", string.Empty), "Pixels without Type"),
        ["type of another kind"] = Xml(text => text.Replace("uint8", "DOE"), "Pixels whose Type is none that OME has"),
        ["no width"] = Xml(text => text.Replace("SizeX=\"64\"", string.Empty), "an element Pixels without SizeX"),
        ["width of zero"] = Xml(text => text.Replace("SizeX=\"64\"", "SizeX=\"0\""), "an element Pixels whose SizeX is not a whole number from 1"),
        ["width of words"] = Xml(text => text.Replace("SizeX=\"64\"", "SizeX=\"DOE\""), "whose SizeX is not a whole number"),
        ["width beyond 31 bits"] = Xml(text => text.Replace("SizeX=\"64\"", "SizeX=\"4294967360\""), "whose SizeX is not a whole number"),
        ["sizes against the tags"] = Xml(text => text.Replace("SizeX=\"64\"", "SizeX=\"640\""), "says that page 0 is 640.48; its tags say 64.48"),
        ["points in time"] = Xml(text => text.Replace("SizeT=\"1\"", "SizeT=\"5\""), "5 points in time \\(SizeT\\); supported is one", SlideProblem.Unsupported),
        ["more planes than anything has"] = Xml(text => text.Replace("SizeZ=\"1\"", "SizeZ=\"9000\""), "an image of 9000 focal planes and 3 samples; the limit is 16384"),
        ["no data"] = Xml(text => text.Replace(Data(0), string.Empty), "an image of 0 elements TiffData"),
        ["page beyond the end"] = Xml(text => text.Replace(Data(0), Data(7)), "names page 7 \\(IFD\\); the file has 3 pages"),
        ["page beyond the end in a run"] = Xml(text => text.Replace(Data(0), "<TiffData IFD=\"0\"/><TiffData IFD=\"2\" PlaneCount=\"2\"/>").Replace("SizeZ=\"1\"", "SizeZ=\"3\""), "names two pages|names page 3"),
        ["page of words"] = Xml(text => text.Replace("IFD=\"0\"", "IFD=\"DOE\""), "an element TiffData whose IFD is not a whole number from 0"),
        ["page negative"] = Xml(text => text.Replace("IFD=\"0\"", "IFD=\"-1\""), "an element TiffData whose IFD is not a whole number"),
        ["page for two images"] = Xml(text => text.Replace(Data(2), Data(1)), "names page 1 \\(IFD\\) for two planes"),
        ["plane beyond its image"] = Xml(text => text.Replace("FirstZ=\"0\"", "FirstZ=\"3\""), "TiffData of a plane that its image does not have"),
        ["channel beyond its image"] = Xml(text => text.Replace("FirstC=\"0\"", "FirstC=\"1\""), "TiffData of a plane that its image does not have"),
        ["point in time beyond its image"] = Xml(text => text.Replace("FirstT=\"0\"", "FirstT=\"1\""), "TiffData of a plane that its image does not have"),
        ["run beyond its image"] = Xml(text => text.Replace("IFD=\"0\" FirstZ=\"0\" FirstC=\"0\" FirstT=\"0\" PlaneCount=\"1\"", "IFD=\"0\" PlaneCount=\"2\""), "TiffData of a plane that its image does not have"),
        ["run without an end"] = Xml(text => text.Replace("PlaneCount=\"1\"", "PlaneCount=\"2000000000\""), "TiffData of 2000000000 planes; the limit is 16384"),
        ["plane with two pages"] = Xml(text => text.Replace(Data(0), Data(0) + Data(1)), "names two pages \\(IFD\\) for one plane"),
        ["plane without a page"] = Xml(text => text.Replace("SizeZ=\"1\"", "SizeZ=\"2\""), "an image of 2 planes, of which 1 have a page"),
        ["samples against the page"] = Xml(text => text.Replace("SizeC=\"3\"", "SizeC=\"4\""), "SizeC is 4; page 0 has 3 samples per pixel"),
        ["page of no samples"] = (pages => pages[0].With(TestTag.Short(277, 0)), "SizeC is 3; page 0 has 0 samples per pixel", SlideProblem.Damaged),
        ["planes of different samples"] = Pages(Planes(OmeXml(Image("a", Pixels(64, 48, TwoPages, z: "2"))), Plane(64, 48), GreyPlane(64, 48)), "differ in samples per pixel: page 1 has 1, the first 3"),
        ["planes of different pyramids"] = Pages(Planes(OmeXml(Image("a", Pixels(64, 48, TwoPages, z: "2"))), Plane(64, 48), AperioBuilder.Level(64, 48, null)), "page 1: the plane has other resolutions", SlideProblem.Unsupported),
        ["levels of one size"] = Pages(
            Planes(OmeXml(Image("a", Pixels(64, 48)), Image("b", Pixels(32, 24, Data(1)))), Plane(64, 48), AperioBuilder.Level(32, 24, null)),
            "the page is 32.24 after a level of 32.24",
            SlideProblem.Unsupported),
        ["planar colours"] = (pages => pages[0].With(TestTag.Short(284, 2)), "page 0: the samples are stored in planes", SlideProblem.Unsupported),
        ["palette"] = (pages => pages[0].With(TestTag.Short(262, 3)), "page 0: the pixels are numbers of a palette", SlideProblem.Unsupported),
        ["floating point"] = (pages => pages[0].With(TestTag.Short(258, 32, 32, 32)), "page 0: 32 bits per sample", SlideProblem.Unsupported),
        ["level of another compression"] = (pages => pages[0].With(TestTag.Short(259, 50013)), "page 0: compression 50013 is not supported", SlideProblem.Unsupported),
        ["signed colours"] = (pages => pages[0].With(TestTag.Short(339, 2)), "page 0: samples with a sign .* are supported in grey", SlideProblem.Unsupported),
        ["strips that are too large"] = Pages(
            Planes(
                OmeXml(Image("a", Pixels(6000, 6000))),
                new TestPage
                {
                    Tags = [.. AperioBuilder.Strips(6000, 4, 0, null).Without(257, 278).Tags, TestTag.Long(257, 6000), TestTag.Long(278, 6000)],
                    Strips = [new byte[8]],
                }),
            "page 0: 6000.6000 pixels in strips; supported are up to 33554432",
            SlideProblem.Unsupported),
        ["height missing"] = (pages => pages[1].Without(257), "page 1: tag 257 ImageLength is missing", SlideProblem.Damaged),
        ["too few tiles"] = (
            pages => pages[0] = new TestPage { Tags = pages[0].Tags, Tiles = [[1]] }, "page 0, tag 324 TileOffsets has 1 elements; expected 12", SlideProblem.Damaged),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Open_Damaged_SaysWhereAndWhat(string name)
    {
        var (change, message, problem) = Cases[name];
        var pages = OmeBuilder.Slide();
        change(pages);

        var exception = AperioBuilder.OpenFailure(pages);

        Assert.Matches(new Regex(message, RegexOptions.CultureInvariant), exception.Message);
        Assert.Equal(problem, exception.Problem);
        Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadPixels_StripCutOff_SaysWhere()
    {
        var page = AperioBuilder.Strips(600, 20, 0, null).Without(278).With(TestTag.Short(278, 20));
        page = new TestPage { Tags = page.Tags, Strips = [new byte[100]] };
        AperioBuilder.WithSlide(Planes(OmeXml(Image("a", Pixels(600, 20))), page), slide =>
        {
            var exception = Assert.Throws<SlideFormatException>(() => slide.Levels[0].TilePainter!.PaintTile(0, new byte[512 * 512 * 3]));
            Assert.Contains("page 0: strip 0 cannot be decoded: it ends after 100 of 36000 bytes", exception.Message, StringComparison.Ordinal);
        });
    }

    private static (Action<List<TestPage>>, string, SlideProblem) Xml(
        Func<string, string> change, string message, SlideProblem problem = SlideProblem.Damaged) =>
        (
            pages => pages[0].With(TestTag.Ascii(270, change(OmeXml(Image("HE", Pixels(64, 48)), Label(), Macro())))),
            message,
            problem);

    private static (Action<List<TestPage>>, string, SlideProblem) Pages(
        List<TestPage> other, string message, SlideProblem problem = SlideProblem.Damaged) =>
        (
            pages =>
            {
                pages.Clear();
                pages.AddRange(other);
            },
            message,
            problem);
}
