using System.Text;
using WsiDicomizer.Slides.Formats.Mirax;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Mirax;

public class MiraxIdentityTests
{
    [Fact]
    public void IdentityRecords_OfASlide_AreInTheirPlaces()
    {
        using var folder = new TemporaryFolder();
        var builder = MiraxBuilder.Sound();
        builder.SlideFile = WithComment(MiraxBuilder.Picture("JPEG", 3), "in the preview");
        var path = builder.WriteTo(folder.Path, "DOE_JANE");
        File.WriteAllText(Path.Combine(folder.Path, "DOE_JANE", "Notes.txt"), "Patient: Jane Doe");
        using var slide = SlideFormats.Open(path);

        Assert.Equal(5, slide.Files.Count);
        AssertThere(slide, 0, "file name", "DOE_JANE", IdentityKind.FileName);
        AssertThere(slide, 0, "folder name", "DOE_JANE", IdentityKind.FileName);
        AssertThere(slide, 0, "preview", null, IdentityKind.MacroImage);
        AssertThere(slide, 0, "preview, JPEG COM", "in the preview", IdentityKind.UnknownKey);
        AssertThere(slide, 1, "Slidedat.ini, [GENERAL] SLIDE_NAME", "DOE_JANE_4711", IdentityKind.Identifier);
        AssertThere(slide, 1, "Slidedat.ini, [GENERAL] SLIDE_ID", MiraxBuilder.SlideId, IdentityKind.Identifier);
        AssertThere(slide, 1, "Slidedat.ini, [GENERAL] SLIDE_CREATIONDATETIME", "29/12/2023 09:59:15", IdentityKind.Date);
        AssertThere(slide, 1, "Slidedat.ini, [GENERAL] DOCTOR", "drsmith", IdentityKind.UnknownKey);
        AssertThere(slide, 1, "Slidedat.ini, [NONHIERLAYER_0_LEVEL_1_SECTION] BARCODE_VALUE", "S24-0815", IdentityKind.Barcode);
        AssertThere(slide, 2, "index, SLIDE_ID", MiraxBuilder.SlideId, IdentityKind.Identifier);
        AssertThere(slide, 3, "data file 0, header", MiraxBuilder.SlideId, IdentityKind.Identifier);
        AssertThere(slide, 3, "Scan data layer, ScanDataLayer_SlideThumbnail", null, IdentityKind.MacroImage);
        AssertThere(slide, 3, "Scan data layer, ScanDataLayer_SlideBarcode", null, IdentityKind.LabelImage);
        AssertThere(slide, 3, "Scan data layer, ScanDataLayer_XMLInfo", "DOE, JANE", IdentityKind.UnknownKey);
        AssertThere(slide, 4, "file name", "Notes.txt", IdentityKind.FileName);
        AssertThere(slide, 4, "file that Slidedat.ini does not name", "Patient: Jane Doe", IdentityKind.UnknownKey);

        // Nothing else: no number, size or section of a sound slide identifies.
        Assert.Equal(18, slide.IdentityRecords.Count);
    }

    [Fact]
    public void IdentityRecords_WithAValueAndARange_QuoteTheBytes()
    {
        using var folder = new TemporaryFolder();
        var builder = MiraxBuilder.Sound();
        builder.Replace("DOE_JANE_4711", "  DÖE Jäne\t ");
        using var slide = SlideFormats.Open(builder.WriteTo(folder.Path));

        var checkedRecords = 0;
        foreach (var record in slide.IdentityRecords.Where(record => record is { Value: not null, Range: not null }))
        {
            var bytes = File.ReadAllBytes(slide.Files[record.FileIndex]);
            var range = record.Range!.Value;
            Assert.Equal(record.Value, Encoding.UTF8.GetString(bytes, (int)range.Offset, (int)range.Length));
            checkedRecords++;
        }

        Assert.True(checkedRecords > 8);
    }

