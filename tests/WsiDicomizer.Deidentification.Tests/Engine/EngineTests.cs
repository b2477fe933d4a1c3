using WsiDicomizer.Deidentification.Reports;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Engine;

public class EngineTests
{
    private static readonly DicomTag UnknownTag = new(0x0019, 0x1001);
    private static readonly DicomTag NoSuchTag = new(0x0018, 0x0001);

    [Fact]
    public void Deidentify_SameKey_GivesTheSame()
    {
        var first = TestProfiles.Shipped("level-iv").Deidentify(MarkedData.Create());
        var second = TestProfiles.Shipped("level-iv").Deidentify(MarkedData.Create());
        Assert.Equal(MarkedData.Dump(first.Dataset), MarkedData.Dump(second.Dataset));
        Assert.Equal(first.Report.ToJson(), second.Report.ToJson());
    }

    [Fact]
    public void Deidentify_AnotherKey_ChangesEveryPseudonymAndUid()
    {
        var first = Keyed(TestProfiles.Shipped("level-iv").Deidentify(MarkedData.Create()).Dataset);
        var second = Keyed(TestProfiles.Shipped("level-iv", TestProfiles.KeyOf("another")).Deidentify(MarkedData.Create()).Dataset);
        Assert.True(first.Count > 50);
        Assert.Equal(first.Count, second.Count);
        Assert.Empty(first.Intersect(second));

        static HashSet<string> Keyed(DicomDataset dataset) => [.. MarkedData.Dump(dataset)
            .Select(line => line.Text)
            .Where(text => text.StartsWith("2.25.", StringComparison.Ordinal) || text is ['P' or 'S' or 'A', '-', ..])];
    }

    [Fact]
    public void Deidentify_Identifiers_GetPseudonymsThatDoNotLink()
    {
        var identified = new DicomDataset
        {
            { DicomTag.SOPClassUID, MarkedData.WholeSlide },
            { DicomTag.PatientID, "4711 " },
            { DicomTag.PatientName, "4711" },
            { DicomTag.AccessionNumber, "" },
            { DicomTag.ContainerIdentifier, "4711" },
        };
        var output = TestProfiles.Shipped("level-iv").Deidentify(identified).Dataset;
        var (id, name) = (output.GetString(DicomTag.PatientID), output.GetString(DicomTag.PatientName));
        Assert.Matches("^P-[0-9A-HJKMNP-TV-Z]{8}$", id);
        Assert.Matches("^P-[0-9A-HJKMNP-TV-Z]{8}$", name);
        Assert.NotEqual(id, name);
        Assert.Matches("^S-[0-9A-HJKMNP-TV-Z]{10}$", output.GetString(DicomTag.ContainerIdentifier));
        Assert.Equal(string.Empty, output.GetString(DicomTag.AccessionNumber));
        identified.AddOrUpdate(DicomTag.PatientID, "4711");
        Assert.Equal(id, TestProfiles.Shipped("level-iv").Deidentify(identified).Dataset.GetString(DicomTag.PatientID));
    }

    [Fact]
    public void Deidentify_Output_SaysWhatWasDone()
    {
        var output = TestProfiles.Shipped("level-iv").Deidentify(MarkedData.Create()).Dataset;
        Assert.Equal("YES", output.GetString(DicomTag.PatientIdentityRemoved));
        Assert.Equal("REMOVED", output.GetString(DicomTag.LongitudinalTemporalInformationModified));
        Assert.Equal(["113100", "113105"], Codes(output));
        var method = output.GetValues<string>(DicomTag.DeidentificationMethod);
        Assert.Contains("profile level-iv", method);
        Assert.Contains("PS3.15 E.1-1 2026d", method);
        Assert.Contains(method, value => value.StartsWith("profile SHA-256 ", StringComparison.Ordinal));
        Assert.All(method, value => Assert.True(value.Length <= 64));
        Assert.Equal(
            "Clean Descriptors Option",
            output.GetSequence(DicomTag.DeidentificationMethodCodeSequence).Items[1].GetString(DicomTag.CodeMeaning));
    }

