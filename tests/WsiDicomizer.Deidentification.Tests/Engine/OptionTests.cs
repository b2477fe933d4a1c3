using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Engine;

public class OptionTests
{
    [Theory]
    [InlineData(DeidentificationOption.RetainUIDs)]
    [InlineData(DeidentificationOption.RetainDeviceIdentity)]
    [InlineData(DeidentificationOption.RetainInstitutionIdentity)]
    [InlineData(DeidentificationOption.RetainPatientCharacteristics)]
    [InlineData(DeidentificationOption.RetainLongitudinalFullDates)]
    [InlineData(DeidentificationOption.CleanDescriptors)]
    public void Deidentify_WithOption_FollowsTheOptionsColumnAtEveryDepth(DeidentificationOption option)
    {
        var identified = MarkedData.Create();
        var output = TestProfiles.Engine($"options: [{option.GetName()}]").Deidentify(identified).Dataset;
        foreach (var row in ConfidentialityTable.Default.Rows.Where(row => !row.IsPrivate))
        {
            foreach (var tag in MarkedData.Tags(row).Where(tag => tag.Group > 4))
            {
                var type = AttributeTypes.VLWholeSlideMicroscopyImage.Strongest(tag);
                var isBytes = row.ValueRepresentations.Any(vr => vr.Kind == DicomVRKind.Bytes || vr == DicomVR.CS);
                var code = row[option] == TableAction.None || (row[option] == TableAction.C && isBytes) ? row.BasicProfile : row[option];
                foreach (var (before, after) in MarkedData.Levels(identified).Zip(MarkedData.Levels(output)))
                {
                    ActionAssert.Done(code.Decide(type), type, tag, before, after);
                }
            }
        }
    }

    [Fact]
    public void Deidentify_CleanDescriptors_KeepsHarmlessText()
    {
        var identified = new DicomDataset
        {
            { DicomTag.SOPClassUID, MarkedData.WholeSlide },
            { DicomTag.PatientName, "Doe^Jane" },
            { DicomTag.StudyDescription, "Skin biopsy" },
            { DicomTag.SeriesDescription, "Hematoxylin and eosin stain" },
            { DicomTag.ImageComments, "Skin biopsy of Jane Doe" },
        };
        var output = TestProfiles.Shipped("level-iv").Deidentify(identified).Dataset;
        Assert.Equal("Skin biopsy", output.GetString(DicomTag.StudyDescription));
        Assert.Equal("Hematoxylin and eosin stain", output.GetString(DicomTag.SeriesDescription));
        Assert.Equal("Skin biopsy of *** ***", output.GetString(DicomTag.ImageComments));
    }

    [Fact]
    public void Deidentify_NamesReplacedBefore_AreCleanedOutOfTextsToo()
    {
        var identified = new DicomDataset
        {
            { DicomTag.SOPClassUID, MarkedData.WholeSlide },
            { DicomTag.PatientName, "New^Name" },
            { DicomTag.ImageComments, "Skin biopsy of Jane Doe" },
        };
        var original = new DicomDataset { { DicomTag.PatientName, "Doe^Jane" } };
        var engine = TestProfiles.Shipped("level-iv");

        Assert.Equal("Skin biopsy of *** ***", engine.Deidentify(identified, original).Dataset.GetString(DicomTag.ImageComments));
        Assert.Equal("Skin biopsy of Jane Doe", engine.Deidentify(identified).Dataset.GetString(DicomTag.ImageComments));
    }

    [Fact]
    public void Deidentify_DeviceAndDatesRetained_KeepsDatesOfDevices()
    {
        var output = TestProfiles.Shipped("level-iii").Deidentify(MarkedData.Create()).Dataset;
        Assert.Equal(MarkedData.Date, output.GetString(DicomTag.DateOfLastCalibration));
        Assert.Equal(MarkedData.Date + MarkedData.Time, output.GetString(DicomTag.AcquisitionDateTime));
        Assert.Equal("MARKED 1", output.GetString(DicomTag.DeviceSerialNumber));
        Assert.Equal(0, output.GetValueCount(DicomTag.PatientBirthDate));
        Assert.False(output.Contains(DicomTag.OperatorsName));
    }

