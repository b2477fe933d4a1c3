using System.Text;
using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.OmeBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Ome;

public class OmeIdentityTests
{
    private const string Place = "page 0, tag 270 ImageDescription";

    [Fact]
    public void IdentityRecords_EverythingInTheXml_IsFoundAtItsBytes() =>
        WithRecords(
            OmeXml(
                "<!-- seen by JANE --><Project ID=\"Project:0\" Name=\"S24-0815\"/>",
                "<Experimenter ID=\"urn:lsid:x:Experimenter:4711\" FirstName=\"Jane\" LastName=\"Doe\" Email=\"j@doe\" Institution=\"St. E\"/>",
                "<Instrument ID=\"Instrument:0\"><Microscope Manufacturer=\"Leica\" Model=\"of Doe\" SerialNumber=\"SS1\"/><Laser ID=\"LightSource:0:0\" LotNumber=\"L1\"/></Instrument>",
                Image(
                    "DOE_4711",
                    Pixels(
                        64,
                        48,
                        "<TiffData IFD=\"0\"><UUID FileName=\"DOE.tif\">urn:uuid:1</UUID></TiffData><Plane TheZ=\"0\" TheC=\"0\" TheT=\"0\" HashSHA1=\"ab12\"/>",
                        channels: "<Channel ID=\"Channel:0:0\" SamplesPerPixel=\"3\" Name=\"HE Doe\" Color=\"-1\"/>"),
                    "<AcquisitionDate>2023-12-29T09:59:15</AcquisitionDate><Description>of &lt;Doe&gt;</Description>"),
                "<StructuredAnnotations><XMLAnnotation ID=\"Annotation:4711\"><Value><OriginalMetadata><Key>Barcode</Key><Value>S24-0815-A1</Value></OriginalMetadata></Value></XMLAnnotation>",
                "<MapAnnotation><Value><M K=\"user\">drsmith</M></Value></MapAnnotation></StructuredAnnotations>"),
            (records, bytes) =>
            {
                var found = records.Where(record => record.Location == Place).ToList();
                Assert.Equal(
                    [
                        "AcquisitionDate|Date|2023-12-29T09:59:15", "Channel@Name|Text|HE Doe", "Description|Text|of <Doe>",
                        "Experimenter@Email|Person|j@doe", "Experimenter@FirstName|Person|Jane", "Experimenter@ID|Identifier|urn:lsid:x:Experimenter:4711",
                        "Experimenter@Institution|Text|St. E", "Experimenter@LastName|Person|Doe", "Image@Name|Text|DOE_4711",
                        "Key|UnknownKey|Barcode", "Laser@LotNumber|Serial|L1", "M@K|UnknownKey|user",
                        "Microscope@Model|Text|of Doe", "Microscope@SerialNumber|Serial|SS1", "M|UnknownKey|drsmith", "OME@UUID|Identifier|urn:uuid:1",
                        "Plane@HashSHA1|UnknownKey|ab12", "Project@ID|Identifier|Project:0", "Project@Name|Text|S24-0815",
                        "UUID@FileName|FileName|DOE.tif", "UUID|Identifier|urn:uuid:1", "Value|UnknownKey|S24-0815-A1",
                        "XMLAnnotation@ID|Identifier|Annotation:4711", "comment|UnknownKey| seen by JANE ",
                    ],
                    found.Select(record => $"{record.Name}|{record.Kind}|{record.Value}").Order(StringComparer.Ordinal));
                Assert.All(
                    found.Where(record => record.Name != "Description"),
                    record => Assert.Equal(record.Value, Text(bytes, record)));
            });

