using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Profiles;

/// <summary>The profiles that ship let out what their names say, and nothing else.</summary>
public class ShippedProfileTests
{
    private static readonly string[] Ladder =
        ["aida-1-images", "aida-2-scanner", "aida-3-period", "aida-4-examination", "aida-5-diagnosis"];

    // What each rung adds to what the one below lets out, of texts, dates and codes.
    private static readonly string[][] Added =
    [
        [],
        ["Manufacturer", "ManufacturerModelName"],
        ["StudyDate"],
        [
            "StudyDescription", "ProcedureCodeSequence", "PrimaryAnatomicStructureSequence", "SpecimenTypeCodeSequence", "SpecimenPreparationSequence",
            "BodyPartExamined",
        ],
        ["PrincipalDiagnosisCodeSequence"],
    ];

    public static TheoryData<string> Deidentifying =>
        [.. TestProfiles.Catalog.List().Select(profile => profile.Name).Where(name => name != "identified")];

    [Fact]
    public void Ladder_RungByRung_LetsOutWhatItsNameSays()
    {
        var expected = new List<string>();
        foreach (var (name, added) in Ladder.Zip(Added))
        {
            expected.AddRange(added);
            Assert.Equal(expected.Order(), LetOut(name).Order());
        }
    }

    [Fact]
    public void Ladder_Settings_ChangeWithTheRung()
    {
        foreach (var (lower, upper) in Ladder.Zip(Ladder.Skip(1)))
        {
            var comparison = ProfileComparison.Compare(Shipped(lower), Shipped(upper));
            Assert.Equal(upper == "aida-3-period" ? ["options", "dates"] : [], comparison.Settings.Select(setting => setting.Name));
            Assert.NotEmpty(comparison.Attributes);

            // A rung takes nothing back: what was kept or cleaned below is so above.
            Assert.All(comparison.Attributes, attribute => Assert.False(
                attribute.First.Action is "K" && attribute.Second.Action is "X" or "Z" or "D", attribute.Keyword));
        }
    }

    [Fact]
    public void Period_OfTheLadder_IsTheYear()
    {
        var output = TestProfiles.Shipped("aida-3-period").Deidentify(Slide()).Dataset;
        Assert.Equal("20260101", output.GetString(DicomTag.StudyDate));
        Assert.Equal("MODIFIED", output.GetString(DicomTag.LongitudinalTemporalInformationModified));
    }

    [Fact]
    public void PublicRelease_OverLevelIV_IsStricterEverywhere()
    {
        var comparison = ProfileComparison.Compare(Shipped("level-iv"), Shipped("public-release"));
        Assert.Equal(["images", "texts"], comparison.Settings.Select(setting => setting.Name));
        Assert.Equal(
            ["LongitudinalTemporalOffsetFromEvent", "LongitudinalTemporalEventType", "SeriesNumber", "AcquisitionNumber"],
            comparison.Attributes.Select(attribute => attribute.Keyword));
        Assert.All(comparison.Attributes, attribute => Assert.Equal("K", attribute.First.Action));
        Assert.Equal(ImageDisposition.KeepUnlabeled, Shipped("public-release").Images.Thumbnail);
        Assert.Equal(ImageDisposition.MaskLabel, Shipped("research-longitudinal").Images.Overview);
    }

    [Fact]
    public void PublicRelease_TextsThatStay_AreAllOfTheList()
    {
        var policy = Shipped("public-release").Profile.Texts!;
        var source = Slide().AddOrUpdate(new DicomLongString(DicomTag.SeriesDescription, "Hematoxylin stain"));
        var output = TestProfiles.Shipped("public-release").Deidentify(source).Dataset;
        Assert.Equal("Hematoxylin stain", output.GetString(DicomTag.SeriesDescription));
        Assert.Equal("REMOVED", output.GetString(DicomTag.StudyDescription));
        Assert.Equal("0", output.GetString(DicomTag.SeriesNumber));
        foreach (var (path, value) in MarkedData.Dump(output).Where(line => line.Text.Any(char.IsLetter)))
        {
            var tag = DicomTag.Parse(path[^11..]);
            var vr = DicomDictionary.Default.GetImplicitVR(tag).Code;
            var isOurs = path.Contains("(0012,006", StringComparison.Ordinal) || value.StartsWith("P-", StringComparison.Ordinal)
                || value.StartsWith("A-", StringComparison.Ordinal) || value.StartsWith("S-", StringComparison.Ordinal);
            Assert.True(
                isOurs || vr is "CS" or "UI" or "AS" || policy.Allows(value) || tag == DicomTag.CodeValue, $"{path}: {vr}");
        }
    }

