using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Formats.Ome;
using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.OmeBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Ome;

public class OmeMetadataTests
{
    [Fact]
    public void Metadata_EverythingSaid_IsUnderstood() =>
        WithMetadata(
            OmeXml(
                "<Experimenter ID=\"Experimenter:0\" FirstName=\"Not\" LastName=\"He\"/><Experimenter ID=\"Experimenter:1\" FirstName=\"Jane\" LastName=\"Smith\"/>",
                "<Instrument ID=\"Instrument:0\"><Microscope Manufacturer=\"Carl Zeiss\" SerialNumber=\" SS1 \"/><Objective ID=\"Objective:0:0\" NominalMagnification=\"5\"/><Objective ID=\"Objective:0:1\" NominalMagnification=\"40.0\"/></Instrument>",
                Image(
                    "a",
                    Pixels(64, 48, more: "PhysicalSizeX=\"0.25\" PhysicalSizeY=\"250\" PhysicalSizeYUnit=\"nm\""),
                    "<AcquisitionDate>2023-12-29T09:59:15.5+02:00</AcquisitionDate><Description>HE</Description><ExperimenterRef ID=\"Experimenter:1\"/><InstrumentRef ID=\"Instrument:0\"/><ObjectiveSettings ID=\"Objective:0:1\"/>")),
            metadata =>
            {
                Assert.Equal(new PixelSpacing(0.25, 0.25), metadata.Spacing);
                Assert.Equal((40.0, "Carl Zeiss", "SS1"), (metadata.ObjectivePower, metadata.Manufacturer, metadata.DeviceSerialNumber));
                Assert.Equal(("Jane Smith", "HE"), (metadata.Operator, metadata.Title));
                Assert.Equal(
                    (new DateOnly(2023, 12, 29), new TimeOnly(9, 59, 15), TimeSpan.FromHours(2)),
                    (metadata.AcquisitionDate, metadata.AcquisitionTime, metadata.UtcOffset));
                Assert.Equal(["OME Bio-Formats 6.7.0"], metadata.SoftwareVersions);
                Assert.Contains(KeyValuePair.Create("OME.Image.Pixels.PhysicalSizeYUnit", "nm"), metadata.VendorProperties);
                Assert.DoesNotContain(metadata.VendorProperties, property => property.Key.Contains("TiffData", StringComparison.Ordinal));
            });

    [Fact]
    public void Metadata_WordsThatNobodyKnows_AreNotTakenForMakerAndProgram() =>
        WithMetadata(
            OmeXml("<Instrument><Microscope Manufacturer=\"of Doe\"/><Objective NominalMagnification=\"4711\"/></Instrument>", Image("a", Pixels(64, 48)))
                .Replace("OME Bio-Formats 6.7.0", "exporter of Doe", StringComparison.Ordinal),
            metadata =>
            {
                Assert.Null(metadata.Manufacturer);
                Assert.Null(metadata.ObjectivePower);
                Assert.Empty(metadata.SoftwareVersions);
                Assert.Equal("a", metadata.Title);
            });

    [Theory]
    [InlineData("PhysicalSizeX=\"0.5\" PhysicalSizeY=\"0.5\" PhysicalSizeXUnit=\"pixel\"", null)]
    [InlineData("PhysicalSizeX=\"0\" PhysicalSizeY=\"0.5\"", null)]
    [InlineData("PhysicalSizeX=\"0.5\"", null)]
    [InlineData("PhysicalSizeX=\"1e308\" PhysicalSizeXUnit=\"m\" PhysicalSizeY=\"1\"", null)]
    [InlineData("PhysicalSizeX=\"5E-4\" PhysicalSizeXUnit=\"mm\" PhysicalSizeY=\"0.5\" PhysicalSizeYUnit=\"\u03BCm\"", 0.5)]
    [InlineData("PhysicalSizeX=\"5000\" PhysicalSizeXUnit=\"Å\" PhysicalSizeY=\"0.00005\" PhysicalSizeYUnit=\"cm\"", 0.5)]
    public void Metadata_Spacing_FollowsTheUnit(string attributes, double? micrometres) =>
        WithMetadata(OmeXml(Image("a", Pixels(64, 48, more: attributes))), metadata =>
        {
            if (micrometres is { } expected)
            {
                Assert.Equal(expected, metadata.Spacing!.Value.XMicrometres, 9);
                Assert.Equal(expected, metadata.Spacing!.Value.YMicrometres, 9);
            }
            else
            {
                Assert.Null(metadata.Spacing);
            }
        });

    [Theory]
    [InlineData("2023-12-29T09:59:15", true)]
    [InlineData("2023-12-29T09:59:15Z", true)]
    [InlineData("2023-12-29T09:59:15.123456789-11:30", true)]
    [InlineData("2023-12-29", false)]
    [InlineData("29.12.2023", false)]
    [InlineData("2023-02-30T00:00:00", false)]
    [InlineData("2023-12-29T09:59:15 by Doe", false)]
    public void ReadDate_FormsOfDates_AreDatesOrNothing(string text, bool isDate) =>
        Assert.Equal(isDate, OmeMetadata.ReadDate(text).Date is not null);

    private static void WithMetadata(string xml, Action<SlideMetadata> check) =>
        AperioBuilder.WithSlide(Planes(xml, Plane(64, 48)), slide => check(slide.Metadata));
}