    [Fact]
    public void Deidentify_RetainSafePrivate_KeepsListedAttributesByCreatorAndBlock()
    {
        var safe = SafePrivateAttribute.All.First(row => row.PrivateCreator == "Philips PET Private Group");
        var (listed, foreign, other) = (new DicomTag(0x7053, 0x2300), new DicomTag(0x7053, 0x2400), new DicomTag(0x7053, 0x23FE));
        Assert.True(safe.Tag.IsMatch(listed));
        var identified = new DicomDataset
        {
            { DicomTag.SOPClassUID, MarkedData.WholeSlide },
            new DicomLongString(new DicomTag(0x7053, 0x0023), "Philips PET Private Group"),
            new DicomLongString(new DicomTag(0x7053, 0x0024), "ACME"),
            new DicomDecimalString(listed, "1.5"),
            new DicomDecimalString(foreign, "2.5"),
            new DicomLongString(other, "MARKED"),
        };
        var output = TestProfiles.Engine("options: [retain-safe-private]").Deidentify(identified).Dataset;
        Assert.Equal("1.5", output.GetString(listed));
        Assert.Equal("Philips PET Private Group", output.GetString(new DicomTag(0x7053, 0x0023)));
        Assert.False(output.Contains(foreign));
        Assert.False(output.Contains(other));
        Assert.False(output.Contains(new DicomTag(0x7053, 0x0024)));
    }

    [Fact]
    public void Deidentify_Overrides_HaveTheLastWord()
    {
        const string Profile = """
            options: [clean-descriptors]
            attributes:
              PatientAge: { action: K, max: 89 }
              PatientSex: K
              StudyDescription: { action: C, keep-matching: '^(HE|IHC)\b' }
              SeriesDescription: X
              "(0009,xx01) ACME 1.1": K
            """;
        var identified = new DicomDataset
        {
            { DicomTag.SOPClassUID, MarkedData.WholeSlide },
            { DicomTag.PatientAge, "093Y" },
            { DicomTag.PatientSex, "F" },
            { DicomTag.StudyDescription, "HE of Jane" },
            { DicomTag.SeriesDescription, "HE" },
            new DicomLongString(new DicomTag(0x0009, 0x0011), "ACME 1.1"),
            new DicomLongString(new DicomTag(0x0009, 0x1101), "kept"),
            new DicomLongString(new DicomTag(0x0009, 0x1102), "gone"),
        };
        var output = TestProfiles.Engine(Profile).Deidentify(identified).Dataset;
        Assert.Equal("089Y", output.GetString(DicomTag.PatientAge));
        Assert.Equal("F", output.GetString(DicomTag.PatientSex));
        Assert.Equal("HE", output.GetString(DicomTag.StudyDescription));
        Assert.False(output.Contains(DicomTag.SeriesDescription));
        Assert.Equal("kept", output.GetString(new DicomTag(0x0009, 0x1101)));
        Assert.Equal("ACME 1.1", output.GetString(new DicomTag(0x0009, 0x0011)));
        Assert.False(output.Contains(new DicomTag(0x0009, 0x1102)));
    }

    [Theory]
    [InlineData("Leica Biosystems", "GT450 DX", false)]
    [InlineData("Leica Biosystems", "AT2", true)]
    [InlineData("ACME", "GT450", true)]
    public void Deidentify_ScannerRules_HoldForTheirSourcesOnly(string manufacturer, string model, bool isKept)
    {
        const string Profile = """
            options: [clean-descriptors]
            scanners:
              - when: { Manufacturer: "Leica*", ManufacturerModelName: "gt450*" }
                attributes: { SeriesDescription: X }
            """;
        var identified = new DicomDataset
        {
            { DicomTag.SOPClassUID, MarkedData.WholeSlide },
            { DicomTag.Manufacturer, manufacturer },
            { DicomTag.ManufacturerModelName, model },
            { DicomTag.SeriesDescription, "HE" },
        };
        Assert.Equal(isKept, TestProfiles.Engine(Profile).Deidentify(identified).Dataset.Contains(DicomTag.SeriesDescription));
    }
}
