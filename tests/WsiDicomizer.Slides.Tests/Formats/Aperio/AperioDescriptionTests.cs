using System.Text;
using WsiDicomizer.Slides.Formats.Aperio;
using WsiDicomizer.Slides.Tests.Support;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Tests.Formats.Aperio;

public class AperioDescriptionTests
{
    [Fact]
    public void TryParse_HistoryOfACutRegion_HasLinesOfBothWriters()
    {
        var description = Parse(
            "Aperio Image Library v11.2.1 \r\n46000x32914 [42673,5576 2220x2967] (240x240) JPEG/RGB Q=30"
            + ";Aperio Image Library v10.0.51\r\n46920x33014 [0,100 46000x32914] (256x256) JPEG/RGB Q=30|AppMag = 20");
        Assert.Equal(
            [
                "Aperio Image Library v11.2.1", "46000x32914 [42673,5576 2220x2967] (240x240) JPEG/RGB Q=30",
                "Aperio Image Library v10.0.51", "46920x33014 [0,100 46000x32914] (256x256) JPEG/RGB Q=30",
            ],
            description.Lines.Select(line => line.Text));
        Assert.All(description.Lines, line => Assert.True(AperioHeader.IsHarmless(line.Text), line.Text));
        Assert.Equal("20", description.Find("appmag"));
    }

    [Theory]
    [InlineData("Aperio|A = 1|B=2| C  =  3 ", "A=1;B=2;C=3")]
    [InlineData("Aperio|A = 1|A = 2", "A=1;A=2")]
    [InlineData("Aperio|A =|B", "A=;=B")]
    [InlineData("Aperio|Title = a = b|", "Title=a = b")]
    [InlineData("Aperio||| |", "")]
    [InlineData("Aperio|=x", "=x")]
    [InlineData("|A = 1", "A=1")]
    [InlineData("", "")]
    public void TryParse_Properties_AreSplitAtBarsAndFirstEquals(string text, string expected) =>
        Assert.Equal(expected, string.Join(';', Parse(text).Properties.Select(p => $"{p.Key}={p.Value.Text}")));

    [Fact]
    public void Find_RepeatedKey_IsTheLastWithAValue() => Assert.Equal("2", Parse("Aperio|A = 1|a = 2|A = ").Find("A"));

    [Fact]
    public void TryParse_MixedEncodings_PlacesAreOfBytes()
    {
        byte[] bytes = [.. "Aperio|Title = "u8, 0xC4, .. "rztin|User = "u8, .. "Jörg"u8, 0];
        Assert.True(AperioDescription.TryParse(bytes, out var description));
        Assert.Equal("Ärztin", description.Find("Title"));
        Assert.Equal("Jörg", description.Find("User"));
        Assert.All(
            description.Properties,
            property => Assert.Equal(
                property.Value.Text, TiffText.Decode(bytes.AsSpan(property.Value.Start, property.Value.Length))));
        Assert.Equal(5, description.Properties[1].Value.Length);
    }

    [Fact]
    public void TryParse_OlderTextBehindNul_IsResidue()
    {
        var description = Parse("Aperio|User = XX\0sith|Date = 12/29/09\0\0");
        Assert.Equal("XX", description.Find("User"));
        Assert.Null(description.Find("Date"));
        Assert.Equal("sith|Date = 12/29/09", description.Residue!.Value.Text);
        Assert.Equal(17, description.Residue!.Value.Start);
    }

    [Fact]
    public void TryParse_MoreThanTheLimits_IsRefused()
    {
        Assert.False(AperioDescription.TryParse(new byte[AperioLimits.MaxDescriptionBytes + 1], out _));
        var keys = string.Concat(Enumerable.Repeat("|a=b", AperioLimits.MaxProperties + 1));
        Assert.False(AperioDescription.TryParse(Encoding.ASCII.GetBytes(keys), out _));
    }

    [Theory]
    [InlineData("0.4990", 0.499)]
    [InlineData("0,4990", 0.499)]
    [InlineData("-1e-3", -0.001)]
    [InlineData("1.2.3", null)]
    [InlineData("1,234.5", null)]
    [InlineData("NaN", null)]
    [InlineData("1e999", null)]
    [InlineData("", null)]
    [InlineData("20x", null)]
    public void ParseNumber_PointOrComma_IsRead(string text, double? expected) =>
        Assert.Equal(expected, AperioDescription.ParseNumber(text));

    [Theory]
    [InlineData("Aperio Image Library v10.0.51")]
    [InlineData("Aperio Leica Biosystems GT450 v1.0.1")]
    [InlineData("Aperio Leica Biosystems GT450 DX")]
    [InlineData("Aperio Image, Grundium Ocus")]
    [InlineData("16000x17597 [0,100 15374x17497] (256x256) J2K/YUV16 Q=70")]
    [InlineData("16000x17597 [0,100 15374x17497] (256x256) -> 3843x4374 J2K/YUV16 Q=70")]
    [InlineData("1800x1400 [0,100 1700x1300] (240x240) JPEG/RGB Q=30 -> 425x325 JPEG/RGB Q=30")]
    [InlineData("15374x17497 -> 674x768 -")]
    [InlineData("label 415x422")]
    [InlineData("macro 1280x421")]
    [InlineData("Scan resolution 0.274 µm/Pix")]
    public void IsHarmless_KnownLine_IsTrue(string line) => Assert.True(AperioHeader.IsHarmless(line));

    [Theory]
    [InlineData("CMU-1")]
    [InlineData("Aperio Image Library v10.0.51 Dr Smith")]
    [InlineData("Aperio 4711")]
    [InlineData("Aperio Jane Doe")]
    [InlineData("label of DOE, JANE")]
    [InlineData("46000x32914 [0,0 46000x32893] (240x240) J2K/KDU Q=30 DOE")]
    [InlineData("4711")]
    [InlineData("Scan resolution 0.274 µm/Pix of S24-0815")]
    [InlineData("12/29/09")]
    public void IsHarmless_AnythingElse_IsFalse(string line) => Assert.False(AperioHeader.IsHarmless(line));

    [Fact]
    public void TryParse_Mutations_NeverFailOrLeaveTheBytes()
    {
        var sound = Encoding.Latin1.GetBytes("Aperio Image Library v11.2.1 \r\n60x40;x" + AperioBuilder.Keys + "\0old|x\0");
        foreach (var mutant in Mutations.Of(sound, 7, 3000))
        {
            Assert.True(AperioDescription.TryParse(mutant, out var description));
            foreach (var piece in description.Lines.Concat(description.Properties.Select(p => p.Value)))
            {
                Assert.InRange(piece.Start + piece.Length, 0, mutant.Length);
                AperioHeader.IsHarmless(piece.Text);
                AperioHeader.FindScanner(piece.Text);
                AperioHeader.FindResolution(piece.Text);
            }
        }
    }

    private static AperioDescription Parse(string text)
    {
        Assert.True(AperioDescription.TryParse(Encoding.UTF8.GetBytes(text), out var description));
        return description;
    }
}
