using System.Text;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Zeiss;

public class ZeissIdentityTests
{
    [Theory]
    [InlineData("<Document><UserName>drsmith</UserName></Document>", "Document/UserName", "drsmith", IdentityKind.Person)]
    [InlineData("<Document><Name>S24-0815</Name></Document>", "Document/Name", "S24-0815", IdentityKind.Identifier)]
    [InlineData("<Document><Title>DOE &amp; Co</Title></Document>", "Document/Title", "DOE & Co", IdentityKind.Text)]
    [InlineData("<Image><AcquisitionDateAndTime>2023-12-29T09:59:15Z</AcquisitionDateAndTime></Image>", "Image/AcquisitionDateAndTime", "2023-12-29T09:59:15Z", IdentityKind.Date)]
    [InlineData("<Barcodes><Barcode><Content>S24-0815-A1</Content></Barcode></Barcodes>", "Barcode/Content", "S24-0815-A1", IdentityKind.Barcode)]
    [InlineData("<Microscope><System>The scanner of DOE</System></Microscope>", "Microscope/System", "The scanner of DOE", IdentityKind.UnknownKey)]
    [InlineData("<Microscope Name=\"Room 7\" />", "a/Microscope@Name", "Room 7", IdentityKind.Serial)]
    [InlineData("<Image><SizeX>DOE</SizeX></Image>", "Image/SizeX", "DOE", IdentityKind.UnknownKey)]
    [InlineData("<Something>4711</Something>", "a/Something", "4711", IdentityKind.UnknownKey)]
    [InlineData("<Channel Name=\"for Dr Smith\" />", "a/Channel@Name", "for Dr Smith", IdentityKind.Text)]
    [InlineData("<Objective Name=\"of Dr Smith\" />", "a/Objective@Name", "of Dr Smith", IdentityKind.UnknownKey)]
    [InlineData("<Application><Version>20231229</Version></Application>", "Application/Version", "20231229", IdentityKind.UnknownKey)]
    [InlineData("<!-- saved by DOE -->", "comment", " saved by DOE ", IdentityKind.UnknownKey)]
    public void IdentityRecords_Metadata_IsFoundAtItsBytes(string xml, string name, string value, IdentityKind kind) => With(
        new CziBuilder { Metadata = $"<r><a>{xml}</a></r>" },
        (slide, bytes) =>
        {
            var record = Assert.Single(slide.IdentityRecords, record => record.Location == "metadata");
            Assert.Equal((name, value, kind), (record.Name, record.Value, record.Kind));
            Assert.Equal(value, Text(bytes, record).Replace("&amp;", "&", StringComparison.Ordinal));
        });

    [Theory]
    [InlineData("<Image><SizeX>4711</SizeX><PixelType>Bgr24</PixelType></Image>")]
    [InlineData("<Application><Name>ZEN slidescan</Name><Version>1.0.1.0</Version></Application>")]
    [InlineData("<Objective Id=\"Objective:0\" Name=\"Plan-Apochromat 20x/0.8 M27\"><LensNA>0.8</LensNA></Objective>")]
    [InlineData("<Channel Id=\"Channel:0\" Name=\"TL Brightfield\"><ContrastMethod>Brightfield</ContrastMethod></Channel>")]
    [InlineData("<Distance Id=\"X\"><Value>2.2E-07</Value><DefaultUnitFormat>µm</DefaultUnitFormat></Distance>")]
    [InlineData("<Microscope><System>Axio Scan.Z1</System></Microscope>")]
    public void IdentityRecords_HarmlessMetadata_IsNone(string xml) => With(
        new CziBuilder { Metadata = $"<r><a>{xml}</a></r>" },
        (slide, _) => Assert.DoesNotContain(slide.IdentityRecords, record => record.Location == "metadata"));

    [Fact]
    public void IdentityRecords_HeaderAndSubblocks_AreFound() => With(
        new CziBuilder
        {
            Subblocks =
            [
                TestSubblock.Flat(0, 0, 4, 4, (0, 0, 0)) with
                {
                    Xml = "<METADATA><Tags><AcquisitionTime>2023-12-29T09:59:15Z</AcquisitionTime><StageXPosition>+1.5</StageXPosition></Tags></METADATA>",
                },
                TestSubblock.Flat(4, 0, 4, 4, (0, 0, 0)) with { Xml = "no XML of DOE" },
            ],
        },
        (slide, bytes) =>
        {
            Assert.Equal(
                ["slide", "abababab-abab-abab-abab-abababababab", "abababab-abab-abab-abab-abababababab", "2023-12-29T09:59:15Z", "no XML of DOE"],
                slide.IdentityRecords.Select(record => record.Value));
            Assert.Equal(
                ["file name", "header", "header", "subblock 0", "subblock 1"], slide.IdentityRecords.Select(record => record.Location));
            Assert.Equal("2023-12-29T09:59:15Z", Text(bytes, slide.IdentityRecords[3]));
        });

