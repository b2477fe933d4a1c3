using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.LeicaBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Leica;

public class LeicaMetadataTests
{
    [Fact]
    public void Metadata_OfACompleteXml_IsUnderstood() =>
        WithMetadata(
            Collection("name=\"CD31 part\"", "<barcode>UzI0LTA4MTUtQTE=</barcode>", Macro(), Area()
                .Replace("version=\"\"", "version=\"1.4.0.9691 2011/03/30 10:30:59;1.4.0.9708\"", StringComparison.Ordinal)),
            metadata =>
            {
                Assert.Equal(("Leica", "Leica SCN400"), (metadata.Manufacturer, metadata.ManufacturerModelName));
                Assert.Equal(["1.4.0.9691", "1.4.0.9708"], metadata.SoftwareVersions);
                Assert.Equal(
                    (new DateOnly(2011, 5, 31), new TimeOnly(9, 33, 14), TimeSpan.Zero),
                    (metadata.AcquisitionDate, metadata.AcquisitionTime, metadata.UtcOffset));
                Assert.Equal(20, metadata.ObjectivePower);
                Assert.Equal(new PixelSpacing(0.5, 0.5), metadata.Spacing);
                Assert.Equal(("S24-0815-A1", "CD31 part"), (metadata.Barcode, metadata.Title));
                Assert.Contains(KeyValuePair.Create("image.creationDate", "2011-05-31T09:33:14.31Z"), metadata.VendorProperties);
                Assert.Contains(KeyValuePair.Create("collection.barcode", "UzI0LTA4MTUtQTE="), metadata.VendorProperties);
            });

    [Theory]
    [InlineData("2011-05-31T09:33:14.31Z", "yesterday")]
    [InlineData("2011-05-31T09:33:14.31Z", "2011-13-31T09:33:14Z")]
    [InlineData("Leica SCN400;", "Scanner of DOE;")]
    [InlineData("version=\"\"", "version=\"DOE's\"")]
    public void Metadata_WhatDoesNotParse_IsNotTaken(string sound, string other) =>
        WithMetadata(Scn(Macro(), Area()).Replace(sound, other, StringComparison.Ordinal), metadata =>
        {
            Assert.True(metadata.AcquisitionDate is null || !sound.StartsWith("2011", StringComparison.Ordinal));
            Assert.True(metadata.ManufacturerModelName is null || !sound.StartsWith("Leica", StringComparison.Ordinal));
            Assert.Empty(metadata.SoftwareVersions);
        });

    [Theory]
    [InlineData("0.60833")]
    [InlineData("4711")]
    [InlineData("DOE")]
    public void Metadata_ObjectiveThatIsNone_IsNotTaken(string text) =>
        WithMetadata(Scn(Macro(), Area(objective: text)), metadata => Assert.Null(metadata.ObjectivePower));

    private static void WithMetadata(string xml, Action<SlideMetadata> check) =>
        AperioBuilder.WithSlide(Slide(xml), slide => check(slide.Metadata));
}
