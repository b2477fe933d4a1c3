using System.Text.RegularExpressions;
using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.VentanaBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Ventana;

/// <summary>Damage as data: a sound slide, a change, and what the error must say.</summary>
public class VentanaDamageTests
{
    private static readonly string Joints = Joint("RIGHT", 1, 2, 4) + Joint("UP", 1, 8, 2);

    private static readonly Dictionary<string, (Action<List<TestPage>> Change, string Message, SlideProblem Problem)> Cases = new()
    {
        ["scan cut off"] = Scanned(text => text[..^30], "page 0, tag 700 Xmp: the XML cannot be read: "),
        ["scan with a document type"] = Scanned(text => text.Replace("?>", "?><!DOCTYPE a>"), "document type"),
        ["scan in another root"] = Scanned(text => text.Replace("Metadata>", "Other>"), "page 0, tag 700 Xmp has no iScan as its root"),
        ["scan too deep"] = Scanned(text => text.Replace("<iScan", "<a><iScan").Replace("</iScan>", "</iScan></a>"), "has no iScan as its root"),
        ["no level"] = (pages => pages.RemoveRange(2, 2), "no page is a level", SlideProblem.Damaged),
        ["level 0 missing"] = (pages => pages.RemoveAt(2), "names no level or another one; expected level 0", SlideProblem.Damaged),
        ["level 1 twice"] = (pages => pages.Add(Level(16, 12, "level=1 mag=10 quality=90")), "page 4, tag 270 ImageDescription names no level or another one; expected level 2", SlideProblem.Damaged),
        ["level of words"] = Described("level=DOE mag=20 quality=90", "expected level 1"),
        ["no magnification"] = Described("level=1 quality=90", "names no magnification"),
        ["magnification zero"] = Described("level=1 mag=0 quality=90", "names no magnification"),
        ["magnification that grows"] = Described("level=1 mag=40 quality=90", "not less than that of the level before"),
        ["level in strips"] = (pages => pages[3] = AperioBuilder.Strips(32, 24, 0, "level=1 mag=20 quality=90"), "page 3: the page is a level, but has no tiles", SlideProblem.Unsupported),
        ["tiles of another size"] = (pages => pages[3].With(TestTag.Short(322, 32)), "page 3: the page has tiles of 32.16; expected those of level 0, 16.16", SlideProblem.Unsupported),
        ["level uncompressed"] = (pages => pages[2].With(TestTag.Short(259, 1)), "page 2: compression 1 is not supported", SlideProblem.Unsupported),
        ["level of 16 bits"] = (pages => pages[2].With(TestTag.Short(258, 16, 16, 16)), "page 2: 16 bits per sample", SlideProblem.Unsupported),
        ["level in planes"] = (pages => pages[2].With(TestTag.Short(284, 2)), "planes", SlideProblem.Unsupported),
        ["overview JPEG 2000"] = (pages => pages[0].With(TestTag.Short(259, 33005)), "page 0: compression 33005", SlideProblem.Unsupported),
        ["height missing"] = (pages => pages[3].Without(257), "page 3: tag 257 ImageLength is missing", SlideProblem.Damaged),
        ["too few tiles"] = (pages => pages[2] = new TestPage { Tags = pages[2].Tags, Tiles = [[1]] }, "page 2, tag 324 TileOffsets has 1 elements; expected 12", SlideProblem.Damaged),
        ["too few tiles for the planes"] = (pages => pages[2].With(TestTag.Long(32997, 3)), "page 2, tag 324 TileOffsets has 12 elements; expected 36", SlideProblem.Damaged),
        ["no planes"] = (pages => pages[2].With(TestTag.Long(32997, 0)), "page 2, tag 32997 ImageDepth is 0; expected 1 to 256", SlideProblem.Damaged),
        ["planes without end"] = (pages => pages[2].With(TestTag.Long(32997, 4_000_000_000)), "ImageDepth is 4000000000; expected 1 to", SlideProblem.Damaged),
        ["joints cut off"] = Encoded(text => text[..(text.Length / 2)], "page 2, tag 700 Xmp: the XML cannot be read"),
        ["joints in another root"] = Encoded(text => text.Replace("EncodeInfo", "Other"), "page 2, tag 700 Xmp has another root than EncodeInfo"),
        ["no area"] = Encoded(_ => EncodeInfo(), "lists 0 ImageInfo and 0 origins of areas"),
        ["area without origin"] = Encoded(text => text.Replace("<AOI0 OriginX=\"0\" OriginY=\"0\"/>", string.Empty), "lists 1 ImageInfo and 0 origins"),
        ["no area scanned"] = Encoded(text => text.Replace("AOIScanned=\"1\"", "AOIScanned=\"0\""), "has no area that was scanned"),
        ["area without columns"] = Encoded(text => text.Replace("NumCols=\"4\"", string.Empty), "has an ImageInfo whose NumCols is missing or not a whole number from 1"),
        ["area of no rows"] = Encoded(text => text.Replace("NumRows=\"3\"", "NumRows=\"0\""), "has an ImageInfo whose NumRows is missing or not a whole number from 1"),
        ["area of words"] = Encoded(text => text.Replace("NumRows=\"3\"", "NumRows=\"DOE\""), "has an ImageInfo whose NumRows is missing"),
        ["area larger than the page"] = Encoded(text => text.Replace("NumCols=\"4\"", "NumCols=\"5\""), "has an area of 5 by 3 tiles from tile 0, 0; the page has 4 by 3"),
        ["area beyond the page"] = Encoded(text => text.Replace("OriginX=\"0\"", "OriginX=\"2147483632\""), "tiles from tile 134217727, 0; the page has 4 by 3"),
        ["origin inside a tile"] = Encoded(text => text.Replace("OriginY=\"0\"", "OriginY=\"7\""), "has an area that begins at 0, 7; expected multiples of the tile"),
        ["origin negative"] = Encoded(text => text.Replace("OriginY=\"0\"", "OriginY=\"-16\""), "has an area's origin whose OriginY is missing or not a whole number"),
        ["tiles of another size in the XML"] = Encoded(text => text.Replace("Width=\"16\"", "Width=\"32\""), "says that tiles are 32.16; the page's tags say 16.16"),
        ["area without a place"] = Encoded(text => text.Replace("Pos-Y=\"500\"", string.Empty), "has an ImageInfo whose Pos-Y is missing or no number"),
        ["place infinite"] = Encoded(text => text.Replace("Pos-X=\"64\"", "Pos-X=\"1e999\""), "has an ImageInfo whose Pos-X is missing or no number"),
        ["areas far apart"] = Encoded(_ => EncodeInfo(Area(columns: 2, rows: 2), Area(columns: 2, rows: 2, left: "1e9")), "places its areas on a canvas of more than 1048576"),
        ["canvas of too many tiles"] = Encoded(_ => EncodeInfo(Area(columns: 2, rows: 2), Area(columns: 2, rows: 2, left: "1000000", bottom: "1000000")), "or 1048576 tiles, the limits"),
        ["joint of another direction"] = Encoded(text => text.Replace("RIGHT", "DOE"), "has a TileJointInfo whose Direction is none of"),
        ["joint without direction"] = Encoded(text => text.Replace("Direction=\"RIGHT\"", string.Empty), "has a TileJointInfo whose Direction is none of"),
        ["joint of no neighbours"] = Encoded(text => text.Replace("Tile2=\"2\"", "Tile2=\"3\""), "has a TileJointInfo of two tiles that are no neighbours"),
        ["joint of tile 0"] = Encoded(text => text.Replace("Tile1=\"1\"", "Tile1=\"0\""), "has a TileJointInfo whose Tile1 is missing or not a whole number from 1"),
        ["joint beyond the area"] = Encoded(text => text.Replace("Tile2=\"8\"", "Tile2=\"13\""), "has a TileJointInfo whose Tile2 is 13; the area has 12 tiles"),
        ["joint without overlap"] = Encoded(text => text.Replace("OverlapX=\"4\"", "OverlapX=\"\""), "has a TileJointInfo whose OverlapX is missing or no number"),
        ["joint without confidence"] = Encoded(text => text.Replace("Confidence=\"100\"", "Confidence=\"-1\""), "has a TileJointInfo whose Confidence is missing"),
        ["overlap of a whole tile"] = Encoded(text => text.Replace("OverlapX=\"4\"", "OverlapX=\"16\""), "says that tiles overlap by more than half"),
        ["gap of tiles"] = Encoded(text => text.Replace("OverlapY=\"2\"", "OverlapY=\"-2e9\""), "or lie more than one apart"),
        ["reduced level too small"] = (pages => pages[3] = Level(32, 12, "level=1 mag=20 quality=90"), "page 3: the page is 32.12: too small for 4 by 3 tiles of level 0, made 2 times smaller", SlideProblem.Unsupported),
        ["stitched level too small"] = (pages => pages[3] = Level(16, 12, "level=1 mag=20 quality=90"), "page 3: the page is 16.12; expected a level of 26.22", SlideProblem.Unsupported),
        ["reduced level of no whole part"] = Described("level=1 mag=15 quality=90", "no whole part of that of level 0", SlideProblem.Unsupported),
        ["reduced level of an export in another shape"] = (
            pages =>
            {
                pages[2].Without(700);
                pages[3] = Level(32, 64, "level=1 mag=20 quality=90");
            },
            "page 3: the page is 32.64, while its magnification makes it a level of about 32 by 24",
            SlideProblem.Unsupported),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Open_Damaged_SaysWhereAndWhat(string name)
    {
        var (change, message, problem) = Cases[name];
        var pages = Slide(EncodeInfo(Area(Joints)));
        change(pages);

        var exception = AperioBuilder.OpenFailure(pages);

        Assert.Matches(new Regex(message, RegexOptions.CultureInvariant), exception.Message);
        Assert.Equal(problem, exception.Problem);
        Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
    }

    private static (Action<List<TestPage>>, string, SlideProblem) Scanned(Func<string, string> change, string message) =>
        (pages => pages[0].With(XmlTag(change(Metadata(Scan())))), message, SlideProblem.Damaged);

    private static (Action<List<TestPage>>, string, SlideProblem) Encoded(Func<string, string> change, string message) =>
        (pages => pages[2].With(XmlTag(change(EncodeInfo(Area(Joints))))), message, SlideProblem.Damaged);

    private static (Action<List<TestPage>>, string, SlideProblem) Described(
        string text, string message, SlideProblem problem = SlideProblem.Damaged) =>
        (pages => pages[3].With(TestTag.Ascii(270, text)), message, problem);
}
