using System.Text.RegularExpressions;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Qptiff;

public class QptiffTests
{
    private static readonly Dictionary<string, (Action<List<TestPage>> Change, string Message, SlideProblem Problem)> Cases = new()
    {
        ["XML cut off"] = Xml(0, text => text[..(text.Length / 2)], "page 0, tag 270 ImageDescription: the XML cannot be read"),
        ["XML with a document type"] = Xml(0, text => "<!DOCTYPE a>" + text, "document type"),
        ["XML with crossed elements"] = Xml(0, text => text.Replace("</Barcode>", "</SlideID>"), "does not close"),
        ["mark inside another root"] = Xml(0, text => $"<other>{text}</other>", "has a root of another name"),
        ["not of full resolution"] = Xml(0, text => text.Replace("FullResolution", "Overview"), "does not say that the page is of full resolution", SlideProblem.Unsupported),
        ["type missing"] = Xml(0, text => text.Replace("ImageType", "Type"), "does not say that the page is of full resolution", SlideProblem.Unsupported),
        ["channels"] = Xml(2, text => text.Replace("ReducedResolution", "FullResolution"), "page 2: the page is another one of full resolution: channels", SlideProblem.Unsupported),
        ["no tiles"] = (pages => pages[0] = AperioBuilder.Strips(64, 48, 0, Describe("FullResolution")), "page 0: the page is of full resolution, but has no tiles", SlideProblem.Unsupported),
        ["fluorescence"] = Tag(0, page => page.With(TestTag.Short(277, 1)).With(TestTag.Short(258, 8)).With(TestTag.Short(262, 1)), "page 0: the page is grey: a channel of fluorescence", SlideProblem.Unsupported),
        ["levels that grow"] = (pages => pages.Insert(2, Page(16, 12, "ReducedResolution")), "page 3: the page is 32.24 after a level of 16.12", SlideProblem.Unsupported),
        ["description a number"] = Tag(2, page => page.With(TestTag.Long(270, 5)), "page 2, tag 270 ImageDescription has type 4; expected text"),
        ["too many pages"] = (pages => pages.AddRange(Enumerable.Range(0, 1100).Select(_ => AperioBuilder.Strips(4, 4, 9, null))), "the file has 1105 pages; the limit is 1024", SlideProblem.Damaged),
        ["width missing"] = Tag(0, page => page.Without(256), "page 0: tag 256 ImageWidth is missing"),
        ["tile height of zero"] = Tag(2, page => page.With(TestTag.Short(323, 0)), "page 2, tag 323 TileLength is 0"),
        ["too few tiles"] = (pages => pages[0] = new TestPage { Tags = pages[0].Tags, Tiles = [[1]] }, "TileOffsets has 1 elements; expected 12", SlideProblem.Damaged),
        ["strips missing"] = (pages => pages[4] = new TestPage { Tags = pages[4].Tags }, "page 4: tag 273 StripOffsets is missing", SlideProblem.Damaged),
        ["level of 32 bits"] = Tag(2, page => page.With(TestTag.Short(258, 32, 32, 32)), "page 2: 32 bits per sample", SlideProblem.Unsupported),
        ["level in planes"] = Tag(0, page => page.With(TestTag.Short(284, 2)), "page 0: the samples are stored in planes", SlideProblem.Unsupported),
        ["level of JPEG XR"] = Tag(0, page => page.With(TestTag.Short(259, 22610)), "page 0: compression 22610", SlideProblem.Unsupported),
        ["overview of 16 bits"] = Tag(3, page => page.With(TestTag.Short(258, 16, 16, 16)), "page 3: 16 bits per sample", SlideProblem.Unsupported),
        ["label of a palette"] = Tag(4, page => page.With(TestTag.Short(262, 3)), "page 4: the pixels are numbers of a palette", SlideProblem.Unsupported),
        ["tiles that are no frames"] = Tag(0, page => page.With(TestTag.Long(322, 70_000)), "tiles of 70000.16", SlideProblem.Unsupported),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Open_Damaged_SaysWhereAndWhat(string name)
    {
        var (change, message, problem) = Cases[name];
        var pages = Slide();
        change(pages);
        var exception = AperioBuilder.OpenFailure(pages);
        Assert.Matches(new Regex(message, RegexOptions.CultureInvariant), exception.Message);
        Assert.Equal(problem, exception.Problem);
        Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_BrightField_KnowsItsPages() => AperioBuilder.WithSlide(Slide(), slide =>
    {
        Assert.Equal("qptiff", slide.FormatName);
        Assert.Equal(["page 0", "page 2"], slide.Levels.Select(level => level.Location));
        Assert.Equal(
            [AssociatedImageKind.Thumbnail, AssociatedImageKind.Macro, AssociatedImageKind.Label],
            slide.AssociatedImages.Select(image => image.Kind));
        Assert.Equal(20, slide.Metadata.ObjectivePower);
        Assert.Equal("S24-0815-A1", slide.Metadata.Barcode);
    });

    [Theory]
    [InlineData("Filter")]
    [InlineData("")]
    public void Open_PageOfAnotherType_IsAPictureThatNobodyKnows(string type)
    {
        var pages = Slide();
        pages[2].With(TestTag.Ascii(270, Describe(type)));
        AperioBuilder.WithSlide(pages, slide =>
        {
            Assert.Single(slide.Levels);
            Assert.Contains(slide.AssociatedImages, image => image is { Kind: AssociatedImageKind.Unknown, Location: "page 2" });
            Assert.Contains(slide.IdentityRecords, record => record is { Location: "page 2", Kind: IdentityKind.MacroImage });
        });
    }

    [Fact]
    public void Open_PageWithAnotherText_KeepsTheTextAsIdentity()
    {
        var pages = Slide();
        pages[4].With(TestTag.Ascii(270, "Quetzalcoatl's label"));
        AperioBuilder.WithSlide(pages, slide => Assert.Contains(
            slide.IdentityRecords, record => record is { Value: "Quetzalcoatl's label", Kind: IdentityKind.UnknownKey }));
    }

    [Fact]
    public void FindRecords_Xml_IsAWhitelist()
    {
        var pages = Slide();
        pages[0].With(TestTag.Ascii(270, Describe(
            "FullResolution", "<!-- Q1 --><Room id=\"Q2\">Q3</Room><ExposureTime>Q4</ExposureTime><Objective>Q5x</Objective>") + "\0Q6 left behind"));
        AperioBuilder.WithSlide(pages, slide =>
        {
            var values = slide.IdentityRecords.Where(record => record.Location.StartsWith("page 0, tag 270", StringComparison.Ordinal))
                .Select(record => record.Value!.Trim()).ToList();
            Assert.All(["Q2", "Q3", "Q4", "Q5x", "Q6 left behind", "DOE, JANE", "S24-0815-A1"], value => Assert.Contains(value, values));
            Assert.Contains(values, value => value.Contains("Q1", StringComparison.Ordinal));
            Assert.DoesNotContain("FullResolution", values);
            Assert.DoesNotContain("20x", values);
        });
    }

    private static List<TestPage> Slide() =>
    [
        Page(64, 48, "FullResolution"),
        AperioBuilder.Strips(16, 12, 1, Describe("Thumbnail")),
        Page(32, 24, "ReducedResolution"),
        AperioBuilder.Strips(30, 12, 0, Describe("Overview")),
        AperioBuilder.Strips(12, 13, 0, Describe("Label")),
    ];

    private static TestPage Page(ulong width, ulong height, string type) =>
        GenericTiffBuilder.Page(width, height, 0).With(TestTag.Ascii(270, Describe(type)));

    private static string Describe(string type, string more = "") =>
        $"<PerkinElmer-QPI-ImageDescription><DescriptionVersion>2</DescriptionVersion><ImageType>{type}</ImageType>"
        + $"<SlideID>DOE, JANE</SlideID><Barcode>S24-0815-A1</Barcode><Objective>20x</Objective>{more}</PerkinElmer-QPI-ImageDescription>";

    private static (Action<List<TestPage>>, string, SlideProblem) Xml(
        int page, Func<string, string> change, string message, SlideProblem problem = SlideProblem.Damaged) =>
        Tag(page, found => found.With(TestTag.Ascii(270, change(Describe(page == 0 ? "FullResolution" : "ReducedResolution")))), message, problem);

    private static (Action<List<TestPage>>, string, SlideProblem) Tag(
        int page, Action<TestPage> change, string message, SlideProblem problem = SlideProblem.Damaged) =>
        (pages => change(pages[page]), message, problem);
}
