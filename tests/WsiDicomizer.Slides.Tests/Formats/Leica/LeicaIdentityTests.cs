using System.Text;
using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.LeicaBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Leica;

public class LeicaIdentityTests
{
    private const string Place = "page 0, tag 270 ImageDescription";

    [Fact]
    public void IdentityRecords_EverythingInTheXml_IsFoundAtItsBytes() =>
        WithRecords(
            Collection(
                "name=\"04051288B of DOE\" uuid=\"urn:uuid:1\"",
                "<barcode>UzI0LTA4MTUtQTE=</barcode>",
                "<!-- seen by JANE -->",
                Macro(),
                Area()
                    .Replace("<image>", "<image name=\"image_0000001819\" uuid=\"urn:uuid:2\" operator=\"drsmith\">", StringComparison.Ordinal)
                    .Replace("version=\"\"", "version=\"1.4.0.9691 2011/03/30 10:30:59\"", StringComparison.Ordinal)
                    .Replace("</illuminationSettings>", "</illuminationSettings><channelSettings><channel index=\"0\" name=\"CD31\" rgb=\"#0000ff\"><comment>for Doe</comment></channel></channelSettings>", StringComparison.Ordinal),
                "<note>of Jane</note>"),
            (records, bytes) =>
            {
                var found = records.Where(record => record.Location == Place).ToList();
                Assert.Equal(
                    [
                        "barcode, decoded|Barcode|S24-0815-A1", "barcode|Barcode|UzI0LTA4MTUtQTE=", "channel@name|Text|CD31",
                        "collection@name|Identifier|04051288B of DOE", "collection@uuid|Identifier|urn:uuid:1",
                        "comment|Text|for Doe", "comment|UnknownKey| seen by JANE ", "creationDate|Date|2011-05-31T09:33:14.31Z",
                        "creationDate|Date|2011-05-31T09:33:14.31Z", "device@version|Serial|1.4.0.9691 2011/03/30 10:30:59",
                        "image@name|Identifier|image_0000001819", "image@operator|UnknownKey|drsmith", "image@uuid|Identifier|urn:uuid:2",
                        "note|UnknownKey|of Jane",
                    ],
                    found.Select(record => $"{record.Name}|{record.Kind}|{record.Value}").Order(StringComparer.Ordinal));
                Assert.All(
                    found.Where(record => record.Name != "barcode, decoded"),
                    record => Assert.Equal(record.Value, Text(bytes, record)));
            });

    [Fact]
    public void IdentityRecords_BarcodeOfTheOldNamespace_IsFoundInTheAttribute() =>
        WithRecords(
            Collection("name=\"ImageCollection_1\" barcode=\"UzI0LTA4MTUtQTE=\"", Macro(), Area())
                .Replace("2010/10/01", "2010/03/10", StringComparison.Ordinal),
            (records, _) => Assert.Equal(
                ["UzI0LTA4MTUtQTE=", "S24-0815-A1"],
                records.Where(record => record.Kind == IdentityKind.Barcode).Select(record => record.Value)));

    [Theory]
    [InlineData("model=\"Leica SCN400;Leica SCN\"", "model=\"Scanner of DOE\"", "device@model", IdentityKind.Text)]
    [InlineData("<objective>20</objective>", "<objective>DOE</objective>", "objective", IdentityKind.UnknownKey)]
    [InlineData("offsetX=\"5000\"", "offsetX=\"5000\" offsetW=\"4711\"", "view@offsetW", IdentityKind.UnknownKey)]
    [InlineData("<scanSettings>", "<scanSettings>DOE", "scanSettings", IdentityKind.UnknownKey)]
    public void IdentityRecords_HarmlessNameWithAnotherValue_IsFound(string harmless, string planted, string name, IdentityKind kind) =>
        WithRecords(Scn(Macro(), Area()).Replace(harmless, planted, StringComparison.Ordinal), (records, _) =>
            Assert.Contains(records, record => record.Name == name && record.Kind == kind));

    [Fact]
    public void IdentityRecords_OtherPagesAndTags_AreSearched()
    {
        var pages = Slide(Scn(Macro(), Area()) + "\0DOE behind the end");
        pages[2].With(TestTag.Ascii(270, "text of JANE"));
        pages[3].With(TestTag.Ascii(306, "2023:12:29 09:59:15"));
        WithRecords(pages, (records, bytes) =>
        {
            Assert.Equal(
                ["page 0|macro image", "page 1|macro image"],
                records.Where(record => record.Kind == IdentityKind.MacroImage).Select(record => $"{record.Location}|{record.Name}"));
            string[] values = ["DOE behind the end", "text of JANE", "2023:12:29 09:59:15"];
            var found = records.Where(record => values.Contains(record.Value)).ToList();
            Assert.Equal(values.Order(StringComparer.Ordinal), found.Select(record => record.Value).Order(StringComparer.Ordinal));
            Assert.All(found, record => Assert.Equal(record.Value, Text(bytes, record)));
        });
    }

    private static void WithRecords(string xml, Action<IReadOnlyList<IdentityRecord>, byte[]> check) =>
        WithRecords(Slide(xml), check);

    private static void WithRecords(List<TestPage> pages, Action<IReadOnlyList<IdentityRecord>, byte[]> check)
    {
        var bytes = AperioBuilder.Build(pages);
        using var file = new TemporaryFile(bytes, "DOE_JANE.scn");
        using var slide = SlideFormats.Open(file.Path);
        Assert.Equal("DOE_JANE", slide.IdentityRecords[0].Value);
        check(slide.IdentityRecords, bytes);
    }

    private static string Text(byte[] bytes, IdentityRecord record) =>
        Encoding.UTF8.GetString(bytes, (int)record.Range!.Value.Offset, (int)record.Range.Value.Length);
}
