using System.Text;
using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.VentanaBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Ventana;

public class VentanaIdentityTests
{
    [Fact]
    public void IdentityRecords_EverythingInTheXmls_IsFoundAtItsBytes()
    {
        const string planted = "UserName=\"drsmith\" SlideAnnotation=\"Doe &quot;S24&quot;\" Barcode1D=\"S24-0815\" Barcode2D='A\"1' "
            + "BuildDate=\"11/27/2019\" Site=\"St. Elsewhere\" UniqueID=\"77\" OperatorID=\"jd\" ScanDate=\"1/2/2023\" ScanTime=\"9:59\"";
        var scan = Scan(planted).Replace("UserName=\"\" ", string.Empty, StringComparison.Ordinal);
        var encodeInfo = EncodeInfo(Area()).Replace(
            "<SlideInfo Rack=\"\" Slot=\"\">",
            "<!-- of JANE --><SlideInfo Rack=\"3\" Slot=\"2\" BaseName=\"DOE_1\" OutputFileName=\"/a/DOE.bif\" JP2FileName=\"DOE.jp2\">"
            + "<ServerDirectory Path=\"//srv/DOE\" Copy=\"false\"/><LabelImage Path=\"C:/DOE.jpg\" ShowLabel=\"1\"/>"
            + "<AoiInfo XIMAGESIZE=\"16\" DirPath=\"C:/Temp/4711\"/>",
            StringComparison.Ordinal);
        var pages = Slide(encodeInfo, Metadata(scan) + "\0DOE behind the end");
        pages[1].With(XmlTag("<PrescanData SlideIdentifier=\"S24-1\"><SlideIdentifier>S24-2</SlideIdentifier></PrescanData>"));
        WithRecords(pages, (records, bytes) =>
        {
            Assert.Equal(
                [
                    "SlideIdentifier|Identifier|S24-2", "PrescanData@SlideIdentifier|Identifier|S24-1",
                ],
                At(records, 1).Reverse());
            Assert.Equal(
                [
                    "iScan@Barcode1D|Barcode|S24-0815", "iScan@Barcode2D|Barcode|A\"1", "iScan@BuildDate|Date|11/27/2019",
                    "iScan@OperatorID|Person|jd", "iScan@ScanDate|Date|1/2/2023", "iScan@ScanTime|Time|9:59",
                    "iScan@Site|UnknownKey|St. Elsewhere", "iScan@SlideAnnotation|Text|Doe \"S24\"",
                    "iScan@UniqueID|Identifier|77", "iScan@UnitNumber|Serial|2000515", "iScan@UserName|Person|drsmith",
                    "text behind the end|UnknownKey|DOE behind the end",
                ],
                At(records, 0).Order(StringComparer.Ordinal));
            Assert.Equal(
                [
                    "AoiInfo@DirPath|FileName|C:/Temp/4711", "LabelImage@Path|FileName|C:/DOE.jpg",
                    "ServerDirectory@Path|FileName|//srv/DOE", "SlideInfo@BaseName|FileName|DOE_1",
                    "SlideInfo@JP2FileName|FileName|DOE.jp2", "SlideInfo@OutputFileName|FileName|/a/DOE.bif",
                    "SlideInfo@Rack|Identifier|3", "SlideInfo@Slot|Identifier|2", "comment|UnknownKey| of JANE ",
                    "iScan@UnitNumber|Serial|2000515",
                ],
                At(records, 2).Order(StringComparer.Ordinal));
            Assert.All(
                records.Where(record => record.Location.Contains("tag 700", StringComparison.Ordinal)),
                record => Assert.Equal(
                    record.Value, Text(bytes, record).Replace("&quot;", "\"", StringComparison.Ordinal)));
        });
    }

    [Theory]
    [InlineData("ScannerModel=\"VENTANA DP 200\"", "ScannerModel=\"VENTANA DP of DOE\"", "iScan@ScannerModel", IdentityKind.Text)]
    [InlineData("BuildVersion=\"1.1.0.15854\"", "BuildVersion=\"DOE's\"", "iScan@BuildVersion", IdentityKind.Text)]
    [InlineData("Magnification=\"40\"", "Magnification=\"DOE\"", "iScan@Magnification", IdentityKind.UnknownKey)]
    [InlineData("Mode=\"brightfield\"", "Mode=\"DOE\"", "iScan@Mode", IdentityKind.UnknownKey)]
    [InlineData("Left=\"297\"", "Left=\"297\" Note=\"4711\"", "AOI0@Note", IdentityKind.UnknownKey)]
    [InlineData("</iScan>", "DOE</iScan>", "iScan", IdentityKind.UnknownKey)]
    public void IdentityRecords_HarmlessNameWithAnotherValue_IsFound(string harmless, string planted, string name, IdentityKind kind) =>
        WithRecords(Slide(scan: Scan().Replace(harmless, planted, StringComparison.Ordinal)), (records, _) =>
            Assert.Contains(records, record => record.Name == name && record.Kind == kind));

    [Fact]
    public void IdentityRecords_SlideAsTheScannerWritesIt_HasNoneButItsPicturesAndSerial() =>
        WithRecords(Slide(EncodeInfo(Area(Joint("RIGHT", 1, 2, 4, 98)))), (records, _) => Assert.Equal(
            ["file name", "iScan@UnitNumber", "overview with label", "probability image"],
            records.Select(record => record.Name).Distinct().Order(StringComparer.Ordinal)));

    [Fact]
    public void IdentityRecords_OtherPagesAndTags_AreSearched()
    {
        var pages = Slide();
        pages[1].With(XmlTag("no XML of JANE"));
        pages[2].With(TestTag.Ascii(270, "level=0 mag=40 quality=90 of DOE"));
        pages[3].With(TestTag.Ascii(306, "2023:12:29 09:59:15")).With(XmlTag("<a b=\"4711\"/>"));
        WithRecords(pages, (records, bytes) =>
        {
            Assert.Equal(
                ["page 0", "page 1"],
                records.Where(record => record.Kind == IdentityKind.MacroImage).Select(record => record.Location));
            string[] values = ["no XML of JANE", "level=0 mag=40 quality=90 of DOE", "2023:12:29 09:59:15", "4711"];
            var found = records.Where(record => values.Contains(record.Value)).ToList();
            Assert.Equal(values.Order(StringComparer.Ordinal), found.Select(record => record.Value).Order(StringComparer.Ordinal));
            Assert.All(found, record => Assert.Equal(record.Value, Text(bytes, record)));
        });
    }

    private static IEnumerable<string> At(IReadOnlyList<IdentityRecord> records, int page) => records
        .Where(record => record.Location == $"page {page}, tag 700 Xmp")
        .Select(record => $"{record.Name}|{record.Kind}|{record.Value}");

    private static void WithRecords(List<TestPage> pages, Action<IReadOnlyList<IdentityRecord>, byte[]> check)
    {
        var bytes = AperioBuilder.Build(pages);
        using var file = new TemporaryFile(bytes, "DOE_JANE.bif");
        using var slide = SlideFormats.Open(file.Path);
        Assert.Equal("DOE_JANE", slide.IdentityRecords[0].Value);
        check(slide.IdentityRecords, bytes);
    }

    private static string Text(byte[] bytes, IdentityRecord record) =>
        Encoding.UTF8.GetString(bytes, (int)record.Range!.Value.Offset, (int)record.Range.Value.Length);
}