    [Theory]
    [InlineData("SizeZ=\"1\"", "SizeZ=\"1\" SizeQ=\"1\"", "Pixels@SizeQ", IdentityKind.UnknownKey)]
    [InlineData("DimensionOrder", "PhysicalSizeX=\"of Doe\" DimensionOrder", "Pixels@PhysicalSizeX", IdentityKind.UnknownKey)]
    [InlineData("DimensionOrder", "PhysicalSizeXUnit=\"Doe\" DimensionOrder", "Pixels@PhysicalSizeXUnit", IdentityKind.UnknownKey)]
    [InlineData("ID=\"Pixels:0\"", "ID=\"Pixels:4711\"", "Pixels@ID", IdentityKind.Identifier)]
    [InlineData("Creator=\"OME Bio-Formats 6.7.0\"", "Creator=\"exporter of Doe\"", "OME@Creator", IdentityKind.Text)]
    [InlineData("xmlns=", "xmlns:doe=\"http://doe/4711\" xmlns=", "OME@xmlns:doe", IdentityKind.UnknownKey)]
    [InlineData("<Image ", "Doe<Image ", "OME", IdentityKind.UnknownKey)]
    [InlineData("<Image ", "<?exporter Doe?><Image ", "comment", IdentityKind.UnknownKey)]
    [InlineData("<Image ", "<!-- Warning: this comment is by Doe --><Image ", "comment", IdentityKind.UnknownKey)]
    public void IdentityRecords_HarmlessNameWithAnotherValue_IsFound(string harmless, string planted, string name, IdentityKind kind) =>
        WithRecords(OmeXml(Image("a", Pixels(64, 48))).Replace(harmless, planted, StringComparison.Ordinal), (records, _) =>
            Assert.Contains(records, record => record.Name == name && record.Kind == kind));

    // What every writer writes identifies nobody: only the name of the image and the file's own UUID are told.
    [Fact]
    public void IdentityRecords_WhatWritersWrite_IsNotFound() =>
        WithRecords(
            OmeXml(Image(
                "a",
                Pixels(
                    64,
                    48,
                    more: "BigEndian=\"true\" Interleaved=\"true\" SignificantBits=\"8\" PhysicalSizeX=\"0.25\" PhysicalSizeXUnit=\"µm\" PhysicalSizeZ=\"1.0E-6\" PhysicalSizeZUnit=\"m\"",
                    channels: "<Channel ID=\"Channel:0:0\" SamplesPerPixel=\"3\" IlluminationType=\"Transmitted\" Color=\"-16776961\"><LightPath/></Channel>")))
                .Replace("?>", "?><!-- Warning: this comment is an OME-XML metadata block, which contains crucial dimensional parameters and other important metadata. Please edit cautiously (if at all), and back up the original data before doing so. For more information, see the OME-TIFF web site: https://docs.openmicroscopy.org/latest/ome-model/ome-tiff/. -->", StringComparison.Ordinal)
                .Replace("UUID=", $"xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"{Namespace} {Namespace}/ome.xsd\" UUID=", StringComparison.Ordinal),
            (records, _) => Assert.Equal(["OME@UUID", "Image@Name"], records.Where(record => record.Location == Place).Select(record => record.Name)));

    [Fact]
    public void IdentityRecords_BehindTheXmlAndOnOtherPages_IsFound()
    {
        var pages = OmeBuilder.Slide(OmeXml(Image("a", Pixels(64, 48)), Label(), Macro()) + "\0older text of DOE\0");
        pages[1].With(TestTag.Ascii(270, "ImageJ=1.0 by Doe"));
        pages[0].Children[0].With(TestTag.Ascii(315, "drsmith"));
        AperioBuilder.WithSlide(pages, slide =>
        {
            Assert.Contains(slide.IdentityRecords, record => record is { Name: "text behind the end", Value: "older text of DOE" });
            Assert.Contains(slide.IdentityRecords, record => record is { Location: "page 1, tag 270 ImageDescription", Kind: IdentityKind.UnknownKey });
            Assert.Contains(slide.IdentityRecords, record => record is { Location: "page 0, tag 330 SubIFDs 0, tag 315 Artist", Kind: IdentityKind.Person });
            Assert.Contains(slide.IdentityRecords, record => record is { Location: "page 1", Kind: IdentityKind.LabelImage });
            Assert.Contains(slide.IdentityRecords, record => record is { Location: "page 2", Kind: IdentityKind.MacroImage });
        });
    }

    private static string Text(byte[] bytes, IdentityRecord record) =>
        Encoding.UTF8.GetString(bytes.AsSpan((int)record.Range!.Value.Offset, (int)record.Range!.Value.Length));

    private static void WithRecords(string xml, Action<IReadOnlyList<IdentityRecord>, byte[]> check)
    {
        var bytes = AperioBuilder.Build(Planes(xml, Plane(64, 48)));
        using var file = new TemporaryFile(bytes);
        using var slide = SlideFormats.Open(file.Path);
        check(slide.IdentityRecords, bytes);
    }
}
