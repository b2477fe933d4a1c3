namespace WsiDicomizer.Dicom.Tests;

public sealed class DicomDatasetTests
{
    [Fact]
    public void Add_WithoutValues_IsPresentAndEmptyInItsOwnVR()
    {
        var dataset = new DicomDataset();

        dataset.Add(DicomTag.PatientName);
        dataset.Add(DicomTag.AcquisitionContextSequence);

        Assert.IsType<DicomPersonName>(dataset.GetDicomItem<DicomItem>(DicomTag.PatientName));
        Assert.IsType<DicomSequence>(dataset.GetDicomItem<DicomItem>(DicomTag.AcquisitionContextSequence));
        Assert.Equal(0, dataset.GetValueCount(DicomTag.PatientName));
    }

    [Fact]
    public void Add_ItemsForWhatIsNoSequence_IsRefused() =>
        Assert.Throws<DicomDataException>(() => new DicomDataset().Add(DicomTag.PatientName, new DicomDataset()));

    [Fact]
    public void Add_ItemsForPrivateAttribute_IsASequence() =>
        Assert.Single(new DicomDataset { { new DicomTag(0x0009, 0x1001), new DicomDataset() } }
            .GetSequence(new DicomTag(0x0009, 0x1001)).Items);

    [Fact]
    public void Add_AnyOrder_IsOrderedByTag()
    {
        DicomTag[] tags = [DicomTag.PixelSpacing, DicomTag.PatientID, DicomTag.SOPClassUID, DicomTag.StudyID];
        var dataset = new DicomDataset();
        foreach (var tag in tags)
        {
            dataset.Add(tag, "1");
        }

        Assert.Equal(tags.Order(), dataset.Select(item => item.Tag));
        Assert.Throws<DicomDataException>(() => dataset.Add(DicomTag.PatientID, "2"));
        Assert.Equal("2", dataset.AddOrUpdate(DicomTag.PatientID, "2").GetString(DicomTag.PatientID));
    }

    [Fact]
    public void GetString_SeveralValues_AreJoined()
    {
        var dataset = new DicomDataset
        {
            { DicomTag.ImageType, "ORIGINAL", "PRIMARY", "VOLUME", "NONE" },
            { DicomTag.ICCProfile, new byte[] { 1, 2 } },
            new DicomSequence(DicomTag.OpticalPathSequence),
        };

        Assert.Equal("ORIGINAL\\PRIMARY\\VOLUME\\NONE", dataset.GetString(DicomTag.ImageType));
        Assert.Throws<DicomDataException>(() => dataset.GetString(DicomTag.ICCProfile));
        Assert.False(dataset.TryGetString(DicomTag.ICCProfile, out _));
        Assert.False(dataset.TryGetString(DicomTag.OpticalPathSequence, out _));
        Assert.False(dataset.TryGetString(DicomTag.PatientID, out _));
    }

    [Fact]
    public void GetSingleValue_Missing_SaysSo()
    {
        var error = Assert.Throws<DicomDataException>(() => new DicomDataset().GetSingleValue<string>(DicomTag.PatientID));

        Assert.Contains("lacks", error.Message, StringComparison.Ordinal);
        Assert.Equal(DicomTag.PatientID, error.Tag);
    }

    [Fact]
    public void Clone_ChangedNestedItem_LeavesTheOriginal()
    {
        var dataset = new DicomDataset { { DicomTag.SpecimenDescriptionSequence, new DicomDataset { { DicomTag.SpecimenIdentifier, "a" } } } };

        var copy = dataset.Clone();
        copy.GetSequence(DicomTag.SpecimenDescriptionSequence).Items[0].AddOrUpdate(DicomTag.SpecimenIdentifier, "b");

        Assert.Equal("(0040,0560)[0].(0040,0551)", DicomDatasetComparer.FindDifference(dataset, copy));
    }

    [Theory]
    [InlineData("1.2.840.10008.5.1.4.1.1.77.1.6", true)]
    [InlineData("1.2.840.10008.6.1.1017", true)]
    [InlineData("1.2.840.10008.5.1.4.1.1.77.1.6.20261121", false)]
    [InlineData("1.2.840.10008.6.1.1017.5", false)]
    [InlineData("2.25.1", false)]
    public void IsWellKnown_Uid_OnlyWhereTheStandardRegistersIt(string uid, bool expected) =>
        Assert.Equal(expected, new DicomUID(uid).IsWellKnown);

    [Theory]
    [InlineData("1.2.3", true)]
    [InlineData("1.02.3", false)]
    [InlineData("1..3", false)]
    [InlineData("", false)]
    [InlineData("1.2.x", false)]
    public void IsValidUid_Text_FollowsClause9(string uid, bool expected) =>
        Assert.Equal(expected, DicomUID.IsValidUid(uid));
}