    [Fact]
    public void Deidentify_EarlierDeidentification_KeepsItsCodesOnceAndReplacesItsText()
    {
        var identified = new DicomDataset
        {
            { DicomTag.SOPClassUID, MarkedData.WholeSlide },
            { DicomTag.DeidentificationMethod, "by MARKED" },
            { DicomTag.LongitudinalTemporalInformationModified, "MODIFIED" },
            new DicomSequence(DicomTag.DeidentificationMethodCodeSequence, Code("113107"), Code("113100")),
        };
        var output = TestProfiles.Shipped("level-iii").Deidentify(identified).Dataset;
        Assert.Equal(["113107", "113100", "113106", "113109"], Codes(output));
        Assert.DoesNotContain(output.GetValues<string>(DicomTag.DeidentificationMethod), MarkedData.IsMarked);
        Assert.Equal("MODIFIED", output.GetString(DicomTag.LongitudinalTemporalInformationModified));
        Assert.Equal("YES", output.GetString(DicomTag.PatientIdentityRemoved));
    }

    [Fact]
    public void Deidentify_FullDates_SaysUnmodified() => Assert.Equal(
        "UNMODIFIED",
        TestProfiles.Shipped("level-iii").Deidentify(MarkedData.Create()).Dataset
            .GetString(DicomTag.LongitudinalTemporalInformationModified));

    [Fact]
    public void Deidentify_Identified_KeepsEverythingAndClaimsNothing()
    {
        var identified = MarkedData.Create();
        var result = TestProfiles.Shipped("identified").Deidentify(identified);
        Assert.Equal("NO", result.Dataset.GetString(DicomTag.PatientIdentityRemoved));
        Assert.False(result.Dataset.Contains(DicomTag.DeidentificationMethod));
        Assert.False(result.Dataset.Contains(DicomTag.DeidentificationMethodCodeSequence));
        Assert.False(result.Dataset.Contains(DicomTag.LongitudinalTemporalInformationModified));
        var kept = MarkedData.Dump(result.Dataset).ToHashSet();
        Assert.All(identified.Where(item => item.Tag.Group > 4), item => Assert.True(result.Dataset.Contains(item.Tag)));
        Assert.True(kept.IsSupersetOf(MarkedData.Dump(identified).Where(line => !line.Path.StartsWith("(000", StringComparison.Ordinal)
            || line.Path.StartsWith("(0008", StringComparison.Ordinal))));
    }

    [Fact]
    public void Deidentify_LocalCodes_LoseValueAndMeaning()
    {
        var identified = new DicomDataset
        {
            { DicomTag.SOPClassUID, MarkedData.WholeSlide },
            new DicomSequence(DicomTag.ContainerTypeCodeSequence, LocalCode("99ACME"), LocalCode("SCT")),
        };
        var items = TestProfiles.Engine().Deidentify(identified).Dataset.GetSequence(DicomTag.ContainerTypeCodeSequence).Items;
        Assert.Equal("REMOVED", items[0].GetString(DicomTag.CodeMeaning));
        Assert.Matches("^[0-9A-Z]{10}$", items[0].GetString(DicomTag.CodeValue));
        Assert.Equal("99ACME", items[0].GetString(DicomTag.CodingSchemeDesignator));
        Assert.Equal("433466003", items[1].GetString(DicomTag.CodeValue));
        Assert.Equal("Microscope slide", items[1].GetString(DicomTag.CodeMeaning));
    }