    [Fact]
    public void IdentityRecords_OfUtf16Headers_AreFoundThoughCutOff()
    {
        using var folder = new TemporaryFolder();
        var builder = MiraxBuilder.Sound();
        var id = Encoding.Unicode.GetBytes(MiraxBuilder.SlideId).AsSpan(0, 40);
        builder.Data.AsSpan(5, 59).Clear();
        id.CopyTo(builder.Data.AsSpan(5));
        using var slide = SlideFormats.Open(builder.WriteTo(folder.Path));

        var record = Assert.Single(slide.IdentityRecords, record => record.Location == "data file 0, header");
        Assert.Equal(MiraxBuilder.SlideId[..20], record.Value);
        Assert.Equal(new ByteRange(5, 40), record.Range);
    }

    [Fact]
    public void IdentityRecords_OfTextsInAHeader_AreFound()
    {
        using var folder = new TemporaryFolder();
        var builder = MiraxBuilder.Sound();
        "SN 4711"u8.CopyTo(builder.Data.AsSpan(45));
        using var slide = SlideFormats.Open(builder.WriteTo(folder.Path));

        Assert.Contains(slide.IdentityRecords, record => record is { FileIndex: 3, Value: "SN 4711", Kind: IdentityKind.UnknownKey });
    }

    [Theory]
    [InlineData("IMAGENUMBER_X", "352", null)]
    [InlineData("IMAGENUMBER_X", "Doe", IdentityKind.UnknownKey)]
    [InlineData("HIER_0_VAL_8_SECTION", "LAYER_0_LEVEL_8_SECTION", null)]
    [InlineData("HIER_0_VAL_8_SECTION", "JANE_SECTION", IdentityKind.UnknownKey)]
    [InlineData("NONHIER_3_NAME", "VIMSLIDE_POSITION_BUFFER", null)]
    [InlineData("FILE_21", "Data0021.dat", null)]
    [InlineData("FILE_21", "Doe.dat", IdentityKind.UnknownKey)]
    [InlineData("CAMERA_TYPE", "Hitachi_HV_F22CL", null)]
    [InlineData("CAMERA_TYPE", "of Dr Smith", IdentityKind.UnknownKey)]
    [InlineData("SCANNER_HARDWARE_VERSION", "v0.5", null)]
    [InlineData("SCANNER_HARDWARE_VERSION", "PANNORAMIC 250 FLASH II", null)]
    [InlineData("SCANNER_SOFTWARE_VERSION", "1,12,25,1", null)]
    [InlineData("OBJECTIVE_MAGNIFICATION", "20x", null)]
    [InlineData("SLIDE_CREATION_FINISHED", "True", null)]
    [InlineData("SCANNER_HARDWARE_ID", "1", IdentityKind.Serial)]
    [InlineData("BARCODE_TYPE", "Code128", null)]
    [InlineData("SLIDE_BARCODE_TEXT", "S24", IdentityKind.Barcode)]
    [InlineData("PATIENT_BIRTHDATE", "1", IdentityKind.Person)]
    [InlineData("ACCESSION_NO", "1", IdentityKind.Identifier)]
    [InlineData("SOMETHING_NEW", "1", IdentityKind.UnknownKey)]
    public void Classify_AKeyAndValue_IsAWhitelist(string key, string value, IdentityKind? expected) =>
        Assert.Equal(expected, MiraxKeys.Classify(key, value));

    private static void AssertThere(Slide slide, int file, string location, string? value, IdentityKind kind) =>
        Assert.Contains(slide.IdentityRecords, record =>
            record.FileIndex == file && record.Location == location && record.Value == value && record.Kind == kind);

    private static byte[] WithComment(byte[] jpeg, string text) =>
        [.. jpeg[..2], 0xFF, 0xFE, 0, (byte)(text.Length + 2), .. Encoding.ASCII.GetBytes(text), .. jpeg[2..]];
}
