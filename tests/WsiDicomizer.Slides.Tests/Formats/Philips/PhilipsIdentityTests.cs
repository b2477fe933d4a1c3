using System.Text;
using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.PhilipsBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Philips;

public class PhilipsIdentityTests
{
    [Theory]
    [InlineData("PIM_DP_SCANNER_OPERATOR_ID", "drsmith", IdentityKind.Person)]
    [InlineData("PIIM_DP_SCANNER_OPERATOR_ID", "drsmith", IdentityKind.Person)]
    [InlineData("PIIM_DP_SCANNER_RACK_NUMBER", "7", IdentityKind.Identifier)]
    [InlineData("PIM_DP_SCANNER_SLOT_NUMBER", "8", IdentityKind.Identifier)]
    [InlineData("DICOM_ACQUISITION_DATETIME", "20231229095915.000000", IdentityKind.Date)]
    [InlineData("DICOM_DATE_OF_LAST_CALIBRATION", "&quot;20231228&quot;", IdentityKind.Date)]
    [InlineData("DICOM_TIME_OF_LAST_CALIBRATION", "&quot;075915&quot;", IdentityKind.Time)]
    [InlineData("DICOM_DEVICE_SERIAL_NUMBER", "FMT0107", IdentityKind.Serial)]
    [InlineData("DICOM_PATIENT_NAME", "DOE, JANE", IdentityKind.Person)]
    [InlineData("DICOM_MANUFACTURER", "St. Elsewhere", IdentityKind.Text)]
    [InlineData("DICOM_MANUFACTURERS_MODEL_NAME", "The scanner of DOE", IdentityKind.Text)]
    [InlineData("DICOM_SOFTWARE_VERSIONS", "&quot;4.0.3&quot; &quot;DOE&quot;", IdentityKind.Text)]
    [InlineData("DICOM_SOFTWARE_VERSIONS", "&quot;20231229&quot;", IdentityKind.Text)]
    [InlineData("DICOM_BITS_STORED", "8 DOE", IdentityKind.UnknownKey)]
    [InlineData("PIM_DP_SOMETHING_NEW", "4711", IdentityKind.UnknownKey)]
    [InlineData("PIM_DP_SCANNED_IMAGES", "text of DOE", IdentityKind.UnknownKey)]
    public void IdentityRecords_Attribute_IsFoundAtItsBytes(string name, string stored, IdentityKind kind) =>
        WithRecords(Import(more: [Attribute(name, stored)]), (records, bytes) =>
        {
            var record = Assert.Single(records, record => record.Name == name);
            Assert.Equal(kind, record.Kind);
            Assert.Equal(stored.Replace("&quot;", "\"", StringComparison.Ordinal), record.Value);
            Assert.Equal(stored, Text(bytes, record));
            Assert.Equal("page 0, tag 270 ImageDescription", record.Location);
        });

    [Theory]
    [InlineData("DICOM_MANUFACTURER", "PHILIPS")]
    [InlineData("DICOM_SOFTWARE_VERSIONS", "&quot;1.6.6186&quot; &quot;20150402_R48&quot; &quot;4.0.3&quot;")]
    [InlineData("PIIM_DP_SCANNER_CALIBRATION_STATUS", "OK")]
    [InlineData("PIM_DP_UFS_INTERFACE_VERSION", "3.0")]
    [InlineData("PIM_DP_SOURCE_FILE", "%FILENAME%")]
    [InlineData("DICOM_DERIVATION_DESCRIPTION", "tiff-useBigTIFF=1-useRgb=0-levels=10003,10002-processing=0-q80-sourceFilename=&quot;%FILENAME%&quot;")]
    [InlineData("DICOM_LOSSY_IMAGE_COMPRESSION_METHOD", "&quot;PHILIPS_DP_1_0&quot; &quot;PHILIPS_TIFF_1_0&quot;")]
    public void IdentityRecords_HarmlessAttribute_IsNone(string name, string stored) =>
        WithRecords(Import(more: [Attribute(name, stored)]), (records, _) =>
            Assert.DoesNotContain(records, record => record.Location == "page 0, tag 270 ImageDescription"));

    [Fact]
    public void IdentityRecords_Barcode_IsFoundAsStoredAndDecoded() =>
        WithRecords(Import(more: [Attribute("PIIM_DP_UFS_BARCODE", Base64("S24-0815-A1"))]), (records, bytes) =>
        {
            var found = records.Where(record => record.Kind == IdentityKind.Barcode).ToList();
            Assert.Equal([Base64("S24-0815-A1"), "S24-0815-A1"], found.Select(record => record.Value));
            Assert.All(found, record => Assert.Equal(Base64("S24-0815-A1"), Text(bytes, record)));
        });

