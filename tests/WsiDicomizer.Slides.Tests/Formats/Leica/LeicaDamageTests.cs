using System.Text.RegularExpressions;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Leica;

/// <summary>Damage as data: a sound slide, a change, and what the error must say.</summary>
public class LeicaDamageTests
{
    private static readonly Dictionary<string, (Action<List<TestPage>> Change, string Message, SlideProblem Problem)> Cases = new()
    {
        ["XML cut off"] = Xml(text => text[..(text.Length / 2)], "page 0, tag 270 ImageDescription: the XML cannot be read"),
        ["XML cut in an element"] = Xml(text => text[..^12], "the XML cannot be read: "),
        ["XML with a document type"] = Xml(text => text.Replace("?>", "?><!DOCTYPE a>"), "document type"),
        ["XML with crossed elements"] = Xml(text => text.Replace("</pixels>", "</view>"), "does not close"),
        ["another version"] = Xml(text => text.Replace("2010/10/01", "2030/01/01"), "another name or version", SlideProblem.Unsupported),
        ["another root"] = Xml(text => text.Replace("<scn", "<scm").Replace("</scn", "</scm"), "another name or version", SlideProblem.Unsupported),
        ["no collection"] = Xml(text => text.Replace("collection", "other"), "lists 0 collections; expected one"),
        ["two collections"] = Xml(text => text.Replace("</scn>", "<collection /></scn>"), "lists 2 collections"),
        ["no images"] = Xml(_ => LeicaBuilder.Scn(), "no scanned area", SlideProblem.Unsupported),
        ["only a macro"] = Xml(_ => LeicaBuilder.Scn(LeicaBuilder.Macro()), "no scanned area", SlideProblem.Unsupported),
        ["collection without a size"] = Xml(text => text.Replace("sizeY=\"150000\">", ">"), "has a collection whose sizeY is missing"),
        ["collection of no size"] = Xml(text => text.Replace("sizeX=\"50000\" sizeY=\"150000\">", "sizeX=\"0\" sizeY=\"1\">"), "collection whose sizeX is missing or not a number above 0"),
        ["image without pixels"] = Xml(text => text.Replace("pixels", "pictures"), "has an image without pixels"),
        ["image without a view"] = Xml(text => text.Replace("<view", "<look"), "has an image without view"),
        ["image without dimensions"] = Xml(text => text.Replace("<dimension", "<size"), "has an image of 0 dimensions"),
        ["view without a size"] = Xml(text => text.Replace("<view sizeX=\"32000\"", "<view"), "has a view whose sizeX is missing"),
        ["view of words"] = Xml(text => text.Replace("<view sizeX=\"32000\"", "<view sizeX=\"DOE\""), "has a view whose sizeX is missing or not a number"),
        ["view without an offset"] = Xml(text => text.Replace("offsetX=\"5000\"", string.Empty), "has a view whose offsetX is missing"),
        ["offset infinite"] = Xml(text => text.Replace("offsetX=\"5000\"", "offsetX=\"1e999\""), "has a view whose offsetX is missing or no number"),
        ["dimension without a page"] = Xml(text => text.Replace("ifd=\"2\"", string.Empty), "has a dimension without ifd"),
        ["page of words"] = Xml(text => text.Replace("ifd=\"2\"", "ifd=\"DOE\""), "dimension whose ifd is not a whole number from 0"),
        ["page negative"] = Xml(text => text.Replace("ifd=\"2\"", "ifd=\"-2\""), "dimension whose ifd is not a whole number"),
        ["page beyond the end"] = Xml(text => text.Replace("ifd=\"3\"", "ifd=\"4\""), "names page 4 \\(ifd\\); the file has 4 pages"),
        ["page named twice"] = Xml(text => text.Replace("ifd=\"3\"", "ifd=\"2\""), "names page 2 \\(ifd\\) twice"),
        ["pages cut off"] = (pages => pages.RemoveAt(3), "names page 3 \\(ifd\\); the file has 3 pages", SlideProblem.Damaged),
        ["pages in another order"] = (pages => (pages[2], pages[3]) = (pages[3], pages[2]), "says that page 2 is 64.48; its tags say 16.12", SlideProblem.Damaged),
        ["width of zero"] = Xml(text => text.Replace("<dimension sizeX=\"64\"", "<dimension sizeX=\"0\""), "dimension whose sizeX is not a whole number from 1"),
        ["sizes against the tags"] = Xml(text => text.Replace("<dimension sizeX=\"64\"", "<dimension sizeX=\"640\""), "says that page 2 is 640.48; its tags say 64.48"),
        ["levels that grow"] = Xml(text => text.Replace("r=\"0\" ifd=\"2\"", "r=\"5\" ifd=\"2\""), "page 2: the page is 64.48 after a level of 16.12", SlideProblem.Unsupported),
        ["illumination not said"] = Xml(text => text.Replace("illuminationSource", "light"), "page 2: .* illumination is neither brightfield nor fluorescence", SlideProblem.Unsupported),
        ["illumination of another kind"] = Xml(_ => LeicaBuilder.Scn(LeicaBuilder.Macro(), LeicaBuilder.Area().Replace("brightfield", "DOE")), "neither brightfield nor fluorescence", SlideProblem.Unsupported),
        ["channel without a level"] = Xml(text => text.Replace("r=\"0\" ifd=\"2\"", "r=\"0\" z=\"1\" ifd=\"2\"").Replace("r=\"1\" ifd=\"3\"", "r=\"1\" c=\"1\" ifd=\"3\""), "2 focal planes \\(z\\) and 2 channels \\(c\\), of which not all", SlideProblem.Damaged),
        ["channels of different sizes"] = Xml(text => text.Replace("r=\"1\" ifd=\"3\"", "r=\"0\" c=\"1\" ifd=\"3\""), "page 3: the page is of a focal plane \\(z\\) or channel \\(c\\) whose levels have not the sizes", SlideProblem.Unsupported),
        ["channel negative"] = Xml(text => text.Replace("ifd=\"3\"", "c=\"-1\" ifd=\"3\""), "dimension whose c is not a whole number from 0"),
        ["focal plane of words"] = Xml(text => text.Replace("ifd=\"3\"", "z=\"DOE\" ifd=\"3\""), "dimension whose z is not a whole number from 0"),
        ["level in strips"] = (pages => pages[3] = AperioBuilder.Strips(16, 12, 1, null), "page 3: the page is a level, but has no tiles", SlideProblem.Unsupported),
        ["level uncompressed"] = (pages => pages[2].With(TestTag.Short(259, 1)), "page 2: compression 1 is not supported", SlideProblem.Unsupported),
        ["level of 16 bits"] = (pages => pages[2].With(TestTag.Short(258, 16, 16, 16)), "3 samples of 16 bits", SlideProblem.Unsupported),
        ["level in planes"] = (pages => pages[2].With(TestTag.Short(284, 2)), "planes", SlideProblem.Unsupported),
        ["level of another colour"] = (pages => pages[2].With(TestTag.Short(262, 5)), "photometric interpretation 5", SlideProblem.Unsupported),
        ["macro JPEG 2000"] = (pages => pages[0].With(TestTag.Short(259, 33005)), "page 0: compression 33005", SlideProblem.Unsupported),
        ["height missing"] = (pages => pages[3].Without(257), "page 3: tag 257 ImageLength is missing", SlideProblem.Damaged),
        ["too few tiles"] = (pages => pages[2] = new TestPage { Tags = pages[2].Tags, Tiles = [[1]] }, "page 2, tag 324 TileOffsets has 1 elements; expected 12", SlideProblem.Damaged),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Open_Damaged_SaysWhereAndWhat(string name)
    {
        var (change, message, problem) = Cases[name];
        var pages = LeicaBuilder.Slide();
        change(pages);

        var exception = AperioBuilder.OpenFailure(pages);

        Assert.Matches(new Regex(message, RegexOptions.CultureInvariant), exception.Message);
        Assert.Equal(problem, exception.Problem);
        Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
    }

    private static (Action<List<TestPage>>, string, SlideProblem) Xml(
        Func<string, string> change, string message, SlideProblem problem = SlideProblem.Damaged) =>
        (
            pages => pages[0].With(
                TestTag.Ascii(270, change(LeicaBuilder.Scn(LeicaBuilder.Macro(), LeicaBuilder.Area())))),
            message,
            problem);
}
