using System.Text;
using WsiDicomizer.Conversion.CaseData;
using WsiDicomizer.Conversion.CaseData.Model;

namespace WsiDicomizer.Conversion.Tests.CaseData;

public class CaseCsvTests
{
    [Theory]
    [InlineData("FileName,PatientName,StudyDescription\na.svs,Doe^Jane,\"colon, left\"\n")]
    [InlineData("FileName;PatientName;StudyDescription\r\na.svs;Doe^Jane;colon, left\r\n")]
    [InlineData("sep=;\r\nFileName;PatientName;StudyDescription\r\na.svs;Doe^Jane;\"colon, left\"")]
    [InlineData("file_name\tPatient Name\tSTUDY-DESCRIPTION\na.svs\t Doe^Jane \tcolon, left\n\n\t\t\n")]
    [InlineData("\uFEFF\"FileName\",\"PatientName\",\"StudyDescription\"\r\"a\",\"Doe^Jane\",\"colon, left\"\r")]
    public void Parse_SeparatorsQuotesLineEndsAndByteOrderMark_SayTheSame(string text)
    {
        var record = CaseText.RecordOf(text);

        Assert.Equal("Doe^Jane", record.Patient.Name);
        Assert.Equal("colon, left", record.Study.Description);
    }

    [Fact]
    public void Parse_QuotedCellWithLineEndsAndQuotes_KeepsThemAndCountsLines()
    {
        var file = CaseText.Parse("FileName,InstitutionAddress\na.svs,\"Lane 7\nX \"\"Town\"\"\"\nb.svs,\n");

        var record = file.GetRecord(file.Find(new NamedSlide("a.svs"))!.Value);
        Assert.Equal("Lane 7\nX \"Town\"", record.Institution.Address);
        Assert.Equal(4, file.GetLine(1));
    }

    [Fact]
    public void Parse_AnyTextInQuotes_ComesBack()
    {
        const int Seed = 20261121;
        var random = new Random(Seed);
        const string Letters = "aZ09 ,;\t\"'|äß中😀^=\n";
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(
                _ => Letters.EnumerateRunes().ElementAt(random.Next(Letters.EnumerateRunes().Count())).ToString())).Trim();
            var record = CaseText.RecordOf(CaseText.Csv(("InstitutionAddress", text), ("StudyID", "x")));

            Assert.True((record.Institution.Address ?? string.Empty) == text, $"seed {Seed}, round {round}");
            Assert.Equal("x", record.Study.Identifier);
        }
    }

    [Fact]
    public void Parse_PartBlockAndSlide_BecomeStepsInTheOrderOfTheLaboratory()
    {
        var record = CaseText.RecordOf(CaseText.Csv(
            ("SpecimenIdentifier", "A1-1"), ("PartIdentifier", "A"), ("BlockIdentifier", "A1"), ("PartType", "gross"),
            ("CollectionMethod", "biopsy"), ("CollectionDateTime", "1.11.2026 09:30"), ("ReceivingDateTime", "20261101"),
            ("Fixative", "formalin"), ("EmbeddingMedium", "Paraffin"), ("Stain", "h+e"), ("StainText", "Ki-67 | p53")));

        var steps = Assert.Single(record.Specimens).Preparation;
        Assert.Equal(
            ["Collection A", "Receiving A", "Fixation A", "Sampling A1", "Embedding A1", "Sampling A1-1", "Staining A1-1"],
            steps.Select(step => $"{step.Kind} {step.SpecimenIdentifier}"));
        Assert.Equal("20261101093000", steps[0].DateTime);
        Assert.Equal("20261101", steps[1].DateTime);
        Assert.Equal(("Dissection", "A", "Gross specimen"), Sampling(steps[3]));
        Assert.Equal(("Block sectioning", "A1", "tissue specimen"), Sampling(steps[5]));
        Assert.Equal(["12710003", "36879007"], steps[6].Substances.Select(code => code.Value));
        Assert.Equal(["Ki-67", "p53"], steps[6].SubstanceTexts);
    }

    [Fact]
    public void Parse_ColumnsWithNumbers_AreFurtherSpecimens()
    {
        var record = CaseText.RecordOf(CaseText.Csv(
            ("SpecimenIdentifier", "A"), ("LocationOfSpecimen", "left"), ("SpecimenIdentifier2", "B"),
            ("LocationOfSpecimen2", "right"), ("Stain2", "PAS"), ("SpecimenIdentifier3", string.Empty)));

        Assert.Equal(["A", "B"], record.Specimens.Select(specimen => specimen.Identifier));
        Assert.Empty(record.Specimens[0].Preparation);
        Assert.Equal("255808002", Assert.Single(Assert.Single(record.Specimens[1].Preparation).Substances).Value);
    }

    [Fact]
    public void Parse_NameInParts_IsPutTogether()
    {
        var record = CaseText.RecordOf(CaseText.Csv(
            ("PatientFamilyName", "Doe, Baroness"), ("PatientGivenName", "Jane"), ("PatientNamePrefix", "Dr.")));

        Assert.Equal("Doe, Baroness^Jane^^Dr.", record.Patient.Name);
    }

    [Fact]
    public void Parse_EncodingOtherThanUtf8_IsRefusedWithItsLine()
    {
        var latin = Encoding.Latin1.GetBytes("FileName,PatientName\na.svs,M\u00fcller^Jane\n");

        Assert.StartsWith("2:1: a letter in this line is not UTF-8", Assert.Single(CaseText.MistakesOf(latin)), StringComparison.Ordinal);
        Assert.StartsWith(
            "0:0: the file is UTF-16",
            Assert.Single(CaseText.MistakesOf([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("FileName\na.svs\n")])),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_MoreThanTheLimits_IsRefusedByTheirNames()
    {
        var limits = new CaseDataLimits { MaximumSlides = 2, MaximumColumns = 2, MaximumValueLength = 10, MaximumMistakes = 1 };

        Assert.Contains("MaximumSlides = 2", Assert.Single(CaseText.MistakesOf("FileName\na\nb\nc\n", limits)), StringComparison.Ordinal);
        Assert.Contains("MaximumColumns = 2", Assert.Single(CaseText.MistakesOf("FileName,Stain,Barcode\n", limits)), StringComparison.Ordinal);
        Assert.Contains("MaximumValueLength = 10", Assert.Single(CaseText.MistakesOf("FileName\nabcdefghijk\n", limits)), StringComparison.Ordinal);
        var many = Assert.Throws<CaseDataException>(() => CaseText.Parse("FileName,PatientSex\na,X\nb,Y\n", limits));
        Assert.Single(many.Mistakes);
        Assert.True(many.HasMore);
    }

    private static (string Method, string Parent, string Type) Sampling(PreparationStep step) =>
        (step.Method!.Meaning, step.Parent!.Identifier, step.Parent.Type.Meaning);
}