    [Fact]
    public void IdentityRecords_SourceInTheDerivation_IsARecordOfItsOwn() =>
        WithRecords(
            Import(more:
            [
                Attribute("DICOM_DERIVATION_DESCRIPTION", "tiff-useRgb=0-sourceFilename=&quot;DOE 4711.ndpi&quot;"),
                Attribute("PIM_DP_SOURCE_FILE", @"\\server\scans\JANE.isyntax"),
            ]),
            (records, _) =>
            {
                Assert.Single(records, record => record is { Name: "sourceFilename", Value: "DOE 4711.ndpi" });
                Assert.Single(records, record => record is { Name: "file name of the source", Value: "JANE" });
            });

    [Fact]
    public void IdentityRecords_MarkupAndComments_AreSearched() =>
        WithRecords(
            Import(more:
            [
                "<!-- seen by DOE -->", "<Note by=\"JANE\">text</Note>", "loose text",
                "<Attribute Name=\"Doe's\" Group=\"0xDOE\" Element=\"4711\" PMSVR=\"mine\">x</Attribute>",
            ]),
            (records, bytes) =>
            {
                var found = records.Where(record => record.Location.Contains("270", StringComparison.Ordinal)).ToList();
                Assert.Equal(
                    [
                        "Attribute Element|4711", "Attribute Name|Doe's", "Attribute PMSVR|mine", "DataObject|loose text", "Doe's|x",
                        "Note by|JANE", "Note|text", "comment| seen by DOE ",
                    ],
                    found.Select(record => $"{record.Name}|{record.Value}").Where(text => text != "Attribute Group|0xDOE").Order(StringComparer.Ordinal));
                Assert.All(found, record => Assert.Equal(record.Value, Text(bytes, record)));
            });

    [Fact]
    public void IdentityRecords_OtherPages_AreSearched()
    {
        var pages = Slide();
        pages[1].With(TestTag.Ascii(270, "level=1 mag=20 quality=80\0DOE behind the end"));
        pages[2].With(TestTag.Ascii(270, "level=2 mag=10 quality=80 of DOE"));
        pages[3].With(TestTag.Ascii(270, "Macro of DOE"));
        pages[4].With(TestTag.Ascii(306, "2023:12:29 09:59:15"));
        WithRecords(pages, (records, bytes) =>
        {
            var found = records.Where(record => record.Location.Contains(", tag ", StringComparison.Ordinal)).ToList();
            Assert.Equal(
                [
                    "page 0|Philips DP v1.0", "page 1|DOE behind the end", "page 2|level=2 mag=10 quality=80 of DOE",
                    "page 3|Macro of DOE", "page 4|2023:12:29 09:59:15",
                ],
                found.Select(record => $"{record.Location[..6]}|{record.Value}").Order(StringComparer.Ordinal));
            Assert.All(found, record => Assert.Equal(record.Value, Text(bytes, record)));
        });
    }

    [Fact]
    public void IdentityRecords_XmlOnAnotherPage_IsSearchedToo()
    {
        var pages = Slide();
        pages[2].With(TestTag.Ascii(270, Import(more: [Attribute("PIM_DP_SCANNER_OPERATOR_ID", "drsmith")])));
        WithRecords(pages, (records, _) => Assert.Single(
            records, record => record is { Value: "drsmith", Location: "page 2, tag 270 ImageDescription" }));
    }

    [Fact]
    public void IdentityRecords_Pictures_AreRecordsWhereverTheyAre()
    {
        var images = new[] { "LABELIMAGE", "MACROIMAGE", "NEWIMAGE" }.Select(type => Object(
            "DPScannedImage", Attribute("PIM_DP_IMAGE_DATA", "QUJD"), Attribute("PIM_DP_IMAGE_TYPE", type))).ToArray();
        WithRecords(Import(images: images), (records, bytes) =>
        {
            var found = records.Where(record => record.Kind is IdentityKind.LabelImage or IdentityKind.MacroImage).ToList();
            Assert.Equal(
                ["macro image|MacroImage", "label image|LabelImage", "PIM_DP_IMAGE_DATA|LabelImage", "PIM_DP_IMAGE_DATA|MacroImage", "PIM_DP_IMAGE_DATA|MacroImage"],
                found.Select(record => $"{record.Name}|{record.Kind}"));
            Assert.All(found.Skip(2), record => Assert.Equal("QUJD", Text(bytes, record)));
            Assert.Contains(records, record => record is { Value: "NEWIMAGE", Kind: IdentityKind.Text });
        });
    }

    private static void WithRecords(string import, Action<IReadOnlyList<IdentityRecord>, byte[]> check) =>
        WithRecords(Slide(import), check);

    private static void WithRecords(List<TestPage> pages, Action<IReadOnlyList<IdentityRecord>, byte[]> check)
    {
        var bytes = AperioBuilder.Build(pages);
        using var file = new TemporaryFile(bytes, "DOE_JANE.tiff");
        using var slide = SlideFormats.Open(file.Path);
        Assert.Equal("DOE_JANE", slide.IdentityRecords[0].Value);
        check(slide.IdentityRecords, bytes);
    }

    private static string Text(byte[] bytes, IdentityRecord record) =>
        Encoding.UTF8.GetString(bytes, (int)record.Range!.Value.Offset, (int)record.Range.Value.Length);
}
