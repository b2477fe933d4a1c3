using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Engine;

public sealed class StructuredContentTests
{
    private const string Option = "options: [clean-structured-content";

    [Fact]
    public void Deidentify_SpecimenPreparation_KeepsCodedStepsAndLosesNames()
    {
        var output = Deidentify(Option + "]", Steps(
            Text("121041", "Specimen Identifier", "S24-0815"),
            Code("111701", "DCM", "Processing type", "127790008", "SCT", "Staining"),
            Code("424361007", "SCT", "Using substance", "12710003", "SCT", "hematoxylin stain"),
            Code("424361007", "SCT", "Using substance", "4711", "99LAB", "Stain of Doe"),
            new DicomDataset(Name("121112", "Source of Measurement"))
            {
                { DicomTag.ValueType, "PNAME" },
                { DicomTag.PersonName, "Doe^Jane" },
            }));
        var items = StepItems(output);
        Assert.Equal(["Processing type", "Using substance", "Using substance", "Source of Measurement"], items.Select(NameOf));
        Assert.Equal("12710003", items[1].GetSequence(DicomTag.ConceptCodeSequence).Items[0].GetString(DicomTag.CodeValue));
        var local = items[2].GetSequence(DicomTag.ConceptCodeSequence).Items[0];
        Assert.NotEqual("4711", local.GetString(DicomTag.CodeValue));
        Assert.DoesNotContain("Doe", local.GetString(DicomTag.CodeMeaning), StringComparison.Ordinal);
        Assert.NotEqual("Doe^Jane", items[3].GetString(DicomTag.PersonName));
    }

    [Fact]
    public void Deidentify_WithoutTheOption_LeavesNoStep() =>
        Assert.Empty(Deidentify("options: []", Steps(Code("111701", "DCM", "Processing type", "127790008", "SCT", "Staining")))
            .GetSequence(DicomTag.SpecimenDescriptionSequence).Items[0].GetSequence(DicomTag.SpecimenPreparationSequence).Items);

    [Theory]
    [InlineData("]", null)]
    [InlineData(", retain-device-identity]", "Scanner of Doe")]
    public void Deidentify_NamedConcept_FollowsTheOptionsOfItsRow(string options, string? expected)
    {
        var items = StepItems(Deidentify(Option + options, Steps(
            Code("111701", "DCM", "Processing type", "127790008", "SCT", "Staining"),
            Text("113877", "Device Name", "Scanner of Doe"))));
        Assert.Equal(expected, items.FirstOrDefault(item => NameOf(item) == "Device Name")?.GetString(DicomTag.TextValue));
    }

    [Fact]
    public void Deidentify_CleanDescriptorsToo_KeepsHarmlessWordsOfNamedConcepts()
    {
        var identified = Steps(Text("121106", "Comment", "Stained twice for Doe"));
        identified.AddOrUpdate(DicomTag.PatientName, "Doe^Jane");
        var items = StepItems(Deidentify(Option + ", clean-descriptors]", identified));
        Assert.Equal("Stained twice for ***", Assert.Single(items).GetString(DicomTag.TextValue));
    }

    [Fact]
    public void Deidentify_ContentTree_IsCleanedAtEveryDepth()
    {
        var leaf = Text("121106", "Comment", "MARKED");

        // A concept without a row; what the table calls Finding is a text and goes.
        var finding = Code("246075003", "SCT", "Causative agent", "86049000", "SCT", "Neoplasm");
        finding.AddOrUpdate(new DicomSequence(DicomTag.ContentSequence, leaf));
        var report = new DicomDataset
        {
            { DicomTag.SOPClassUID, MarkedData.WholeSlide },
            new DicomSequence(
                DicomTag.ContentSequence,
                new DicomDataset(Name("111028", "Image Library"))
                {
                    { DicomTag.ValueType, "CONTAINER" },
                    new DicomSequence(DicomTag.ContentSequence, Text("113605", "Irradiation Event Label", "MARKED"), finding),
                }),
        };
        var output = Deidentify(Option + "]", report);
        var container = Assert.Single(output.GetSequence(DicomTag.ContentSequence).Items);
        var kept = Assert.Single(container.GetSequence(DicomTag.ContentSequence).Items);
        Assert.Equal("Neoplasm", kept.GetSequence(DicomTag.ConceptCodeSequence).Items[0].GetString(DicomTag.CodeMeaning));
        Assert.False(kept.Contains(DicomTag.ContentSequence));
    }

    [Fact]
    public void Table_EveryRow_IsFoundByItsConcept()
    {
        Assert.Equal(214, StructuredContentTable.Default.Rows.Count);
        Assert.All(StructuredContentTable.Default.Rows, row => Assert.Equal(
            row.CodeValue, StructuredContentTable.Default.Find(row.CodingSchemeDesignator, row.CodeValue, row.ValueType)?.CodeValue));
        Assert.All(
            StructuredContentTable.Default.Rows,
            row => Assert.Contains(row.Decide([]), new[] { DeidentificationAction.X, DeidentificationAction.D }));
    }

    private static DicomDataset Deidentify(string profile, DicomDataset identified) =>
        TestProfiles.Engine(profile).Deidentify(identified).Dataset;

    private static DicomDataset Steps(params DicomDataset[] items) => new()
    {
        { DicomTag.SOPClassUID, MarkedData.WholeSlide },
        new DicomSequence(DicomTag.SpecimenDescriptionSequence, new DicomDataset
        {
            new DicomSequence(DicomTag.SpecimenPreparationSequence, new DicomDataset
            {
                new DicomSequence(DicomTag.SpecimenPreparationStepContentItemSequence, items),
            }),
        }),
    };

    private static IReadOnlyList<DicomDataset> StepItems(DicomDataset output) =>
        [.. output.GetSequence(DicomTag.SpecimenDescriptionSequence).Items[0].GetSequence(DicomTag.SpecimenPreparationSequence).Items[0]
            .GetSequence(DicomTag.SpecimenPreparationStepContentItemSequence).Items];

    private static string NameOf(DicomDataset item) =>
        item.GetSequence(DicomTag.ConceptNameCodeSequence).Items[0].GetString(DicomTag.CodeMeaning);

    private static DicomSequence Name(string code, string meaning, string scheme = "DCM") =>
        new(DicomTag.ConceptNameCodeSequence, CodeItem(code, scheme, meaning));

    private static DicomDataset CodeItem(string code, string scheme, string meaning) => new()
    {
        { DicomTag.CodeValue, code },
        { DicomTag.CodingSchemeDesignator, scheme },
        { DicomTag.CodeMeaning, meaning },
    };

    private static DicomDataset Text(string code, string name, string value) => new(Name(code, name))
    {
        { DicomTag.ValueType, "TEXT" },
        { DicomTag.TextValue, value },
    };

    private static DicomDataset Code(
        string nameCode, string nameScheme, string name, string code, string scheme, string meaning) => new(Name(nameCode, name, nameScheme))
    {
        { DicomTag.ValueType, "CODE" },
        new DicomSequence(DicomTag.ConceptCodeSequence, CodeItem(code, scheme, meaning)),
    };
}
