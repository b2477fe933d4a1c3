using WsiDicomizer.Slides.Formats.Aperio;

namespace WsiDicomizer.Slides.Tests.Formats.Aperio;

public class AperioKeysTests
{
    [Theory]
    [InlineData("AppMag", "20")]
    [InlineData("MPP", "0,4990")]
    [InlineData("Originalheight", "33014")]
    [InlineData("OffsetZ", "-1.5")]
    [InlineData("Parmset", "USM Filter")]
    [InlineData("ICC Profile", "ScanScope v1")]
    [InlineData("ScannerType", "GT450")]
    [InlineData("", "Scan resolution 0.274 µm/Pix")]
    public void Classify_TechnicalKeyWithTechnicalValue_IsHarmless(string key, string value) =>
        Assert.Null(AperioKeys.Classify(key, value));

    [Theory]
    [InlineData("Date", "12/29/09", IdentityKind.Date)]
    [InlineData("Time", "09:59:15", IdentityKind.Time)]
    [InlineData("Time Zone", "GMT-05:00", IdentityKind.TimeZone)]
    [InlineData("ScanScope ID", "SS1283", IdentityKind.Serial)]
    [InlineData("Filename", "6797", IdentityKind.Identifier)]
    [InlineData("Title", "univ missouri 07.15.09", IdentityKind.Text)]
    [InlineData("User", "drsmith", IdentityKind.Person)]
    [InlineData("user", "drsmith", IdentityKind.Person)]
    [InlineData("Barcode", "S24-0815", IdentityKind.Barcode)]
    [InlineData("Slide", "3", IdentityKind.Identifier)]
    [InlineData("CustomField.First_Name", "Jane", IdentityKind.UnknownKey)]
    [InlineData("Whatever", "1", IdentityKind.UnknownKey)]
    [InlineData("", "S24-0815", IdentityKind.UnknownKey)]
    [InlineData("AppMag", "Jane Doe", IdentityKind.UnknownKey)]
    [InlineData("Filtered", "5;Aperio Image Library", IdentityKind.UnknownKey)]
    [InlineData("Parmset", "Dr Smith's HE", IdentityKind.Text)]
    [InlineData("ICC Profile", "Calibration of 12/29/09", IdentityKind.Text)]
    public void Classify_AnythingElse_IsIdentity(string key, string value, IdentityKind expected) =>
        Assert.Equal(expected, AperioKeys.Classify(key, value));
}
