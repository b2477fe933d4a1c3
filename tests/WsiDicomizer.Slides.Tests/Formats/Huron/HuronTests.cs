using System.Text.RegularExpressions;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Huron;

public class HuronTests
{
    private const string Text = "Scanner Id = SS7890\r\nBarcode = S24-0815-A1\r\nLabel Text = DOE, JANE\r\nResolution = 0.5 um\r\n"
        + "Image Dimensions = 64 x 48\r\nRoom = Quetzalcoatl\r\nno key at all\r\n";

    private static readonly Dictionary<string, (Action<List<TestPage>> Change, string Message, SlideProblem Problem)> Cases = new()
    {
        ["description a number"] = (pages => pages[0].With(TestTag.Long(270, 5)), "page 0, tag 270 ImageDescription has type 4; expected text", SlideProblem.Damaged),
        ["description too long"] = (pages => pages[0].With(TestTag.Ascii(270, new string('x', 300_000))), "has 300001 bytes; the limit is 262144", SlideProblem.Damaged),
        ["too many keys"] = (pages => pages[0].With(TestTag.Ascii(270, string.Concat(Enumerable.Repeat("a=b\n", 5000)))), "has 5000 keys; the limit is 4096", SlideProblem.Damaged),
        ["too many pages"] = (pages => pages.AddRange(Enumerable.Range(0, 300).Select(_ => AperioBuilder.Strips(4, 4, 9, null))), "the file has 305 pages; the limit is 256", SlideProblem.Damaged),
        ["width missing"] = (pages => pages[0].Without(256), "page 0: tag 256 ImageWidth is missing", SlideProblem.Damaged),
        ["height of a label missing"] = (pages => pages[3].Without(257), "page 3: tag 257 ImageLength is missing", SlideProblem.Damaged),
        ["tile width of zero"] = (pages => pages[2].With(TestTag.Short(322, 0)), "page 2, tag 322 TileWidth is 0", SlideProblem.Damaged),
        ["too few tiles"] = (pages => pages[0] = new TestPage { Tags = pages[0].Tags, Tiles = [[1]] }, "TileOffsets has 1 elements; expected 12", SlideProblem.Damaged),
        ["strips of a macro missing"] = (pages => pages[4] = new TestPage { Tags = pages[4].Tags }, "page 4: tag 273 StripOffsets is missing", SlideProblem.Damaged),
        ["type of a page a text"] = (pages => pages[3].With(TestTag.Ascii(254, "DOE")), "page 3, tag 254 NewSubfileType has type 2", SlideProblem.Damaged),
        ["resolution unit a text"] = (pages => pages[0].With(TestTag.Ascii(296, "DOE")), "page 0, tag 296 ResolutionUnit has type 2", SlideProblem.Damaged),
        ["levels that grow"] = (pages => pages[2] = Page(64, 48), "page 2: the page is 64.48 after a level of 64.48", SlideProblem.Unsupported),
        ["level of 32 bits"] = (pages => pages[2].With(TestTag.Short(258, 32, 32, 32)), "page 2: 32 bits per sample", SlideProblem.Unsupported),
        ["level in planes"] = (pages => pages[0].With(TestTag.Short(284, 2)), "page 0: the samples are stored in planes", SlideProblem.Unsupported),
        ["level of a palette"] = (pages => pages[0].With(TestTag.Short(262, 3)), "numbers of a palette", SlideProblem.Unsupported),
        ["level of old JPEG"] = (pages => pages[0].With(TestTag.Short(259, 6)), "compression 6", SlideProblem.Unsupported),
        ["label of 16 bits"] = (pages => pages[3].With(TestTag.Short(258, 16, 16, 16)), "page 3: 16 bits per sample", SlideProblem.Unsupported),
        ["label of WebP"] = (pages => pages[3].With(TestTag.Short(259, 50001)), "page 3: compression 50001", SlideProblem.Unsupported),
        ["macro of one bit"] = (pages => pages[4].With(TestTag.Short(258, 1)).With(TestTag.Short(277, 1)).With(TestTag.Short(262, 1)), "page 4: 1 bits per sample", SlideProblem.Unsupported),
        ["colours of different depth"] = (pages => pages[0].With(TestTag.Short(258, 8, 8, 4)), "different numbers of bits", SlideProblem.Unsupported),
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
    public void Open_Slide_KnowsItsPages() => AperioBuilder.WithSlide(Slide(), slide =>
    {
        Assert.Equal("huron", slide.FormatName);
        Assert.Equal(["page 0", "page 2"], slide.Levels.Select(level => level.Location));
        Assert.Equal(
            [AssociatedImageKind.Thumbnail, AssociatedImageKind.Label, AssociatedImageKind.Macro],
            slide.AssociatedImages.Select(image => image.Kind));
        Assert.Equal(("Huron", "TissueScope LE"), (slide.Metadata.Manufacturer, slide.Metadata.ManufacturerModelName));
        Assert.Equal(("SS7890", "S24-0815-A1"), (slide.Metadata.DeviceSerialNumber, slide.Metadata.Barcode));
    });

    // A label may have the shape of the scanned area.
    [Fact]
    public void Open_TiledLabelOfTheSameShape_IsALabel()
    {
        var pages = Slide();
        pages[3] = Page(36, 27).With(TestTag.Long(254, 1));
        AperioBuilder.WithSlide(pages, slide =>
        {
            Assert.Equal(2, slide.Levels.Count);
            Assert.Contains(slide.IdentityRecords, record => record is { Location: "page 3", Kind: IdentityKind.LabelImage });
        });
    }

    [Fact]
    public void FindRecords_Text_IsAWhitelist() => AperioBuilder.WithSlide(Slide(), slide =>
    {
        var found = slide.IdentityRecords.Where(record => record.Location.Contains("tag 270", StringComparison.Ordinal))
            .Select(record => (record.Name, record.Value, record.Kind));
        Assert.Equal(
            [
                ("Scanner Id", "SS7890", IdentityKind.Serial), ("Barcode", "S24-0815-A1", IdentityKind.Barcode),
                ("Label Text", "DOE, JANE", IdentityKind.Text), ("Room", "Quetzalcoatl", IdentityKind.UnknownKey),
                ("text without a key", "no key at all", IdentityKind.UnknownKey),
            ],
            found);
    });

    [Theory]
    [InlineData("Resolution = Dr Smith")]
    [InlineData("Image Dimensions = 4711 Smith")]
    [InlineData("Objective = for Smith")]
    public void FindRecords_HarmlessKeyWithAnotherValue_IsARecord(string text)
    {
        var pages = Slide();
        pages[0].With(TestTag.Ascii(270, text));
        AperioBuilder.WithSlide(pages, slide => Assert.Contains(
            slide.IdentityRecords, record => record.Value?.EndsWith("Smith", StringComparison.Ordinal) == true));
    }

    [Fact]
    public void Metadata_ModelThatNobodyKnows_IsNotTaken()
    {
        var pages = Slide();
        pages[0].With(TestTag.Ascii(272, "TissueScope of Dr Smith"));
        AperioBuilder.WithSlide(pages, slide => Assert.Null(slide.Metadata.ManufacturerModelName));
    }

    private static List<TestPage> Slide() =>
    [
        Page(64, 48).With(TestTag.Ascii(270, Text)),
        AperioBuilder.Strips(16, 12, 0, null),
        Page(16, 12).With(TestTag.Long(254, 1)),
        AperioBuilder.Strips(12, 13, 1, null),
        AperioBuilder.Strips(30, 12, 9, null),
    ];

    private static TestPage Page(ulong width, ulong height) => GenericTiffBuilder.Page(width, height, 0)
        .With(TestTag.Ascii(271, "Huron")).With(TestTag.Ascii(272, "TissueScope LE"));
}
