using System.Text.RegularExpressions;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Philips;

/// <summary>Damage as data: a sound slide, a change, and what the error must say.</summary>
public class PhilipsDamageTests
{
    private static readonly Dictionary<string, (Action<List<TestPage>> Change, string Message, SlideProblem Problem)> Cases = new()
    {
        ["XML cut off"] = Xml(text => text[..(text.Length / 2)], "page 0, tag 270 ImageDescription: the XML cannot be read: .*cut off"),
        ["XML cut in a name"] = Xml(text => text[..^3], "the XML cannot be read"),
        ["XML with a document type"] = Xml(text => text.Replace("?>", "?><!DOCTYPE a>"), "document type"),
        ["XML with crossed elements"] = Xml(text => text.Replace("</Array></Attribute>", "</Attribute></Array>"), "does not close"),
        ["XML with two roots"] = Xml(text => text + "<a/>", "more than one outermost element"),
        ["another root"] = Xml(text => $"<a>{text[(text.IndexOf('\n') + 1)..]}</a>", "has another root than DataObject of type DPUfsImport"),
        ["no scanned images"] = Xml(text => text.Replace("PIM_DP_SCANNED_IMAGES", "PIM_DP_SOMETHING"), "lists no DPScannedImage .*expected one"),
        ["no scan"] = Xml(text => text.Replace(">WSI<", ">LABELIMAGE<"), "lists no DPScannedImage"),
        ["two scans"] = (
            pages => pages[0].With(TestTag.Ascii(270, PhilipsBuilder.Import(images: [PhilipsBuilder.Scan()]))),
            "lists 2 scans", SlideProblem.Unsupported),
        ["no representations"] = Xml(text => text.Replace("REPRESENTATION_SEQUENCE", "X"), "lists 0 PixelDataRepresentation objects; the file has 3 levels"),
        ["one representation too few"] = Scan("lists 2 Pixel.*3 levels", SlideProblem.Damaged, 0.00025, 0.0005),
        ["one representation too many"] = Scan("lists 4 Pixel.*3 levels", SlideProblem.Damaged, 0.00025, 0.0005, 0.001, 0.002),
        ["spacing of zero"] = Scan("missing or not two numbers above 0", SlideProblem.Damaged, 0.00025, 0, 0.001),
        ["spacing negative"] = Scan("missing or not two numbers", SlideProblem.Damaged, -0.00025, 0.0005, 0.001),
        ["spacing as words"] = Xml(text => text.Replace("&quot;0.0005&quot; &quot;0.0005&quot;", "DOE JANE"), "missing or not two numbers"),
        ["spacing of one number"] = Xml(text => text.Replace("&quot;0.0005&quot; &quot;0.0005&quot;", "0.0005"), "missing or not two numbers"),
        ["spacing infinite"] = Xml(text => text.Replace("0.0005", "1e999"), "missing or not two numbers"),
        ["spacings all the same"] = Scan("page 1: the page is a level of 64 ?[x×] ?48 after one of 64", SlideProblem.Unsupported, 0.00025, 0.00025, 0.001),
        ["spacing against the size"] = (
            pages => pages[1] = PhilipsBuilder.Level(64, 32, 1, "level=1 mag=20 quality=80"),
            "page 1: the page is 64 ?[x×] ?32, while the spacings in the XML make it a level of 32", SlideProblem.Unsupported),
        ["spacing absurd"] = Scan("page 2: the page is a level of 1 ?[x×] ?1 after one of 1", SlideProblem.Unsupported, 0.00025, 1e300, 1e300),
        ["a level missing"] = (pages => pages.RemoveAt(2), "lists 3 PixelDataRepresentation objects; the file has 2 levels", SlideProblem.Damaged),
        ["a level that is not reduced"] = (pages => pages[2].With(TestTag.Long(254, 0)), "the file has 2 levels", SlideProblem.Damaged),
        ["levels in another order"] = (pages => (pages[1], pages[2]) = (pages[2], pages[1]), "page 1: the page is 16.*while the spacings", SlideProblem.Unsupported),
        ["levels LZW"] = (pages => pages[1].With(TestTag.Short(259, 5)), "page 1: compression 5 is not supported", SlideProblem.Unsupported),
        ["levels JPEG 2000"] = (pages => pages[0].With(TestTag.Short(259, 33005)), "compression 33005", SlideProblem.Unsupported),
        ["levels of 16 bits"] = (pages => pages[0].With(TestTag.Short(258, 16, 16, 16)), "page 0: 16 bits per sample", SlideProblem.Unsupported),
        ["levels of four samples"] = (pages => pages[0].With(TestTag.Short(277, 4)), "photometric interpretation 6 with 4 samples", SlideProblem.Unsupported),
        ["levels in planes"] = (pages => pages[0].With(TestTag.Short(284, 2)), "planes", SlideProblem.Unsupported),
        ["levels of another colour"] = (pages => pages[0].With(TestTag.Short(262, 5)), "photometric interpretation 5", SlideProblem.Unsupported),
        ["label of an unknown compression"] = (pages => pages[4].With(TestTag.Short(259, 50001)), "page 4: compression 50001", SlideProblem.Unsupported),
        ["label without strips"] = (pages => pages[4] = new TestPage { Tags = pages[4].Tags }, "page 4: tag 273 StripOffsets is missing", SlideProblem.Damaged),
        ["width missing"] = (pages => pages[1].Without(256), "page 1: tag 256 ImageWidth is missing", SlideProblem.Damaged),
        ["tile width zero"] = (pages => pages[1].With(TestTag.Short(322, 0)), "page 1, tag 322 TileWidth is 0", SlideProblem.Damaged),
        ["too few tiles"] = (pages => pages[1] = new TestPage { Tags = pages[1].Tags, Tiles = [[1]] }, "page 1, tag 324 TileOffsets has 1 elements; expected 4", SlideProblem.Damaged),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Open_Damaged_SaysWhereAndWhat(string name)
    {
        var (change, message, problem) = Cases[name];
        var pages = PhilipsBuilder.Slide();
        change(pages);

        var exception = AperioBuilder.OpenFailure(pages);

        Assert.Equal(problem, exception.Problem);
        Assert.Matches(new Regex(message, RegexOptions.CultureInvariant), exception.Message);
        Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_TileBeyondTheEnd_IsDamagedWhenItIsAskedFor()
    {
        var pages = PhilipsBuilder.Slide();
        var bytes = AperioBuilder.Build(pages);
        BitConverter.GetBytes(0x7FFFFFFF).CopyTo(bytes, BitConverter.ToInt32(bytes, pages[0].Entries[324] + 8));
        using var file = new TemporaryFile(bytes);
        using var slide = SlideFormats.Open(file.Path);
        var exception = Assert.Throws<SlideFormatException>(() => slide.Levels[0].GetTileRange(0));
        Assert.Matches("page 0, tile 0: expected 20 bytes at offset 2147483647", exception.Message);
    }

    [Fact]
    public void Open_PictureInTheXmlThatIsNoJpeg_IsToleratedAndStaysIdentity()
    {
        var image = PhilipsBuilder.Object(
            "DPScannedImage",
            PhilipsBuilder.Attribute("PIM_DP_IMAGE_TYPE", "LABELIMAGE"),
            PhilipsBuilder.Attribute("PIM_DP_IMAGE_DATA", "no Base64 of DOE!"));
        AperioBuilder.WithSlide(PhilipsBuilder.Slide(PhilipsBuilder.Import(images: [image])), slide =>
        {
            Assert.Equal(2, slide.AssociatedImages.Count);
            var fault = Assert.Single(slide.ToleratedFaults);
            Assert.Equal("philips-image-unreadable", fault.Code);
            Assert.Contains(
                slide.IdentityRecords, record => record.Name == "PIM_DP_IMAGE_DATA" && record.Kind == IdentityKind.LabelImage);
        });
    }

    private static (Action<List<TestPage>>, string, SlideProblem) Xml(Func<string, string> change, string message) =>
        (pages => pages[0].With(TestTag.Ascii(270, change(PhilipsBuilder.Import()))), message, SlideProblem.Damaged);

    private static (Action<List<TestPage>>, string, SlideProblem) Scan(
        string message, SlideProblem problem, params double[] spacings) =>
        (
            pages => pages[0].With(
                TestTag.Ascii(270, PhilipsBuilder.Import(scan: [PhilipsBuilder.Representations(spacings)]))),
            message,
            problem);
}