    [Theory]
    [MemberData(nameof(Deidentifying))]
    public void MarkedInstance_UnderAShippedProfile_LosesWhatIsRemoved(string name)
    {
        var profile = Shipped(name);
        var output = TestProfiles.Shipped(name).Deidentify(MarkedData.Create(MarkedData.WholeSlide)).Dataset;
        foreach (var rule in profile.WholeSlideRules.Rules.Where(rule => rule.Tag.Mask == uint.MaxValue && rule.PrivateCreator is null))
        {
            var tag = DicomTag.FromValue(rule.Tag.Value);
            if (rule.Action is DeidentificationAction.K or DeidentificationAction.C || tag == DicomTag.DeidentificationMethod)
            {
                continue;
            }

            var left = MarkedData.Dump(output).Where(line => line.Path.EndsWith(tag.ToString(), StringComparison.Ordinal) && MarkedData.IsMarked(line.Text));
            Assert.Empty(left);
        }

        Assert.Equal(
            profile.MethodCodes.Select(code => code.CodeValue),
            output.GetSequence(DicomTag.DeidentificationMethodCodeSequence).Items.Select(item => item.GetString(DicomTag.CodeValue)));
    }

    private static IEnumerable<string> LetOut(string name)
    {
        var source = Slide();
        var output = TestProfiles.Shipped(name).Deidentify(source).Dataset;
        foreach (var item in source)
        {
            if (output.TryGetDicomItem<DicomItem>(item.Tag, out var kept) && Says(kept))
            {
                yield return DicomDictionary.Default.GetKeyword(item.Tag);
            }
        }
    }

    // Whether an attribute says anything of its original: it is no dummy, no pseudonym and not empty.
    private static bool Says(DicomItem item) => item switch
    {
        DicomSequence sequence => sequence.Items.Count > 0,
        DicomStringElement { Count: > 0 } text => text.Values[0] is not ("" or "REMOVED" or "O" or "0" or "19000101" or "19000101000000" or "000000")
            && !text.Values[0].StartsWith("P-", StringComparison.Ordinal),
        _ => false,
    };

    private static DicomDataset Slide() => new()
    {
        new DicomDate(DicomTag.StudyDate, "20261121"),
        new DicomTime(DicomTag.StudyTime, "111213"),
        new DicomLongString(DicomTag.Manufacturer, "ACME"),
        new DicomLongString(DicomTag.ManufacturerModelName, "Scan 1"),
        new DicomLongString(DicomTag.DeviceSerialNumber, "S4711"),
        new DicomLongString(DicomTag.SoftwareVersions, "1.2"),
        new DicomLongString(DicomTag.StudyDescription, "Skin, an early case"),
        new DicomLongString(DicomTag.AdmittingDiagnosesDescription, "Melanoma"),
        new DicomLongText(DicomTag.ImageComments, "Melanoma of the skin"),
        new DicomLongString(DicomTag.InstitutionName, "House"),
        new DicomPersonName(DicomTag.PatientName, "Doe^Jane"),
        new DicomLongString(DicomTag.PatientID, "4711"),
        new DicomCodeString(DicomTag.PatientSex, "F"),
        new DicomAgeString(DicomTag.PatientAge, "044Y"),
        new DicomCodeString(DicomTag.BodyPartExamined, "SKIN"),
        new DicomIntegerString(DicomTag.SeriesNumber, "0"),
        new DicomLongString(DicomTag.SpecimenShortDescription, "Melanoma"),
        Code(DicomTag.ProcedureCodeSequence),
        Code(DicomTag.PrimaryAnatomicStructureSequence),
        Code(DicomTag.SpecimenTypeCodeSequence),
        Code(DicomTag.SpecimenPreparationSequence),
        Code(DicomTag.PrincipalDiagnosisCodeSequence),
        Code(DicomTag.ReasonForPerformedProcedureCodeSequence),
    };

    private static DicomSequence Code(DicomTag tag) => new(tag, new DicomDataset
    {
        new DicomShortString(DicomTag.CodeValue, "1"),
        new DicomShortString(DicomTag.CodingSchemeDesignator, "SCT"),
        new DicomLongString(DicomTag.CodeMeaning, "Skin"),
    });

    private static ResolvedProfile Shipped(string name) => ResolvedProfile.Resolve(TestProfiles.Catalog.Load(name));
}
