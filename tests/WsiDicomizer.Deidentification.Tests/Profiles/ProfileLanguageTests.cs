using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Profiles;

/// <summary>Every construct of the profile language does what it says, seen in outputs of the engine.</summary>
public class ProfileLanguageTests
{
    private const string Everything = """
        name: research-longitudinal
        title: Research export, intervals kept
        basis: ps3.15-basic                 # Table E.1-1
        options:                            # any of the ten
          - clean-descriptors
          - retain-longitudinal-modified-dates
        dates:
          shift: per-patient
          days: [-3650, -365]
          intervals: proportional
          scale: [0.8, 1.2]
          order: keep
        identifiers:
          PatientID:    { pseudonym: "P-{code:8}" }
          PatientName:  { pseudonym: "P-{code:8}" }
          AccessionNumber: { pseudonym: "A-{code:10}" }
          ContainerIdentifier: { pseudonym: "S-{code:10}" }
        images: { label: drop, overview: drop, thumbnail: keep }
        private: remove
        attributes:
          PatientAge:   { action: K, max: 89 }
          PatientSex:   K
          StudyDescription: { action: C, keep-matching: '^(HE|IHC|KI-?67)\b' }
          "(0009,xx10) ACME 1.1": X
        unknown: remove
        scanners:
          - when: { Manufacturer: "Leica*", ManufacturerModelName: "GT450*" }
            attributes: { SeriesDescription: X }
        """;

