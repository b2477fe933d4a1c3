using System.Text;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Tests.Texts;

public sealed class NeutralValueTests
{
    [Theory]
    [InlineData("2023:12:29 09:59:15", "1900:01:01 00:00:00")]
    [InlineData("2023-12-29T09:59:15.123Z", "1900-01-01T00:00:00.000Z")]
    [InlineData("2023-12-29T09:59:15+05:30", "1900-01-01T00:00:00+00:00")]
    [InlineData("12/29/09", "01/01/00")]
    [InlineData("12/29/2009", "01/01/1900")]
    [InlineData("29.12.2009 9:59", "01.01.1900 0:00")]
    [InlineData("20231229", "19000101")]
    [InlineData("20231229095915.000000", "19000101000000.000000")]
    [InlineData("20231229095915", "19000101000000")]
    [InlineData("Fri Dec 29 09:59:15 2023", "Mon Jan 01 00:00:00 1900")]
    [InlineData("29-Dec-2023", "01-Jan-1900")]
    [InlineData("1703843955", "0000000000")]
    [InlineData("Freitag", "XXXXXXX")]
    public void A_date_keeps_its_form(string stored, string expected) =>
        Assert.Equal(expected, Create(stored, IdentityKind.Date));

    [Theory]
    [InlineData("09:59:15", IdentityKind.Time, "00:00:00")]
    [InlineData("9:59:15 PM", IdentityKind.Time, "0:00:00 PM")]
    [InlineData("GMT-0500", IdentityKind.TimeZone, "GMT-0000")]
    [InlineData("-05:00", IdentityKind.TimeZone, "-00:00")]
    [InlineData("CEST", IdentityKind.TimeZone, "XXXX")]
    public void A_time_keeps_its_form(string stored, IdentityKind kind, string expected) =>
        Assert.Equal(expected, Create(stored, kind));

    [Theory]
    [InlineData("Doe^Jane", "XXXXXXXX")]
    [InlineData("  Doe, Jane \r\n", "  XXXXXXXXX \r\n")]
    [InlineData("4711", "0000")]
    [InlineData("-12.50", "-00.00")]
    [InlineData("S24-0815-A1", "XXXXXXXXXXX")]
    [InlineData("urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e", "urn:uuid:00000000-0000-0000-0000-000000000000")]
    [InlineData("{0F8FAD5B-D9CB-469F-A165-70867728950E}", "{00000000-0000-0000-0000-000000000000}")]
    [InlineData("<Name>Doe</Name>", "                ")]
    [InlineData("Müller\0\0", "XXXXXXX\0\0")]
    [InlineData("   ", "   ")]
    [InlineData("", "")]
    public void A_text_says_nothing(string stored, string expected) =>
        Assert.Equal(expected, Create(stored, IdentityKind.Text));

    [Fact]
    public void Base64_of_the_value_stays_base64()
    {
        var stored = Convert.ToBase64String("S24-0815-A1"u8);
        var neutral = Encoding.ASCII.GetString(
            NeutralValue.Create(Encoding.ASCII.GetBytes(stored), IdentityKind.Barcode, "S24-0815-A1"));
        Assert.Equal("XXXXXXXXXXX", Encoding.ASCII.GetString(Convert.FromBase64String(neutral)));
        Assert.Equal(stored.Length, neutral.Length);
    }

    [Fact]
    public void Utf16_stays_utf16()
    {
        Assert.Equal(
            "XXXXXXXX",
            Encoding.Unicode.GetString(NeutralValue.Create(Encoding.Unicode.GetBytes("Doe Jane"), IdentityKind.Person, null)));
        Assert.Equal(
            "1900-01-01",
            Encoding.BigEndianUnicode.GetString(
                NeutralValue.Create(Encoding.BigEndianUnicode.GetBytes("2023-12-29"), IdentityKind.Date, null)));
    }

    [Fact]
    public void Other_bytes_become_zeros_and_an_icc_date_a_date()
    {
        Assert.Equal(new byte[4], NeutralValue.Create([1, 2, 3, 4], IdentityKind.Identifier, "67305985"));
        Assert.Equal(
            [0x07, 0x6C, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0],
            NeutralValue.Create([0x07, 0xE7, 0, 12, 0, 29, 0, 9, 0, 59, 0, 15], IdentityKind.Date, "2023-12-29"));
    }

    [Theory]
    [InlineData("2023-12-29T09:59:15+05:30")]
    [InlineData("Fri Dec 29 09:59:15 2023")]
    [InlineData("12/29/09 9:59:15 PM")]
    [InlineData("S24-0815-A1")]
    [InlineData("47.11")]
    public void What_comes_out_stays_as_it_is(string stored)
    {
        foreach (var kind in Enum.GetValues<IdentityKind>())
        {
            var once = Create(stored, kind);
            Assert.Equal(once, Create(once, kind));
        }
    }

    private static string Create(string stored, IdentityKind kind)
    {
        var bytes = Encoding.UTF8.GetBytes(stored);
        var neutral = NeutralValue.Create(bytes, kind, stored);
        Assert.Equal(bytes.Length, neutral.Length);
        return Encoding.UTF8.GetString(neutral);
    }
}
