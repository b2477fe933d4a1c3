using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.VentanaBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Ventana;

public class VentanaMetadataTests
{
    [Fact]
    public void Metadata_OfACompleteXml_IsUnderstood()
    {
        var scan = Scan("SlideAnnotation=\"HE of DOE\" Barcode1D=\"S24-0815-A1\" Barcode2D=\"other\"")
            .Replace("UserName=\"\"", "UserName=\"drsmith\"", StringComparison.Ordinal);
        var pages = Slide(scan: Metadata(scan));
        pages[0].With(TestTag.Ascii(306, "2023:12:29 09:50:00"));
        pages[2].With(TestTag.Ascii(306, "2023:12:29 09:59:15")).With(TestTag.Ascii(305, "ScanOutputManager 1.1.0.15854"));
        AperioBuilder.WithSlide(pages, slide =>
        {
            var metadata = slide.Metadata;
            Assert.Equal(("Ventana", "VENTANA DP 200"), (metadata.Manufacturer, metadata.ManufacturerModelName));
            Assert.Equal("2000515", metadata.DeviceSerialNumber);
            Assert.Equal(["ScanOutputManager 1.1.0.15854", "1.1.0.15854"], metadata.SoftwareVersions);
            Assert.Equal(
                (new DateOnly(2023, 12, 29), new TimeOnly(9, 59, 15), (TimeSpan?)null),
                (metadata.AcquisitionDate, metadata.AcquisitionTime, metadata.UtcOffset));
            Assert.Equal(40, metadata.ObjectivePower);
            Assert.Equal(new PixelSpacing(0.25, 0.25), metadata.Spacing);
            Assert.Equal(("S24-0815-A1", "drsmith", "HE of DOE"), (metadata.Barcode, metadata.Operator, metadata.Title));
            Assert.Contains(KeyValuePair.Create("Metadata.iScan.Z-spacing", "1.5"), metadata.VendorProperties);
        });
    }

    [Fact]
    public void Metadata_OlderNames_AreUnderstood() => AperioBuilder.WithSlide(
        Slide(scan: "<iScan Magnification='20' ScanRes='0.465' DeviceSerialNumber='BI10N0306' OperatorID='admin' BarCode1='' BarCode2='A1'/>"),
        slide =>
        {
            Assert.Null(slide.Metadata.ManufacturerModelName);
            Assert.Equal(
                ("BI10N0306", "admin", "A1"),
                (slide.Metadata.DeviceSerialNumber, slide.Metadata.Operator, slide.Metadata.Barcode));
        });

    [Theory]
    [InlineData("Magnification=\"40\"", "Magnification=\"4711\"")]
    [InlineData("Magnification=\"40\"", "Magnification=\"DOE\"")]
    [InlineData("ScanRes=\"0.25\"", "ScanRes=\"0\"")]
    [InlineData("ScanRes=\"0.25\"", "ScanRes=\"DOE\"")]
    [InlineData("VENTANA DP 200", "VENTANA DP of DOE")]
    [InlineData("1.1.0.15854", "1.1 of DOE")]
    public void Metadata_WhatDoesNotParse_IsNotTaken(string sound, string other) => AperioBuilder.WithSlide(
        Slide(scan: Scan().Replace(sound, other, StringComparison.Ordinal)),
        slide =>
        {
            var metadata = slide.Metadata;
            string?[] taken =
            [
                $"{metadata.ObjectivePower}", $"{metadata.Spacing}", metadata.ManufacturerModelName, .. metadata.SoftwareVersions,
            ];
            Assert.DoesNotContain(taken, value => value?.Contains("DOE", StringComparison.Ordinal) == true);
            Assert.Equal(
                1,
                (metadata.ObjectivePower is null ? 1 : 0) + (metadata.Spacing is null ? 1 : 0)
                + (metadata.ManufacturerModelName is null ? 1 : 0) + (metadata.SoftwareVersions.Count == 0 ? 1 : 0));
        });

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2023:13:29 09:59:15")]
    public void Metadata_TimeThatIsNone_IsNotTaken(string text)
    {
        var pages = Slide();
        pages[2].With(TestTag.Ascii(306, text));
        AperioBuilder.WithSlide(pages, slide => Assert.Null(slide.Metadata.AcquisitionDate));
    }
}
