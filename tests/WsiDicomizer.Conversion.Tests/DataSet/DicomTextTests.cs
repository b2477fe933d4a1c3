using WsiDicomizer.Conversion.DataSet;

namespace WsiDicomizer.Conversion.Tests.DataSet;

public class DicomTextTests
{
    [Fact]
    public void ToLongString_LongTextWithBackslashAndControls_FitsTheVR()
    {
        var text = DicomText.ToLongString("C:\\slides\t" + new string('x', 100));

        Assert.StartsWith("C:/slides x", text, StringComparison.Ordinal);
        Assert.Equal(64, text.Length);
    }

    [Fact]
    public void ToPersonName_TextWithComponentSigns_IsOneFamilyName()
    {
        Assert.Equal("Smith Jane  MD", DicomText.ToPersonName("Smith^Jane ^MD"));
    }

    [Fact]
    public void ToUnlimitedText_LoneSurrogate_CanBeEncoded()
    {
        Assert.Equal("a\uFFFDb\r\nc", DicomText.ToUnlimitedText("a\uD800b\r\nc"));
    }
}
