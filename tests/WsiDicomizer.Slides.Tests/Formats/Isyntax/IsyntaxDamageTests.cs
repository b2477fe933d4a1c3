using System.Text.RegularExpressions;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Isyntax;

/// <summary>Damage as data: a sound header, a change, and what the error must say.</summary>
public class IsyntaxDamageTests
{
    private static readonly Dictionary<string, (Func<byte[]> Make, string Message, SlideProblem Problem)> Cases = new()
    {
        ["no end mark"] = (() => IsyntaxBuilder.File(end: "\r\n"), "has no end mark 0D 0A 04", SlideProblem.Damaged),
        ["cut off in the header"] = (() => IsyntaxBuilder.File()[..900], "has no end mark 0D 0A 04 \\(is the file cut off", SlideProblem.Damaged),
        ["end mark without a line end"] = (() => IsyntaxBuilder.File(end: "\u0004"), "the end mark 04 does not follow 0D 0A", SlideProblem.Damaged),
        ["end mark inside the XML"] = Xml(text => text.Replace("WSI", "W\u0004I"), "the end mark 04 does not follow 0D 0A"),
        ["end mark behind a line of the XML"] = Xml(text => text.Replace("?>\n", "?>\r\n\u0004"), "the XML cannot be read: it has no element"),
        ["XML cut off"] = Xml(text => text[..^20], "the XML cannot be read: .*"),
        ["XML with crossed elements"] = Xml(text => text.Replace("</Array>", "</Attribute>"), "does not close"),
        ["XML with a document type"] = Xml(text => text.Replace("?>\n", "?><!DOCTYPE DOE>"), "document type"),
        ["XML with an open value"] = Xml(text => text.Replace("ObjectType=\"DPUfsImport\"", "ObjectType=\"DPUfsImport"), "the XML cannot be read"),
        ["another root"] = Xml(text => text.Replace("<DataObject ObjectType=\"DPUfsImport\">", "<DataObject ObjectType=\"DPUfsImports\">"), "has another root"),
        ["text behind the root"] = Xml(text => text + "<a/>", "more than one outermost element"),
        ["no scan"] = Xml(text => text.Replace(">WSI<", ">LABELIMAGE<"), "lists no DPScannedImage whose PIM_DP_IMAGE_TYPE is WSI"),
        ["two scans"] = Xml(_ => IsyntaxBuilder.Header(images: [IsyntaxBuilder.Scan()]), "lists 2 scans", SlideProblem.Unsupported),
        ["no general header"] = Xml(text => text.Replace("UFS_IMAGE_GENERAL_HEADERS", "UFS_IMAGE_OTHER"), "the scan has no UFS_IMAGE_GENERAL_HEADERS"),
        ["no dimensions"] = Xml(text => text.Replace("UFS_IMAGE_DIMENSIONS", "UFS_OTHER"), "has no dimension scale with a range"),
        ["no dimension x"] = Xml(text => text.Replace(">x<", ">u<"), "has no dimension x with a range"),
        ["no dimension y"] = Xml(text => text.Replace(">y<", ">v<"), "has no dimension y with a range"),
        ["no dimension scale"] = Xml(text => text.Replace(">scale<", ">DOE<"), "has no dimension scale with a range"),
        ["no ranges"] = Xml(text => text.Replace("UFS_IMAGE_DIMENSION_RANGES", "UFS_OTHER"), "has no dimension scale with a range"),
        ["range of words"] = Xml(text => text.Replace("-9 1 108", "DOE 1 108"), "UFS_IMAGE_DIMENSION_RANGE of x that is not start, step and end"),
        ["range of two numbers"] = Xml(text => text.Replace("-9 1 108", "-9 108"), "UFS_IMAGE_DIMENSION_RANGE of x"),
        ["range of parts"] = Xml(text => text.Replace("-9 1 108", "-9 1 108.5"), "UFS_IMAGE_DIMENSION_RANGE of x"),
        ["range of no step"] = Xml(text => text.Replace("-9 1 68", "-9 0 68"), "UFS_IMAGE_DIMENSION_RANGE of y"),
        ["range that ends before it starts"] = Xml(text => text.Replace("-9 1 68", "9 1 8"), "UFS_IMAGE_DIMENSION_RANGE of y"),
        ["range infinite"] = Xml(text => text.Replace("-9 1 68", "-9 1 1e999"), "UFS_IMAGE_DIMENSION_RANGE of y"),
        ["range too long"] = Xml(text => text.Replace("-9 1 68", "-9 1 2000000000"), "leave no picture, or one of more than"),
        ["nothing but padding"] = Xml(text => text.Replace("-9 1 68", "-9 1 8"), "leave no picture"),
        ["too many levels"] = Xml(text => text.Replace("0 1 1<", "0 1 16<"), "has 17 levels; the limit is 16"),
        ["levels without number"] = Xml(text => text.Replace("0 1 1<", "<"), "UFS_IMAGE_DIMENSION_RANGE of scale"),
        ["too many pictures"] = Xml(
            _ => IsyntaxBuilder.Header(images:
            [
                .. Enumerable.Repeat(PhilipsBuilder.Object("DPScannedImage", PhilipsBuilder.Attribute("PIM_DP_IMAGE_DATA", "AAAA")), 65),
            ]),
            "holds more pictures than the limit of 64"),
        ["nested too deep"] = Xml(text => text.Replace("</DataObject>", string.Concat(Enumerable.Repeat("<a>", 40))), "nest deeper"),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Open_Damaged_SaysWhereAndWhat(string name)
    {
        var (make, message, problem) = Cases[name];
        using var file = new TemporaryFile(make(), "slide.isyntax");

        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(file.Path));

        Assert.Matches(new Regex(message, RegexOptions.CultureInvariant), exception.Message);
        Assert.Equal(problem, exception.Problem);
        Assert.NotNull(exception.Offset);
        Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
    }

    private static (Func<byte[]>, string, SlideProblem) Xml(
        Func<string, string> change, string message, SlideProblem problem = SlideProblem.Damaged) =>
        (() => IsyntaxBuilder.File(change(IsyntaxBuilder.Header())), message, problem);
}
