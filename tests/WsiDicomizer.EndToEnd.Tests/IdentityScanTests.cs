using System.Text;
using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>The scan finds what it is there to find; otherwise a clean result would mean nothing.</summary>
public class IdentityScanTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    public void Find_ValueInBase64_IsFoundAtEveryAlignment(string before)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + "CPAPERIOCS, etc."));
        var bytes = Encoding.ASCII.GetBytes(encoded);

        Assert.Contains("CPAPERIOCS as base64", IdentityScan.Find(bytes, ["CPAPERIOCS"]));
    }

    [Fact]
    public void Find_ValueInUtf8AndUtf16_IsFound()
    {
        Assert.NotEmpty(IdentityScan.Find(Encoding.UTF8.GetBytes("x CMU-1 y"), ["CMU-1"]));
        Assert.NotEmpty(IdentityScan.Find(Encoding.Unicode.GetBytes("x CMU-1 y"), ["CMU-1"]));
        Assert.NotEmpty(IdentityScan.Find(Encoding.BigEndianUnicode.GetBytes("x CMU-1 y"), ["CMU-1"]));
    }

    [Fact]
    public void Find_OtherText_FindsNothing() =>
        Assert.Empty(IdentityScan.Find(Encoding.UTF8.GetBytes("volume-0 CMU+1 Aperio"), ["CMU-1", "CPAPERIOCS"]));

    [Theory]
    [InlineData("2.25.31095915000", 0)]
    [InlineData("TM 095915 ", 1)]
    [InlineData("095915", 1)]
    [InlineData("a095915b 095915", 1)]
    public void Find_ShortNumber_CountsOnlyOnItsOwn(string text, int found) =>
        Assert.Equal(found, IdentityScan.Find(Encoding.ASCII.GetBytes(text), ["095915"]).Count());
}
