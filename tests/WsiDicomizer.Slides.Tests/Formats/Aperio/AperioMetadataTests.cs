using System.Globalization;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Formats.Aperio;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Aperio;

public class AperioMetadataTests
{
    [Theory]
    [InlineData("12/29/09", "2009-12-29")]
    [InlineData("12/11/2024", "2024-12-11")]
    [InlineData("3/6/24", "2024-03-06")]
    [InlineData("01/02/99", "1999-01-02")]
    [InlineData("02/29/2023", null)]
    [InlineData("13/01/2023", null)]
    [InlineData("00/00/00", null)]
    [InlineData("01/01/1800", null)]
    [InlineData("29.12.2009", null)]
    [InlineData("12/29/2009 x", null)]
    public void ParseDate_AperioForms_AreRead(string text, string? expected) =>
        Assert.Equal(expected, AperioMetadata.ParseDate(text)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("GMT-05:00", -300)]
    [InlineData("GMT-0600", -360)]
    [InlineData("GMT+5", 300)]
    [InlineData("GMT+05:30", 330)]
    [InlineData("GMT+14:00", 840)]
    [InlineData("GMT+14:30", null)]
    [InlineData("GMT-05:60", null)]
    [InlineData("GMT+429496728800", null)]
    [InlineData("CET", null)]
    public void ParseUtcOffset_AperioForms_AreRead(string text, int? expectedMinutes) =>
        Assert.Equal(expectedMinutes, AperioMetadata.ParseUtcOffset(text)?.TotalMinutes);

    [Theory]
    [InlineData("Aperio Image Library v10.0.51", "Aperio", null)]
    [InlineData("Aperio Leica Biosystems GT450 v1.0.1", "Leica Biosystems", "GT450")]
    [InlineData("Aperio Leica Biosystems GT450 DX", "Leica Biosystems", "GT450 DX")]
    [InlineData("Aperio Image Library v12.4.0;Aperio Leica Biosystems GT450 v1.0.1", "Leica Biosystems", "GT450")]
    [InlineData("Aperio Image, Grundium Ocus", "Grundium", "Ocus")]
    [InlineData("Aperio Whatever Scanner|ScannerType = AT2", "Aperio", "AT2")]
    public void Read_FirstLine_NamesTheScanner(string text, string manufacturer, string? model) =>
        Check(text, [], metadata =>
        {
            Assert.Equal(manufacturer, metadata.Manufacturer);
            Assert.Equal(model, metadata.ManufacturerModelName);
        });

    [Theory]
    [InlineData("Aperio|MPP = 0.25", 0.25)]
    [InlineData("Aperio|MPP = 0,25", 0.25)]
    [InlineData("Aperio\r\nScan resolution 0.274 µm/Pix|AppMag = 20", 0.274)]
    [InlineData("Aperio|Scan resolution = 0,274 µm/Pix", 0.274)]
    [InlineData("Aperio|MPP = 0.25|Scan resolution = 0.274 µm/Pix", 0.25)]
    [InlineData("Aperio|MPP = 0", null)]
    [InlineData("Aperio|MPP = 352.8", null)]
    [InlineData("Aperio|MPP = -1", null)]
    [InlineData("Aperio|MPP = Jane", null)]
    [InlineData("Aperio", null)]
    public void Read_Text_GivesTheSpacing(string text, double? expected) =>
        Check(text, [], metadata => Assert.Equal(expected, metadata.Spacing?.XMicrometres));

    [Theory]
    [InlineData("20", 20.0)]
    [InlineData("1,25", 1.25)]
    [InlineData("0", null)]
    [InlineData("NaN", null)]
    [InlineData("1E300", null)]
    [InlineData("4711081", null)]
    public void Read_AppMag_IsAPowerOnlyWhereAnObjectiveMayHaveIt(string value, double? expected) =>
        Check($"Aperio|AppMag = {value}", [], metadata => Assert.Equal(expected, metadata.ObjectivePower));

    [Theory]
    [InlineData("Aperio Image Library v12.4.0", true)]
    [InlineData("Aperio Leica Biosystems GT450 v1.0.1.12345678", false)]
    [InlineData("Aperio v4711081", false)]
    [InlineData("Aperio 12.1985", false)]
    public void Read_Software_IsAVersionOnlyWithShortNumbers(string line, bool isKept) =>
        Check(line, [], metadata => Assert.Equal(isKept ? [line] : [], metadata.SoftwareVersions));

    [Theory]
    [InlineData(40000UL, 1UL, 3UL, 0.25)]
    [InlineData(50800UL, 1UL, 2UL, 0.5)]
    [InlineData(72UL, 1UL, 2UL, null)]
    [InlineData(40000UL, 1UL, 1UL, null)]
    [InlineData(0UL, 1UL, 3UL, null)]
    [InlineData(40000UL, 0UL, 3UL, null)]
    public void Read_ResolutionTags_AreTheLastResort(ulong numerator, ulong denominator, ulong unit, double? expected) =>
        Check(
            "Aperio",
            [TestTag.Rational(282, numerator, denominator), TestTag.Rational(283, numerator, denominator), TestTag.Short(296, unit)],
            metadata => Assert.Equal(expected is null ? null : new PixelSpacing(expected.Value, expected.Value), metadata.Spacing));

    [Fact]
    public void Read_NoDateInTheText_TakesTag306() =>
        Check("Aperio", [TestTag.Ascii(306, "2023:12:29 09:59:15")], metadata =>
        {
            Assert.Equal(new DateOnly(2023, 12, 29), metadata.AcquisitionDate);
            Assert.Equal(new TimeOnly(9, 59, 15), metadata.AcquisitionTime);
        });

    [Fact]
    public void Read_DateInTheText_GoesBeforeTag306() =>
        Check("Aperio|Date = 12/29/09", [TestTag.Ascii(306, "2023:12:29 09:59:15")], metadata =>
        {
            Assert.Equal(new DateOnly(2009, 12, 29), metadata.AcquisitionDate);
            Assert.Null(metadata.AcquisitionTime);
        });

    [Fact]
    public void Read_FullText_MapsEveryKey() =>
        Check("Aperio Image Library v11.2.1 \r\n60x40 (16x16) JPEG/RGB Q=30" + AperioBuilder.Keys, [], metadata =>
        {
            Assert.Equal("SS7890", metadata.DeviceSerialNumber);
            Assert.Equal("S24-0815-A1", metadata.Barcode);
            Assert.Equal("drsmith", metadata.Operator);
            Assert.Equal("Doe Jane S24-0815", metadata.Title);
            Assert.Equal(20, metadata.ObjectivePower);
            Assert.Equal(TimeSpan.FromHours(-5), metadata.UtcOffset);
            Assert.Equal(new SlidePosition(25.691574, 23.449873), metadata.Origin);
            Assert.Equal("JPEG/RGB Q=30", metadata.CompressionDescription);
            Assert.Equal("AppMag", metadata.VendorProperties[0].Key);
            Assert.Equal(20, metadata.VendorProperties.Count);
        });

    private static void Check(string description, TestTag[] tags, Action<SlideMetadata> check)
    {
        var page = AperioBuilder.Level(60, 40, description);
        page.Tags.AddRange(tags);
        AperioBuilder.WithSlide([page], slide => check(slide.Metadata));
    }
}