    [Fact]
    public void Deidentify_UnknownAttribute_GoesOrIsRefusedWithTheRuleToPaste()
    {
        var identified = new DicomDataset
        {
            { DicomTag.SOPClassUID, MarkedData.WholeSlide },
            new DicomLongString(NoSuchTag, "MARKED"),
            new DicomSequence(DicomTag.SpecimenDescriptionSequence, new DicomDataset { new DicomLongString(NoSuchTag, "MARKED") }),
        };
        var output = TestProfiles.Engine("unknown: remove").Deidentify(identified).Dataset;
        Assert.DoesNotContain(MarkedData.Dump(output), line => MarkedData.IsMarked(line.Text));
        var exception = Assert.Throws<DeidentificationException>(() => TestProfiles.Engine("unknown: refuse").Deidentify(identified));
        Assert.Equal([NoSuchTag], exception.Tags);
        Assert.Contains("attributes:\n  \"(0018,0001)\": X", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("MARKED", exception.Message, StringComparison.Ordinal);
        var settled = TestProfiles.Engine("unknown: refuse\nattributes:\n  \"(0018,0001)\": X").Deidentify(identified).Dataset;
        Assert.DoesNotContain(MarkedData.Dump(settled), line => MarkedData.IsMarked(line.Text));
    }

    [Fact]
    public void Deidentify_PrivateAttributes_GoAtEveryDepthWithTheirCreators()
    {
        var identified = new DicomDataset
        {
            { DicomTag.SOPClassUID, MarkedData.WholeSlide },
            new DicomLongString(new DicomTag(0x0019, 0x0010), "ACME"),
            new DicomLongString(UnknownTag, "MARKED"),
            new DicomSequence(DicomTag.SpecimenDescriptionSequence, new DicomDataset { new DicomLongString(UnknownTag, "MARKED") }),
        };
        var output = TestProfiles.Engine("unknown: refuse").Deidentify(identified).Dataset;
        Assert.DoesNotContain(output, item => item.Tag.IsPrivate);
        Assert.Empty(output.GetSequence(DicomTag.SpecimenDescriptionSequence).Items[0]);
    }

    [Fact]
    public void Report_OfEveryRow_HoldsNoValue()
    {
        foreach (var profile in (string[])["identified", "basic", "level-iii", "level-iv", "research-longitudinal"])
        {
            var json = TestProfiles.Shipped(profile).Deidentify(MarkedData.Create()).Report.ToJson();
            Assert.DoesNotContain("MARKED", json, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(MarkedData.Date, json, StringComparison.Ordinal);
            Assert.DoesNotContain(MarkedData.UidRoot, json, StringComparison.Ordinal);
            Assert.DoesNotContain("2.25.", json, StringComparison.Ordinal);
            Assert.DoesNotContain("ACME", json, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Report_OfNestedAttributes_HasPathActionReasonAndCount()
    {
        var report = TestProfiles.Shipped("level-iv").Deidentify(MarkedData.Create()).Report;
        var entry = Assert.Single(report.Entries, entry => entry.Path == "(0040,0560)[*].(0008,0050)");
        Assert.Equal(("AccessionNumber", DeidentificationAction.D, 2L), (entry.Keyword, entry.Action, entry.Count));
        Assert.Equal("profile: identifiers", entry.Reason);
        var text = Assert.Single(report.Entries, entry => entry.Path == "(0008,1030)");
        Assert.Equal(("clean-descriptors: C", 2L), (text.Reason, text.Redactions));
        var type = Assert.Single(report.Entries, entry => entry.Path == "(0018,1000)");
        Assert.Equal(("E.1-1: X/Z/D, Type 1", DeidentificationAction.D), (type.Reason, type.Action));
        Assert.Contains("2026d", report.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_Merged_AddsCounts()
    {
        var engine = TestProfiles.Shipped("basic");
        DeidentificationReport[] reports =
            [engine.Deidentify(MarkedData.Create()).Report, engine.Deidentify(MarkedData.Create()).Report];
        var merged = DeidentificationReport.Merge(reports);
        Assert.Equal(2, merged.Instances);
        Assert.Equal(reports[0].Entries.Count, merged.Entries.Count);
        Assert.Equal(2 * reports[0].Entries.Sum(entry => entry.Count), merged.Entries.Sum(entry => entry.Count));
    }

    [Fact]
    public void Report_OfAnIodThatIsNotKnown_SaysSo()
    {
        var report = TestProfiles.Engine().Deidentify(MarkedData.Create(new DicomUID("1.2.840.10008.5.1.4.1.1.2"))).Report;
        Assert.Contains(report.Notes, note => note.Contains("not known", StringComparison.Ordinal));
        Assert.Contains(report.Entries, entry => entry.Reason == "E.1-1: X/Z/D, IOD not known" && entry.Action == DeidentificationAction.D);
    }

    private static IEnumerable<string> Codes(DicomDataset dataset) =>
        dataset.GetSequence(DicomTag.DeidentificationMethodCodeSequence).Items.Select(item => item.GetString(DicomTag.CodeValue));

    private static DicomDataset Code(string value) => new()
    {
        { DicomTag.CodeValue, value }, { DicomTag.CodingSchemeDesignator, "DCM" }, { DicomTag.CodeMeaning, "earlier" },
    };

    private static DicomDataset LocalCode(string scheme) => new()
    {
        { DicomTag.CodeValue, "433466003" }, { DicomTag.CodingSchemeDesignator, scheme }, { DicomTag.CodeMeaning, "Microscope slide" },
    };
}
