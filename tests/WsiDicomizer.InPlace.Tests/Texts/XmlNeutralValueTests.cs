using System.Text;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Tests.Texts;

/// <summary>Values in XML: as long as before, and well-formed.</summary>
public sealed class XmlNeutralValueTests
{
    [Theory]
    [InlineData("&quot;20231228&quot;", IdentityKind.Date, "&quot;19000101&quot;")]
    [InlineData("\"20231228\" \"20240101\"", IdentityKind.Date, "\"19000101\" \"19000101\"")]
    [InlineData("&quot;075915&quot;", IdentityKind.Time, "&quot;000000&quot;")]
    [InlineData("20231229095915.000000", IdentityKind.Date, "19000101000000.000000")]
    [InlineData("14711", IdentityKind.Identifier, "00000")]
    [InlineData("O&apos;Brien &amp; Co", IdentityKind.Person, "XXXXXXXXXXXXXXXXXXXXX")]
    [InlineData("M\u00FCller", IdentityKind.Person, "XXXXXXX")]
    [InlineData("\u0001\u0002ab", IdentityKind.UnknownKey, "XXXX")]
    [InlineData("&quot;Ruth&quot;, &quot;M&#252;ller&quot;", IdentityKind.Person, "&quot;XXXX&quot;X &quot;XXXXXXXXXXX&quot;")]
    [InlineData("DOE_JANE", IdentityKind.Text, "XXXXXXXX")]
    public void Create_Value_IsAsLongAndSaysNothing(string value, IdentityKind kind, string expected)
    {
        var neutral = XmlNeutralValue.Create(Encoding.UTF8.GetBytes(value), kind, null);
        Assert.Equal(expected, Encoding.UTF8.GetString(neutral));
        Assert.Equal(neutral, XmlNeutralValue.Create(neutral, kind, null));
    }

    [Theory]
    [InlineData("UzI0LTA4MTUtQTE=")]
    [InlineData("UzI0LTA4\r\n MTUtQTE=")]
    [InlineData("UzI0LTA4MTUt\nQQ==\n")]
    public void Base64_OtherBytes_StandBetweenTheSameBlanks(string stored)
    {
        Assert.True(Base64Text.TryRead(Encoding.ASCII.GetBytes(stored), out var text));
        var other = new byte[text.Decoded.Length];
        Array.Fill(other, (byte)'X');
        var encoded = Encoding.ASCII.GetString(text.Encode(other));
        Assert.Equal(stored.Length, encoded.Length);
        Assert.Equal(
            stored.Select(letter => letter is ' ' or '\r' or '\n' or '='), encoded.Select(letter => letter is ' ' or '\r' or '\n' or '='));
        Assert.Equal(other, Convert.FromBase64String(encoded));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("Dr Miller!")]
    [InlineData("UzI0&#10;LTA4")]
    public void Base64_WhatIsNone_IsNotRead(string stored) =>
        Assert.False(Base64Text.TryRead(Encoding.ASCII.GetBytes(stored), out _));
}
