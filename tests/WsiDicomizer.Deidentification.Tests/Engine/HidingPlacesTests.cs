using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Engine;

/// <summary>Where identity hides although no row looks there, and what must survive all the same.</summary>
public sealed class HidingPlacesTests
{
    [Theory]
    [InlineData("basic", "Excision, *** ***, ***")]
    [InlineData("level-iii", "Excision, *** ***, ***")]
    [InlineData("level-iv", "Excision, *** ***, ***")]
    public void Deidentify_SubjectInTheMeaningOfARegisteredCode_IsTakenOut(string profile, string meaning)
    {
        var code = Single(profile, new DicomSequence(DicomTag.ProcedureCodeSequence, Code("SCT", "Excision, Jane Doe, P4711")), DicomTag.ProcedureCodeSequence);
        Assert.Equal(meaning, code.GetString(DicomTag.CodeMeaning));
        Assert.Equal("65801008", code.GetString(DicomTag.CodeValue));
    }

    [Theory]
    [InlineData("Hematoxylin and eosin stain")]
    [InlineData("Gray colour")]
    [InlineData("Specimen collected before 2024-01-31")]
    [InlineData("Block 12345-6")]
    public void Deidentify_MeaningsWithoutTheSubject_Stay(string meaning) => Assert.Equal(
        meaning,
        Single("level-iv", new DicomSequence(DicomTag.ProcedureCodeSequence, Code("SCT", meaning)), DicomTag.ProcedureCodeSequence)
            .GetString(DicomTag.CodeMeaning));

    [Theory]
    [InlineData("99ACME")]
    [InlineData("L")]
    public void Deidentify_SiteBehindALocalScheme_IsReplaced(string designator)
    {
        var scheme = Single("basic", new DicomSequence(DicomTag.CodingSchemeIdentificationSequence, new DicomDataset
        {
            { DicomTag.CodingSchemeDesignator, designator },
            { DicomTag.CodingSchemeName, "Codes of Utopia" },
            { DicomTag.CodingSchemeResponsibleOrganization, "Utopia Hospital" },
        }), DicomTag.CodingSchemeIdentificationSequence);
        Assert.Equal(designator, scheme.GetString(DicomTag.CodingSchemeDesignator));
        Assert.Equal("REMOVED", scheme.GetString(DicomTag.CodingSchemeName));
        Assert.Equal("REMOVED", scheme.GetString(DicomTag.CodingSchemeResponsibleOrganization));
    }

    [Theory]
    [InlineData("basic", "Nodule of Jane Doe")]
    [InlineData("level-iii", "Nodule of Jane Doe")]
    [InlineData("level-iv", "Nodule of *** ***")]
    [InlineData("research-longitudinal", "Nodule of *** ***")]
    public void Deidentify_SubjectInATextWithoutRow_GoesWhereTextsAreCleaned(string profile, string label)
    {
        var segment = Single(profile, new DicomSequence(DicomTag.SegmentSequence, new DicomDataset
        {
            { DicomTag.SegmentLabel, "Nodule of Jane Doe" }, { DicomTag.SegmentDescription, "Nodule 3" }, { DicomTag.SegmentNumber, (ushort)1 },
        }), DicomTag.SegmentSequence);
        Assert.Equal(label, segment.GetString(DicomTag.SegmentLabel));
        Assert.Equal("Nodule 3", segment.GetString(DicomTag.SegmentDescription));
    }

    [Fact]
    public void Deidentify_TextWithoutRowThatIsTheSubjectAlone_GetsADummy() => Assert.Equal(
        "REMOVED", Deidentify("level-iv", new DicomLongString(DicomTag.SegmentLabel, "Doe, Jane")).GetString(DicomTag.SegmentLabel));

    [Fact]
    public void Deidentify_IdentifiersOfOpticsAndProducts_StayWhateverTheSubjectIsCalled()
    {
        var output = Deidentify(
            "level-iv",
            new DicomLongString(DicomTag.Manufacturer, "Doe"),
            new DicomShortString(DicomTag.OpticalPathIdentifier, "P4711"),
            new DicomShortString(DicomTag.StackID, "Doe"));
        Assert.Equal(("Doe", "P4711", "Doe"), (
            output.GetString(DicomTag.Manufacturer), output.GetString(DicomTag.OpticalPathIdentifier), output.GetString(DicomTag.StackID)));
    }

    [Fact]
    public void Deidentify_SafePrivateSequence_IsCleanedInsideInAnyBlock()
    {
        // (2001,xx5F) SQ of Philips, listed in Table E.3.10-1 without what is in it.
        var listed = SafePrivateAttribute.All.First(row => row.ValueRepresentations.Contains(DicomVR.SQ));
        var group = (ushort)(listed.Tag.Value >> 16);
        foreach (var block in (byte[])[0x10, 0x77, 0xFF])
        {
            var tag = new DicomTag(group, (ushort)((block * 0x100) + (int)(listed.Tag.Value & 0xFF)));
            var output = TestProfiles.Engine("options: [retain-safe-private]").Deidentify(new DicomDataset
            {
                { DicomTag.SOPClassUID, MarkedData.WholeSlide },
                new DicomLongString(new DicomTag(group, block), listed.PrivateCreator),
                new DicomSequence(tag, new DicomDataset
                {
                    { DicomTag.PatientName, "Doe^Jane" },
                    { DicomTag.Rows, (ushort)5 },
                    new DicomLongString(new DicomTag(group, block), "SOMEBODY ELSE"),
                    new DicomLongString(new DicomTag(group, (ushort)((block * 0x100) + 1)), "Doe"),
                }),
            }).Dataset;
            var item = Assert.Single(output.GetSequence(tag).Items);
            Assert.Equal(0, item.GetValueCount(DicomTag.PatientName));
            Assert.Equal((ushort)5, item.GetSingleValue<ushort>(DicomTag.Rows));
            Assert.DoesNotContain(item, element => element.Tag.IsPrivate);
        }
    }

    [Fact]
    public void Deidentify_UnknownIod_LeavesNoTextEmptyWhereADummyIsForeseen()
    {
        var output = Deidentify(
            "level-iv",
            "1.2.840.10008.5.1.4.1.1.91.1",
            new DicomSequence(DicomTag.AnnotationGroupSequence, new DicomDataset { { DicomTag.AnnotationGroupLabel, "Jane Doe" } }));
        Assert.Equal("REMOVED", output.GetSequence(DicomTag.AnnotationGroupSequence).Items[0].GetString(DicomTag.AnnotationGroupLabel));
    }

    private static DicomDataset Single(string profile, DicomSequence sequence, DicomTag tag) =>
        Assert.Single(Deidentify(profile, sequence).GetSequence(tag).Items);

    private static DicomDataset Deidentify(string profile, params DicomItem[] items) => Deidentify(profile, MarkedData.WholeSlide.UID, items);

    private static DicomDataset Deidentify(string profile, string sopClass, params DicomItem[] items)
    {
        var dataset = new DicomDataset
        {
            { DicomTag.SOPClassUID, sopClass },
            { DicomTag.PatientName, "Doe^Jane" },
            { DicomTag.PatientID, "P4711" },
            { DicomTag.ReferringPhysicianName, "Gray^Otto" },
        };
        foreach (var item in items)
        {
            dataset.AddOrUpdate(item);
        }

        return TestProfiles.Shipped(profile).Deidentify(dataset).Dataset;
    }

    private static DicomDataset Code(string scheme, string meaning) => new()
    {
        { DicomTag.CodeValue, "65801008" }, { DicomTag.CodingSchemeDesignator, scheme }, { DicomTag.CodeMeaning, meaning },
    };
}
