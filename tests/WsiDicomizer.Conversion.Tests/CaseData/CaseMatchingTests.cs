namespace WsiDicomizer.Conversion.Tests.CaseData;

public class CaseMatchingTests
{
    [Theory]
    [InlineData("FileName\na.svs", "a.svs", null)]
    [InlineData("FileName\nA", "a.SVS", null)]
    [InlineData("FileName\na.b", "a.b.svs", null)]
    [InlineData("Barcode\nX1", "a.svs", "X1")]
    [InlineData("Barcode\nX1", "a.svs", " X1 ")]
    [InlineData("FileName,Barcode\na,X1", "a.svs", "X1")]
    [InlineData("FileName,Barcode\na,X1", "a.svs", null)]
    [InlineData("FileName,Barcode\na_1,X1\na_2,X1", "a_1.svs", "X1")]
    public void Find_RecordThatFits_IsFound(string csv, string fileName, string? barcode) =>
        Assert.Equal(0, CaseText.Parse(csv).Find(new NamedSlide(fileName, barcode))!.Value.Index);

    [Theory]
    [InlineData("FileName\nb.svs", "a.svs", null)]
    [InlineData("FileName\na.svs.bak", "a.svs", null)]
    [InlineData("FileName\na.ndpi", "a.svs", null)]
    [InlineData("Barcode\nx1", "a.svs", "X1")]
    [InlineData("Barcode\na.svs", "a.svs", null)]
    public void Find_NoRecordThatFits_IsNull(string csv, string fileName, string? barcode) =>
        Assert.Null(CaseText.Parse(csv).Find(new NamedSlide(fileName, barcode)));

    [Theory]
    [InlineData("FileName\na\na.svs", "a.svs", null, "2 records of the case data fit this slide (line 2, line 3)")]
    [InlineData("FileName,Barcode\na,\n,X1", "a.svs", "X1", "2 records of the case data fit this slide (line 2, line 3)")]
    [InlineData("FileName,Barcode\na,X2", "a.svs", "X1", "contradicts it by the other (line 2)")]
    [InlineData("FileName,Barcode\nb,X1", "a.svs", "X1", "contradicts it by the other (line 2)")]
    public void Find_SeveralRecordsOrAContradiction_IsRefused(string csv, string fileName, string? barcode, string expected)
    {
        var file = CaseText.Parse(csv);

        var exception = Assert.Throws<ConversionException>(() => file.Find(new NamedSlide(fileName, barcode)));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("X1", exception.Message, StringComparison.Ordinal);
    }
}
