using System.Text;
using WsiDicomizer.SyntheticSlides.Planting;

namespace WsiDicomizer.SyntheticSlides.Tests.Planting;

public class PlantingTests
{
    [Fact]
    public void JpegComment_AfterSoi_WithLength()
    {
        var planted = JpegPlanting.WithComment([0xFF, 0xD8, 0xFF, 0xDB, 1], "ab");

        Assert.Equal([0xFF, 0xD8, 0xFF, 0xFE, 0, 4, (byte)'a', (byte)'b', 0xFF, 0xDB, 1], planted);
    }

    [Fact]
    public void JpegExif_App1_HoldsTheText()
    {
        var planted = JpegPlanting.WithExif([0xFF, 0xD8, 0xFF, 0xD9], "DOE, JANE");

        Assert.Equal([0xFF, 0xE1], planted[2..4]);
        Assert.Equal(planted.Length - 2 - 2 - 2, (planted[4] << 8) | planted[5]);
        Assert.Contains("Exif\0\0II", Encoding.Latin1.GetString(planted), StringComparison.Ordinal);
        Assert.Contains("DOE, JANE\0", Encoding.Latin1.GetString(planted), StringComparison.Ordinal);
    }

    [Fact]
    public void Jpeg2000Comment_BeforeTheFirstTilePart()
    {
        byte[] codestream = [0xFF, 0x4F, 0xFF, 0x51, 0, 4, 1, 2, 0xFF, 0x90, 0, 10, 9];

        var planted = Jpeg2000Planting.WithComment(codestream, "x");

        Assert.Equal(
            [0xFF, 0x4F, 0xFF, 0x51, 0, 4, 1, 2, 0xFF, 0x64, 0, 5, 0, 1, (byte)'x', 0xFF, 0x90, 0, 10, 9], planted);
    }

    [Fact]
    public void Jpeg2000Comment_NoTilePart_Throws() =>
        Assert.Throws<InvalidOperationException>(() => Jpeg2000Planting.WithComment([0xFF, 0x4F, 0xFF, 0x51, 0, 4, 1, 2], "x"));

    [Fact]
    public void IccProfile_HasSizeSignatureAndDate()
    {
        var profile = IccProfileBuilder.Build("ScanScope SS1", "Copyright", new DateTime(2023, 12, 29, 9, 59, 15));

        Assert.Equal(profile.Length, (profile[0] << 24) | (profile[1] << 16) | (profile[2] << 8) | profile[3]);
        Assert.Equal("scnrRGB XYZ ", Encoding.ASCII.GetString(profile, 12, 12));
        Assert.Equal("acsp", Encoding.ASCII.GetString(profile, 36, 4));
        Assert.Equal("07e7000c001d0009003b000f", Convert.ToHexStringLower(profile, 24, 12));
    }
}
