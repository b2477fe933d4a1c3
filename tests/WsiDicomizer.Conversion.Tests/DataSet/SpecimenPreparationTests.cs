using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Conversion.DataSet;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.Tests.DataSet;

/// <summary>Steps against the rows of PS3.16 TID 8001, 8002 and 8003.</summary>
public class SpecimenPreparationTests
{
    private static readonly IdentifierIssuer Lab = new("Lab", "1.2.3", "ISO");

    [Fact]
    public void ToSequence_Sampling_HasTheRowsOfItsTemplatesInTheirOrder() => Assert.Equal(
        [
            "TEXT 121041 = A1-1", "TEXT 111724 = Lab^1.2.3^ISO", "CODE 111701 = 433465004",
            "DATETIME 111702 = 20261101093000", "TEXT 111703 = words", "CODE 111704 = 434472006", "TEXT 111705 = A1",
            "TEXT 111706 = Lab^1.2.3^ISO", "CODE 111707 = 119376003", "TEXT 111709 = margin",
        ],
        ItemsOf(Step(PreparationKind.Sampling) with
        {
            DateTime = "20261101093000",
            Description = "words",
            Method = new CodedConcept("434472006", "SCT", "Block sectioning"),
            Parent = new ParentSpecimen("A1", Lab, new CodedConcept("119376003", "SCT", "tissue specimen")),
            SamplingSite = "margin",
        }));

    [Fact]
    public void ToSequence_Staining_HasCodesThenTexts() => Assert.Equal(
        [
            "TEXT 121041 = A1-1", "TEXT 111724 = Lab^1.2.3^ISO", "CODE 111701 = 127790008", "CODE 424361007 = 12710003",
            "TEXT 424361007 = Ki-67",
        ],
        ItemsOf(Step(PreparationKind.Staining) with
        {
            Substances = [new CodedConcept("12710003", "SCT", "hematoxylin stain")],
            SubstanceTexts = ["Ki-67"],
        }));

    [Theory]
    [InlineData(nameof(PreparationKind.Fixation), "CODE 430864009 = 431510009")]
    [InlineData(nameof(PreparationKind.Embedding), "CODE 430863003 = 431510009")]
    [InlineData(nameof(PreparationKind.Processing), "CODE 111703 = 431510009")]
    public void ToSequence_Processing_HasItsSubstanceOrProcedure(string kind, string expected)
    {
        var code = new CodedConcept("431510009", "SCT", "any");
        var step = Step(Enum.Parse<PreparationKind>(kind));

        var items = ItemsOf(step.Kind switch
        {
            PreparationKind.Fixation => step with { Fixative = code },
            PreparationKind.Embedding => step with { EmbeddingMedium = code },
            _ => step with { Procedure = code },
        });

        Assert.Equal(["TEXT 121041 = A1-1", "TEXT 111724 = Lab^1.2.3^ISO", "CODE 111701 = 9265001", expected], items);
    }

    [Fact]
    public void ToItem_LongCode_StandsInLongCodeValue()
    {
        var item = new CodedConcept("12345678901234567", "99X", "any").ToItem();

        Assert.False(item.Contains(DicomTag.CodeValue));
        Assert.Equal("12345678901234567", item.GetString(DicomTag.LongCodeValue));
    }

    private static PreparationStep Step(PreparationKind kind) =>
        new() { Kind = kind, SpecimenIdentifier = "A1-1", Issuer = Lab };

    private static IEnumerable<string> ItemsOf(PreparationStep step) =>
        Assert.Single(SpecimenPreparation.ToSequence([step]).Items)
            .GetSequence(DicomTag.SpecimenPreparationStepContentItemSequence).Items.Select(Describe);

    private static string Describe(DicomDataset item)
    {
        var type = item.GetString(DicomTag.ValueType);
        var name = item.GetSequence(DicomTag.ConceptNameCodeSequence).Items[0].GetString(DicomTag.CodeValue);
        var value = type switch
        {
            "CODE" => item.GetSequence(DicomTag.ConceptCodeSequence).Items[0].GetString(DicomTag.CodeValue),
            "DATETIME" => item.GetString(DicomTag.DateTime),
            _ => item.GetString(DicomTag.TextValue),
        };
        return $"{type} {name} = {value}";
    }
}
