using System.Security.Cryptography;
using System.Text;
using WsiDicomizer.Conversion.CaseData.Codes;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Conversion.Tests.CaseData;

public class CaseCodesTests
{
    private static readonly CaseCodes Codes = CaseCodes.Default;

    private static string TablePath => Path.Combine(
        SharedSlides.RepositoryRoot, "src", "WsiDicomizer.Conversion", "CaseData", "Codes", "codes.tsv");

    [Theory]
    [InlineData(nameof(CaseCodePurpose.Fixative), "formalin", "431510009")]
    [InlineData(nameof(CaseCodePurpose.Embedding), "PARAFFIN", "311731000")]
    [InlineData(nameof(CaseCodePurpose.Collection), "Biopsy", "86273004")]
    [InlineData(nameof(CaseCodePurpose.Sampling), "block-section", "434472006")]
    [InlineData(nameof(CaseCodePurpose.Stain), "Hämatoxylin", "12710003")]
    [InlineData(nameof(CaseCodePurpose.Stain), "H & E", "12710003,36879007")]
    [InlineData(nameof(CaseCodePurpose.SpecimenType), "Tissue section", "430856003")]
    [InlineData(nameof(CaseCodePurpose.Anatomy), "colon", "71854001")]
    [InlineData(nameof(CaseCodePurpose.Modifier), "left", "7771000")]
    [InlineData(nameof(CaseCodePurpose.Container), "slide", "433466003")]
    [InlineData(nameof(CaseCodePurpose.Step), "dehydration", "433470006")]
    [InlineData(nameof(CaseCodePurpose.Fixative), "hematoxylin", "")]
    public void Find_WordsThatPeopleWrite_AreTheCodesOfTheirPurpose(string purpose, string word, string values) =>
        Assert.Equal(values, string.Join(',', Codes.Find(Enum.Parse<CaseCodePurpose>(purpose), word).Select(code => code.Value)));

    [Fact]
    public void Table_EveryRow_HasACheckedCodeThatFitsItsRepresentationAndASource()
    {
        var rows = File.ReadLines(TablePath).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t')).ToList();

        Assert.True(rows.Count > 1000);
        Assert.All(rows, row =>
        {
            Assert.Equal(6, row.Length);
            Assert.True(row[2] == "DCM" || (row[2] == "SCT" && SctIdentifier.IsValid(row[1])), row[1]);
            Assert.InRange(row[3].Length, 1, 64);
            Assert.Matches(@"\APS3\.16 CID \d+\z", row[5]);
        });
    }

    [Fact]
    public void Table_Rows_AreThoseOfTheDigestInItsHead()
    {
        var lines = File.ReadAllLines(TablePath);
        var rows = string.Concat(lines.Where(line => !line.StartsWith('#')).Select(line => line + "\n"));

        Assert.Contains($"# sha256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rows)))}", lines);
    }

    [Fact]
    public void Table_ShortWords_StandForOneCodeExceptHematoxylinAndEosin()
    {
        foreach (var purpose in Enum.GetValues<CaseCodePurpose>().Where(purpose => purpose is not CaseCodePurpose.Anatomy and not CaseCodePurpose.Modifier))
        {
            var several = Codes.NamesOf(purpose).Where(name => Codes.Find(purpose, name).Count > 1).ToList();
            Assert.True(purpose == CaseCodePurpose.Stain ? several.Count > 0 : several.Count == 0, $"{purpose}: {string.Join(", ", several)}");
            Assert.All(several, name => Assert.Equal(["12710003", "36879007"], Codes.Find(purpose, name).Select(code => code.Value)));
        }
    }

    [Theory]
    [InlineData("12710003", true)]
    [InlineData("12710004", false)]
    [InlineData("17210003", false)]
    [InlineData("12710", false)]
    [InlineData("1271000x", false)]
    [InlineData("9999999990989121104", false)]
    public void SctIdentifier_CheckDigit_TellsSlips(string text, bool isValid) => Assert.Equal(isValid, SctIdentifier.IsValid(text));
}
