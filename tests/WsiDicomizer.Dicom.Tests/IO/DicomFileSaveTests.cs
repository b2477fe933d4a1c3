namespace WsiDicomizer.Dicom.Tests;

public sealed class DicomFileSaveTests
{
    [Fact]
    public void Save_NewFile_IsReadBackWithItsMetaInformation()
    {
        using var folder = new TemporaryFolder();
        var dataset = new RandomDatasets(1).Next();

        new DicomFile(TestFiles.Meta(DicomTransferSyntax.ExplicitVRLittleEndian), dataset).Save(folder["a.dcm"]);

        using var file = DicomFile.Open(folder["a.dcm"]);
        Assert.True(DicomFile.HasValidHeader(folder["a.dcm"]));
        Assert.Same(DicomTransferSyntax.ExplicitVRLittleEndian, file.FileMetaInfo.TransferSyntax);
        Assert.Equal("2.25.1", file.FileMetaInfo.MediaStorageSOPInstanceUID.UID);
        Assert.Null(DicomDatasetComparer.FindDifference(dataset, file.Dataset));
        Assert.Equal(["a.dcm"], folder.Names);
    }

    [Fact]
    public void Save_ValueThatCannotBeEncoded_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        var dataset = new DicomDataset { { DicomTag.PatientID, "1" }, { DicomTag.PatientName, "Müller" } };
        dataset.Add(DicomTag.ICCProfile, new byte[300_000]);

        Assert.Throws<DicomDataException>(
            () => new DicomFile(TestFiles.Meta(DicomTransferSyntax.ExplicitVRLittleEndian), dataset).Save(folder["a.dcm"]));

        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData("a.dcm")]
    [InlineData("a.dcm.partial")]
    public void Save_FileThatExists_IsRefusedAndUntouched(string name)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(name, [1, 2, 3]);

        Assert.Throws<IOException>(
            () => new DicomFile(TestFiles.Meta(DicomTransferSyntax.ExplicitVRLittleEndian), []).Save(folder["a.dcm"]));

        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([name], folder.Names);
    }
}
