using WsiDicomizer.Dicom;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Dicom;

/// <summary>Identity is found wherever it stands; what is not known to be harmless counts.</summary>
public sealed class DicomIdentityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void IdentityRecords_OfADataSet_HoldEveryValueThatIsNotKnownToBeHarmless()
    {
        var records = Read(new DicomBuilder());

        Assert.Contains(records, record => record is { Name: "PatientName", Value: DicomBuilder.Patient, Kind: IdentityKind.Person, Location: "(0010,0010)" });
        Assert.Contains(records, record => record is { Name: "PatientID", Kind: IdentityKind.Identifier, Value: "MRN-1234567" });
        Assert.Contains(records, record => record is { Name: "DeviceSerialNumber", Kind: IdentityKind.Serial });
        Assert.Contains(records, record => record is { Name: "AcquisitionDateTime", Kind: IdentityKind.Date });
        Assert.Contains(records, record => record is { Name: "SeriesInstanceUID", Value: DicomBuilder.Series });
        Assert.Contains(records, record => record is { Name: "file name", Value: "a", Kind: IdentityKind.FileName });
        Assert.DoesNotContain(records, record => record.Name is "Rows" or "PixelSpacing" or "ImageType" or "SOPClassUID" or "Modality" or "ObjectiveLensPower");
    }

    [Fact]
    public void IdentityRecords_NestedPrivateAndUnknown_AreFoundWithTheirPath()
    {
        var records = Read(new DicomBuilder
        {
            Change = dataset => dataset
                .Add(new DicomLongString(new DicomTag(0x0009, 0x0010), "LAB 1"))
                .Add(new DicomUnknown(new DicomTag(0x0009, 0x1001), "Dr. Who"u8.ToArray()))
                .Add(DicomTag.SpecimenDescriptionSequence, new DicomDataset(), new DicomDataset
                {
                    { DicomTag.SpecimenIdentifier, "S24-0815-A1" },
                }),
        });

        Assert.Contains(records, record => record is { Location: "(0009,1001)", Value: "Dr. Who", Kind: IdentityKind.UnknownKey });
        Assert.Contains(records, record => record is { Location: "(0040,0560)[2].(0040,0551)", Value: "S24-0815-A1" });
    }

    [Fact]
    public void IdentityRecords_HarmlessAttributesWithOtherValues_Count()
    {
        var records = Read(new DicomBuilder
        {
            Change = dataset => dataset
                .AddOrUpdate(DicomTag.ImageType, "ORIGINAL", "PRIMARY", "VOLUME", "SMITH")
                .AddOrUpdate(DicomTag.InstanceNumber, 19791224)
                .AddOrUpdate(DicomTag.LossyImageCompression, "Doe"),
        });

        Assert.Contains(records, record => record.Name == "ImageType");
        Assert.Contains(records, record => record.Name == "InstanceNumber");
        Assert.Contains(records, record => record.Name == "LossyImageCompression");
    }

    [Fact]
    public void IdentityRecords_PreambleAndPadding_CountWhereTheyAreNotZero()
    {
        var path = new DicomBuilder
        {
            Change = dataset => dataset.Add(new DicomOtherByte(DicomTag.DataSetTrailingPadding, "Jane"u8.ToArray())),
        }.Write(_folder.Path);
        var bytes = File.ReadAllBytes(path);
        "Doe's scan"u8.CopyTo(bytes);
        File.WriteAllBytes(path, bytes);

        using var slide = SlideFormats.Open(path);

        Assert.Contains(slide.IdentityRecords, record => record is { Name: "preamble", Value: { } value } && value.Contains("446f65", StringComparison.Ordinal) | value.StartsWith("Doe", StringComparison.Ordinal));
        Assert.Contains(slide.IdentityRecords, record => record is { Name: "DataSetTrailingPadding", Value: "Jane" });
        Assert.Contains(slide.IdentityRecords, record => record is { Name: "MediaStorageSOPInstanceUID", Range: not null });
    }

    [Fact]
    public void IdentityRecords_KnownConceptsOfOptics_AreHarmlessAndOthersAreNot()
    {
        static DicomDataset Code(string value, string meaning) => new()
        {
            { DicomTag.CodeValue, value },
            { DicomTag.CodingSchemeDesignator, "DCM" },
            { DicomTag.CodeMeaning, meaning },
        };
        var records = Read(new DicomBuilder
        {
            Change = dataset => dataset.GetSequence(DicomTag.OpticalPathSequence).Items[0]
                .Add(DicomTag.IlluminationTypeCodeSequence, Code("111744", "Brightfield illumination"), Code("111744", "Jane Doe")),
        });

        Assert.Equal(["Jane Doe"], records.Where(record => record.Name == "CodeMeaning").Select(record => record.Value));
    }

    [Fact]
    public void IdentityRecords_LabelAndUnknownPictures_ArePictures()
    {
        new DicomBuilder { Name = "v.dcm", SOPInstanceUID = "1.2.9" }.Write(_folder.Path);
        new DicomBuilder { Name = "x.dcm", SOPInstanceUID = "1.2.10", Role = "SELFIE", Size = new(4, 4) }.Write(_folder.Path);

        var records = Read(new DicomBuilder { Role = "LABEL", Size = new(4, 4) });

        Assert.Contains(records, record => record is { Kind: IdentityKind.LabelImage, Value: null });
        Assert.Contains(records, record => record is { Name: "unknown image", Kind: IdentityKind.MacroImage });
    }

    private IReadOnlyList<IdentityRecord> Read(DicomBuilder builder)
    {
        using var slide = SlideFormats.Open(builder.Write(_folder.Path));
        return slide.IdentityRecords;
    }
}
