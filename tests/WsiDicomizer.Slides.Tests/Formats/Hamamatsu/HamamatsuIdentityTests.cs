using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Hamamatsu;

public class HamamatsuIdentityTests
{
    [Theory]
    [InlineData("Identifier Reference page 0, tag 65427 Reference: DOE_JANE_4711")]
    [InlineData("Identifier Reference page 3, tag 65427 Reference: DOE_JANE_4711")]
    [InlineData("Serial ScannerSerialNumber page 2, tag 65442 ScannerSerialNumber: 000111")]
    [InlineData("Barcode Barcode page 1, tag 65468 Barcode: S24-0815-A1")]
    [InlineData("Date Created page 0, tag 65449 PropertyMap: 2023/12/29 09:59:15")]
    [InlineData("Serial NDP.S/N page 0, tag 65449 PropertyMap: 000111")]
    [InlineData("Person Operator page 0, tag 65449 PropertyMap: drsmith")]
    [InlineData("UnknownKey Room.Key page 0, tag 65449 PropertyMap: MRN-4711")]
    [InlineData("UnknownKey calibration.version page 0, tag 65449 PropertyMap: drsmith")]
    [InlineData("UnknownKey text without a key page 0, tag 65449 PropertyMap: ; for DOE, JANE")]
    [InlineData("UnknownKey FirmwareVersion page 0, tag 65448 FirmwareVersion: A1")]
    [InlineData("Date DateTime page 0, tag 306 DateTime: 2023:12:29 09:59:15")]
    [InlineData("FileName file name file name: slide")]
    [InlineData("MacroImage macro image page 2: ")]
    [InlineData("MacroImage map image page 3: ")]
    public void IdentityRecords_Slide_HoldEveryPlace(string expected) => NdpiBuilder.Slide().WithSlide(
        slide => Assert.Contains(expected, slide.IdentityRecords.Select(Describe)));

    [Theory]
    [InlineData("ccd.width")]
    [InlineData("stage.center")]
    [InlineData("Product")]
    [InlineData("zFine[0]")]
    [InlineData("BarcodeType")]
    [InlineData("McuStarts")]
    [InlineData("SourceLens")]
    public void IdentityRecords_TechnicalValues_AreNone(string name) => NdpiBuilder.Slide().WithSlide(
        slide => Assert.DoesNotContain(slide.IdentityRecords, record => record.Name == name));

    [Theory]
    [InlineData(65428, "AuthCode")]
    [InlineData(65477, "ScanProfile")]
    [InlineData(65434, "Fluorescence")]
    [InlineData(65490, "tag 65490")]
    [InlineData(270, "ImageDescription")]
    [InlineData(65480, "BarcodeType")]
    [InlineData(65459, "ColorSpace")]
    public void IdentityRecords_TextInAnyOtherTag_IsIdentity(int tag, string name) =>
        NdpiBuilder.Slide().With(1, tag, 2, 0, "Doe Jane").WithSlide(slide => Assert.Contains(
            slide.IdentityRecords, record => record.Name == name && record.Value == "Doe Jane" && record.Location.StartsWith("page 1", StringComparison.Ordinal)));

    [Fact]
    public void IdentityRecords_TextBehindTheEnd_IsFound() =>
        NdpiBuilder.Slide().With(0, 65427, 2, 0, "A1\0Doe Jane").WithSlide(slide => Assert.Contains(
            slide.IdentityRecords, record => record.Kind == IdentityKind.UnknownKey && record.Value == "Doe Jane"));

    [Fact]
    public void IdentityRecords_Ranges_HoldTheValues()
    {
        var builder = NdpiBuilder.Slide();
        var bytes = builder.Build();
        using var file = new TemporaryFile(bytes, "slide.ndpi");
        using var slide = SlideFormats.Open(file.Path);
        var checkedRanges = 0;
        foreach (var record in slide.IdentityRecords)
        {
            if (record is { Range: { } range, Value: { } value })
            {
                Assert.Equal(value, System.Text.Encoding.UTF8.GetString(bytes, (int)range.Offset, (int)range.Length));
                checkedRanges++;
            }
        }

        Assert.True(checkedRanges > 30);
    }

    private static string Describe(IdentityRecord record) => $"{record.Kind} {record.Name} {record.Location}: {record.Value}";
}
