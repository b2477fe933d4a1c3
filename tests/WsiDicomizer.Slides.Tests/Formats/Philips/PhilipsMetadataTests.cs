using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.PhilipsBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Philips;

public class PhilipsMetadataTests
{
    [Fact]
    public void Metadata_OfACompleteXml_IsUnderstood() =>
        WithMetadata(
            Import(
                scan:
                [
                    Attribute("DICOM_PIXEL_SPACING", "&quot;0.000226891&quot; &quot;0.000226907&quot;"),
                    Representations(0.000227273, 0.000454545, 0.000909091),
                ],
                more:
                [
                    Attribute("DICOM_ACQUISITION_DATETIME", "20160718122300.000000"), Attribute("DICOM_MANUFACTURER", "PHILIPS"),
                    Attribute("DICOM_MANUFACTURERS_MODEL_NAME", "UFS Scanner"), Attribute("DICOM_DEVICE_SERIAL_NUMBER", "FMT0107"),
                    Attribute("DICOM_SOFTWARE_VERSIONS", "&quot;1.6.6186&quot; &quot;20150402_R48&quot;"),
                    Attribute("PIIM_DP_SCANNER_OPERATOR_ID", "drsmith"), Attribute("PIM_DP_UFS_BARCODE", Base64("S24-0815-A1")),
                ]),
            metadata =>
            {
                Assert.Equal(("PHILIPS", "UFS Scanner", "FMT0107"), (metadata.Manufacturer, metadata.ManufacturerModelName, metadata.DeviceSerialNumber));
                Assert.Equal(["1.6.6186", "20150402_R48", "Philips DP v1.0"], metadata.SoftwareVersions);
                Assert.Equal((new DateOnly(2016, 7, 18), new TimeOnly(12, 23, 0)), (metadata.AcquisitionDate, metadata.AcquisitionTime));
                Assert.Equal(("drsmith", "S24-0815-A1"), (metadata.Operator, metadata.Barcode));

                // Rows first: the first number is the distance between rows, Y.
                Assert.Equal(new PixelSpacing(0.226907, 0.226891), new PixelSpacing(
                    Math.Round(metadata.Spacing!.Value.XMicrometres, 9), Math.Round(metadata.Spacing.Value.YMicrometres, 9)));
                Assert.Contains(KeyValuePair.Create("PIM_DP_SCANNED_IMAGES[0].PIM_DP_IMAGE_TYPE", "WSI"), metadata.VendorProperties);
            });

    [Fact]
    public void Metadata_WithoutASpacingOfTheScan_TakesThatOfLevel0() =>
        WithMetadata(Import(scan: [Representations(0.00025, 0.0005, 0.001)]), metadata =>
            Assert.Equal(new PixelSpacing(0.25, 0.25), metadata.Spacing));

    [Theory]
    [InlineData("DICOM_MANUFACTURER", "Scanner of DOE")]
    [InlineData("DICOM_MANUFACTURERS_MODEL_NAME", "JANE's")]
    [InlineData("DICOM_SOFTWARE_VERSIONS", "&quot;DOE&quot;")]
    [InlineData("DICOM_ACQUISITION_DATETIME", "yesterday")]
    [InlineData("DICOM_ACQUISITION_DATETIME", "20231329000000")]
    public void Metadata_WordsThatNobodyKnows_AreNotTaken(string name, string value) =>
        WithMetadata(Import(more: [Attribute(name, value)]), metadata =>
        {
            Assert.Null(metadata.Manufacturer);
            Assert.Null(metadata.ManufacturerModelName);
            Assert.Equal([Software], metadata.SoftwareVersions);
            Assert.Null(metadata.AcquisitionDate);
        });

    [Theory]
    [InlineData("level=1 mag=20 quality=80", 40.0)]
    [InlineData("level=1 mag=22 quality=80", null)]
    [InlineData("level=1", null)]
    public void Metadata_ObjectivePower_IsTakenWhereObjectivesHaveIt(string text, double? power)
    {
        var pages = Slide();
        pages[1].With(TestTag.Ascii(270, text));
        AperioBuilder.WithSlide(pages, slide => Assert.Equal(power, slide.Metadata.ObjectivePower));
    }

    private static void WithMetadata(string import, Action<SlideMetadata> check) =>
        AperioBuilder.WithSlide(Slide(import), slide => check(slide.Metadata));
}