    [Fact]
    public void IdentityRecords_Attachments_AreFoundWithTheirNamesAndTexts() => With(
        new CziBuilder
        {
            Attachments =
            [
                ("EventList", "CZEVL", [0, 1, .. "DOE, JANE"u8, 0]),
                ("DOE\0S24-0815", "TXT", "a"u8.ToArray()),
                ("Label", "CZI", new CziBuilder { Metadata = "<r><UserName>drsmith</UserName></r>" }.Build()),
            ],
        },
        (slide, bytes) =>
        {
            var found = slide.IdentityRecords.Where(record => record.Location.StartsWith("attachment", StringComparison.Ordinal))
                .Select(record => (record.Location, record.Name, record.Value)).ToList();
            Assert.Equal(
                [
                    ("attachment 0", "content GUID", "11111111-1111-1111-1111-111111111111"),
                    ("attachment 0", "EventList", null),
                    ("attachment 0", "text in it", "DOE, JANE"),
                    ("attachment 1", "content GUID", "22222222-2222-2222-2222-222222222222"),
                    ("attachment 1", "unknown attachment", null),
                    ("attachment 1", "attachment name", "DOE"),
                    ("attachment 1", "text behind the name", "S24-0815"),
                    ("attachment 2", "content GUID", "33333333-3333-3333-3333-333333333333"),
                    ("attachment 2", "label image", null),
                    ("attachment 2, header", "primary file GUID", "abababab-abab-abab-abab-abababababab"),
                    ("attachment 2, header", "file GUID", "abababab-abab-abab-abab-abababababab"),
                    ("attachment 2, metadata", "UserName", "drsmith"),
                ],
                found.Select(item => item with { Name = item.Name.Split('/')[^1] }));
            var inner = Assert.Single(slide.IdentityRecords, record => record.Value == "drsmith");
            Assert.Equal("drsmith", Text(bytes, inner));
        });

    [Fact]
    public void IdentityRecords_BytesThatNoDirectoryLeadsTo_AreFound()
    {
        var builder = new CziBuilder { Metadata = "<r><UserName>drsmith</UserName></r>" };
        var bytes = builder.Build();

        // The header forgets the metadata, as after it was saved anew elsewhere.
        bytes.AsSpan(92, 8).Clear();
        using var file = new TemporaryFile(bytes, "slide.czi");
        using var slide = SlideFormats.Open(file.Path);

        var records = slide.IdentityRecords.Where(record => record.Location == "between segments").ToList();
        Assert.Equal("bytes that no directory leads to", records[0].Name);
        Assert.Equal(builder.At["metadata"], records[0].Range!.Value.Offset);
        Assert.Contains(records, record => record.Value?.Contains("drsmith", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Metadata_IsRead() => With(
        new CziBuilder
        {
            Metadata = "<ImageDocument><Metadata><Information><Document><UserName>drsmith</UserName><Title>DOE</Title></Document>"
                + "<Application><Name>ZEN slidescan</Name><Version>1.0.1.0</Version></Application>"
                + "<Image><AcquisitionDateAndTime>2023-12-29T09:59:15.1234567+01:00</AcquisitionDateAndTime></Image>"
                + "<Instrument><Microscopes><Microscope><System>Axio Scan.Z1</System></Microscope></Microscopes>"
                + "<Objectives><Objective><NominalMagnification>20</NominalMagnification></Objective></Objectives></Instrument>"
                + "</Information><AttachmentInfos><Barcode><Content>S24-0815-A1</Content></Barcode></AttachmentInfos>"
                + "<Scaling><Items><Distance Id=\"X\"><Value>2.2E-07</Value></Distance><Distance Id=\"Y\"><Value>2.3E-07</Value></Distance>"
                + "</Items></Scaling></Metadata></ImageDocument>",
        },
        (slide, _) =>
        {
            var metadata = slide.Metadata;
            Assert.Equal(("Zeiss", "Axio Scan.Z1", "drsmith", "DOE"), (metadata.Manufacturer, metadata.ManufacturerModelName, metadata.Operator, metadata.Title));
            Assert.Equal(["ZEN slidescan", "1.0.1.0"], metadata.SoftwareVersions);
            Assert.Equal(
                (new DateOnly(2023, 12, 29), new TimeOnly(9, 59, 15), TimeSpan.FromHours(1)),
                (metadata.AcquisitionDate, metadata.AcquisitionTime, metadata.UtcOffset));
            Assert.Equal((20, 0.22, 0.23), (metadata.ObjectivePower, metadata.Spacing!.Value.XMicrometres, metadata.Spacing.Value.YMicrometres));
            Assert.Equal("S24-0815-A1", metadata.Barcode);
        });

    private static string Text(byte[] bytes, IdentityRecord record) =>
        Encoding.UTF8.GetString(bytes, (int)record.Range!.Value.Offset, (int)record.Range.Value.Length);

    private static void With(CziBuilder builder, Action<Slide, byte[]> check)
    {
        var bytes = builder.Build();
        using var file = new TemporaryFile(bytes, "slide.czi");
        using var slide = SlideFormats.Open(file.Path);
        check(slide, bytes);
    }
}