    [Fact]
    public void Parse_TheWholeLanguage_IsRead()
    {
        var profile = ProfileParser.Parse(Everything, "p.yaml");
        Assert.Equal(
            [DeidentificationOption.RetainLongitudinalModifiedDates, DeidentificationOption.CleanDescriptors], profile.Options);
        Assert.Equal(
            new DatePolicy { FirstDay = -3650, LastDay = -365, Scale = new ScaleRange(800_000, 1_200_000) }, profile.Dates);
        Assert.Equal(4, profile.Identifiers.Count);
        Assert.Equal(4, profile.Attributes.Count);
        Assert.Equal([("Manufacturer", "Leica*"), ("ManufacturerModelName", "GT450*")], profile.Scanners[0].When.Select(when => (when.Keyword, when.Pattern)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("options: []")]
    [InlineData("options: [clean-descriptors]")]
    public void Parse_MinimalProfile_RemovesIdentity(string body)
    {
        var output = Output(body, new DicomPersonName(DicomTag.PatientName, "Doe^Jane"));
        Assert.Equal("YES", output.GetString(DicomTag.PatientIdentityRemoved));
        Assert.Equal(string.Empty, Text(output, DicomTag.PatientName));
    }

    [Fact]
    public void MinimalProfile_TwoPatients_StayTwo()
    {
        string Id(string patient) => Text(Output("", new DicomLongString(DicomTag.PatientID, patient)), DicomTag.PatientID);
        Assert.Matches("^P-[0-9A-Z]{8}$", Id("4711"));
        Assert.Equal(Id("4711"), Id("4711"));
        Assert.NotEqual(Id("4711"), Id("4712"));
        Assert.Equal(string.Empty, Id(""));
        Assert.False(Output("attributes: { PatientID: X }", new DicomLongString(DicomTag.PatientID, "4711")).Contains(DicomTag.PatientID));
    }

    [Theory]
    [InlineData("(0010,0040)", "M")]
    [InlineData("PatientSex", "M")]
    [InlineData("(0010,00xx)", "M")]
    public void Override_ByKeywordTagOrMask_HasTheLastWord(string selector, string expected) => Assert.Equal(
        expected, Text(Output($"attributes: {{ \"{selector}\": K }}", new DicomCodeString(DicomTag.PatientSex, "M")), DicomTag.PatientSex));

    [Fact]
    public void Override_MoreAndLessSpecific_TheMoreSpecificWins()
    {
        var output = Output(
            "attributes: { PatientSex: K, \"(0010,xxxx)\": X }",
            new DicomCodeString(DicomTag.PatientSex, "M"),
            new DicomLongString(DicomTag.PatientID, "4711"),
            new DicomShortString(DicomTag.EthnicGroups, "x"));
        Assert.Equal("M", Text(output, DicomTag.PatientSex));
        Assert.False(output.Contains(DicomTag.PatientID));
    }

    [Theory]
    [InlineData("OverlayData")]
    [InlineData("(60xx,3000)")]
    public void Override_OfARepeatingGroup_HoldsForEveryGroup(string selector)
    {
        var output = Output(
            $"attributes: {{ \"{selector}\": K, OverlayRows: X }}",
            new DicomOtherWord(new DicomTag(0x6000, 0x3000), [1, 2]),
            new DicomOtherWord(new DicomTag(0x6002, 0x3000), [3, 4]),
            new DicomUnsignedShort(new DicomTag(0x6002, 0x0010), 4));
        Assert.True(output.Contains(new DicomTag(0x6000, 0x3000)));
        Assert.True(output.Contains(new DicomTag(0x6002, 0x3000)));
        Assert.False(output.Contains(new DicomTag(0x6002, 0x0010)));
    }

    [Fact]
    public void Override_ByPrivateCreator_FindsEveryBlock()
    {
        var dataset = new DicomDataset
        {
            new DicomLongString(new DicomTag(0x0009, 0x0010), "OTHER"),
            new DicomLongString(new DicomTag(0x0009, 0x0011), "ACME 1.1"),
            new DicomLongString(new DicomTag(0x0009, 0x1010), "theirs"),
            new DicomLongString(new DicomTag(0x0009, 0x1110), "ours"),
            new DicomLongString(new DicomTag(0x0009, 0x1111), "another"),
        };
        var output = TestProfiles.Engine("attributes: { \"(0009,xx10) ACME 1.1\": K }").Deidentify(dataset).Dataset;
        Assert.Equal("ours", Text(output, new DicomTag(0x0009, 0x1110)));
        Assert.Equal("ACME 1.1", Text(output, new DicomTag(0x0009, 0x0011)));
        Assert.False(output.Contains(new DicomTag(0x0009, 0x1010)));
        Assert.False(output.Contains(new DicomTag(0x0009, 0x1111)));
    }

    [Theory]
    [InlineData("089Y", "089Y")]
    [InlineData("090Y", "089Y")]
    [InlineData("115Y", "089Y")]
    [InlineData("018M", "018M")]
    [InlineData("007W", "007W")]
    [InlineData("003D", "003D")]
    [InlineData("old!", "")]
    public void Max_OfAnAge_CapsWhatIsAbove(string age, string expected) => Assert.Equal(
        expected,
        Text(Output("attributes: { PatientAge: { action: K, max: 89 } }", new DicomAgeString(DicomTag.PatientAge, age)), DicomTag.PatientAge));

    [Theory]
    [InlineData("IHC of Jane Doe", "IHC")]
    [InlineData("KI67 clone MIB-1", "KI67")]
    [InlineData("Doe, HE", "")]
    [InlineData("HER2", "")]
    public void KeepMatching_OfAText_KeepsThePartsThatMatch(string text, string expected) => Assert.Equal(
        expected,
        Text(
            Output(
                "attributes: { StudyDescription: { action: C, keep-matching: '^(HE|IHC|KI-?67)\\b' } }",
                new DicomLongString(DicomTag.StudyDescription, text)),
            DicomTag.StudyDescription));

    [Fact]
    public void KeepMatching_HostilePatternAndText_EndsSoon()
    {
        var engine = TestProfiles.Engine("attributes: { ImageComments: { action: C, keep-matching: 'a.*b|(a+)+$|a' } }");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var length in (int[])[10_000, 1_000_000])
        {
            engine.Deidentify(new DicomDataset { new DicomLongText(DicomTag.ImageComments, new string('a', length) + "!") });
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public void Unknown_Refuse_PrintsTheRulesThatSettleIt()
    {
        var dataset = new DicomDataset
        {
            new DicomLongString(new DicomTag(0x0014, 0xFF01), "who knows"),
            new DicomSequence(DicomTag.AnatomicRegionSequence, new DicomDataset { new DicomLongString(new DicomTag(0x0016, 0xEEE2), "x") }),
        };
        Assert.False(TestProfiles.Engine("unknown: remove").Deidentify(dataset).Dataset.Contains(new DicomTag(0x0014, 0xFF01)));

        var refusal = Assert.Throws<DeidentificationException>(() => TestProfiles.Engine("unknown: refuse").Deidentify(dataset));

        Assert.DoesNotContain("who knows", refusal.Message, StringComparison.Ordinal);
        var rules = refusal.Message[refusal.Message.IndexOf("attributes:", StringComparison.Ordinal)..];
        var output = TestProfiles.Engine("unknown: refuse\n" + rules).Deidentify(dataset).Dataset;
        Assert.False(output.Contains(new DicomTag(0x0014, 0xFF01)));
        Assert.False(output.GetSequence(DicomTag.AnatomicRegionSequence).Items[0].Contains(new DicomTag(0x0016, 0xEEE2)));
    }

    [Theory]
    [InlineData("Leica Biosystems", "GT450 DX", null, "000Y")]
    [InlineData("LEICA", "gt450", null, "000Y")]
    [InlineData("Leica", "AT2", "Skin biopsy", "000Y")]
    [InlineData("Hamamatsu", "GT450", "Skin biopsy", "044Y")]
    public void Scanners_WhereAllConditionsFit_ComeAfterAttributesInOrder(string maker, string model, string? description, string age)
    {
        var output = Output(
            """
            options: [clean-descriptors]
            attributes: { PatientAge: K, SeriesDescription: C }
            scanners:
              - when: { Manufacturer: "Leica*", ManufacturerModelName: "GT450*" }
                attributes: { SeriesDescription: X, PatientAge: X }
              - when: { Manufacturer: "Leica*" }
                attributes: { PatientAge: D }
            """,
            new DicomLongString(DicomTag.Manufacturer, maker),
            new DicomLongString(DicomTag.ManufacturerModelName, model),
            new DicomLongString(DicomTag.SeriesDescription, "Skin biopsy"),
            new DicomAgeString(DicomTag.PatientAge, "044Y"));
        Assert.Equal(description is not null, output.Contains(DicomTag.SeriesDescription));
        Assert.Equal(age, Text(output, DicomTag.PatientAge));
    }

    [Fact]
    public void Dates_CleanedByAnOverride_MoveWithTheOthers()
    {
        var output = Output(
            "options: [retain-longitudinal-modified-dates]\nattributes: { PatientBirthDate: C }",
            new DicomDate(DicomTag.PatientBirthDate, "19600101"),
            new DicomDate(DicomTag.StudyDate, "20200101"));
        static DateOnly Date(DicomDataset dataset, DicomTag tag) => DateOnly.ParseExact(Text(dataset, tag), "yyyyMMdd", null);
        Assert.Equal(
            new DateOnly(2020, 1, 1).DayNumber - new DateOnly(1960, 1, 1).DayNumber,
            Date(output, DicomTag.StudyDate).DayNumber - Date(output, DicomTag.PatientBirthDate).DayNumber);
        Assert.NotEqual("19600101", Text(output, DicomTag.PatientBirthDate));
    }

    [Fact]
    public void Texts_WithAnAllowList_LetOnlyThosePass()
    {
        var codes = new DicomSequence(
            DicomTag.ProcedureCodeSequence, Code("SCT", "108257001", "skin Biopsy"), Code("SCT", "1", "of Jane"), Code("ACME", "2", "Skin biopsy"));
        var output = Output(
            "options: [clean-descriptors]\ntexts: { allow: [Skin biopsy, SCT, DCM] }",
            new DicomLongString(DicomTag.StudyDescription, "Skin biopsy"),
            new DicomLongString(DicomTag.SeriesDescription, "Liver biopsy"),
            new DicomLongString(DicomTag.Manufacturer, "ACME"),
            new DicomShortString(DicomTag.OpticalPathIdentifier, "Jane"),
            codes);
        Assert.Equal("Skin biopsy", Text(output, DicomTag.StudyDescription));
        Assert.Equal("REMOVED", Text(output, DicomTag.SeriesDescription));
        Assert.Equal("REMOVED", Text(output, DicomTag.Manufacturer));
        Assert.Matches("^[0-9A-Z]{10}$", Text(output, DicomTag.OpticalPathIdentifier));
        var items = output.GetSequence(DicomTag.ProcedureCodeSequence).Items;
        Assert.Equal(
            [("SCT", "skin Biopsy"), ("99REMOVED", "REMOVED"), ("99REMOVED", "REMOVED")],
            items.Select(item => (Text(item, DicomTag.CodingSchemeDesignator), Text(item, DicomTag.CodeMeaning))));
        Assert.Equal("108257001", Text(items[0], DicomTag.CodeValue));
        Assert.All(items.Skip(1), item => Assert.Matches("^[0-9A-Z]{10}$", Text(item, DicomTag.CodeValue)));
    }

    [Fact]
    public void Texts_OfLongCodesAndSchemes_StayValid()
    {
        var code = Code("ACME", "2", "of Jane");
        code.Remove(DicomTag.CodeValue);
        code.Add(new DicomUnlimitedCharacters(DicomTag.LongCodeValue, "a code of Jane's that is long"));
        var scheme = new DicomDataset
        {
            new DicomShortString(DicomTag.CodingSchemeDesignator, "SCT"), new DicomShortText(DicomTag.CodingSchemeName, "Jane's codes"),
        };
        var output = Output(
            "texts: { allow: [SCT] }",
            new DicomSequence(DicomTag.ProcedureCodeSequence, code),
            new DicomSequence(DicomTag.CodingSchemeIdentificationSequence, scheme));
        Assert.Matches("^[0-9A-Z]{20}$", Text(output.GetSequence(DicomTag.ProcedureCodeSequence).Items[0], DicomTag.LongCodeValue));
        var kept = output.GetSequence(DicomTag.CodingSchemeIdentificationSequence).Items[0];
        Assert.Equal(("SCT", "REMOVED"), (Text(kept, DicomTag.CodingSchemeDesignator), Text(kept, DicomTag.CodingSchemeName)));
    }

    [Theory]
    [InlineData("", "Jane's text")]
    [InlineData("\ntexts: { allow: [TEXT, DCM, Procedure Reported] }", "REMOVED")]
    [InlineData("\ntexts: { allow: [\"Jane's text\"] }", "Jane's text")]
    public void Texts_InContentItemsThatTheirConceptKeeps_AreOfTheListToo(string texts, string expected)
    {
        // A concept whose row the option turns to K or C: its text comes back past the rule of TextValue.
        var row = StructuredContentTable.Default.Rows.First(candidate => candidate.ValueType == "TEXT"
            && candidate.Decide([DeidentificationOption.CleanStructuredContent, DeidentificationOption.CleanDescriptors]) == DeidentificationAction.C);
        var item = new DicomDataset
        {
            new DicomCodeString(DicomTag.ValueType, "TEXT"),
            new DicomSequence(DicomTag.ConceptNameCodeSequence, Code(row.CodingSchemeDesignator, row.CodeValue, "any")),
            new DicomUnlimitedText(DicomTag.TextValue, "Jane's text"),
        };
        var output = Output(
            "options: [clean-structured-content, clean-descriptors]" + texts, new DicomSequence(DicomTag.AcquisitionContextSequence, item));
        Assert.Equal(expected, Text(output.GetSequence(DicomTag.AcquisitionContextSequence).Items[0], DicomTag.TextValue));
    }

    private static DicomDataset Code(string scheme, string value, string meaning) => new()
    {
        new DicomShortString(DicomTag.CodeValue, value),
        new DicomShortString(DicomTag.CodingSchemeDesignator, scheme),
        new DicomLongString(DicomTag.CodeMeaning, meaning),
    };

    private static DicomDataset Output(string body, params DicomItem[] items) =>
        TestProfiles.Engine(body).Deidentify(new DicomDataset(items)).Dataset;

    private static string Text(DicomDataset dataset, DicomTag tag) => dataset.GetSingleValueOrDefault(tag, string.Empty);
}
