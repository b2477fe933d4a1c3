using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom.Tests.Writing;

/// <summary>Pixel data that was read is written back as it was.</summary>
public sealed class EncapsulatedSaveTests
{
    private static readonly DicomFileMetaInformation Jpeg = TestFiles.Meta(DicomTransferSyntax.JPEGProcess1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SaveAndOpen_FragmentsAlsoInAnIcon_AreUnchanged(bool undefined)
    {
        using var folder = new TemporaryFolder();
        var icon = SampleImages.Dataset(1).Add(SampleImages.Fragments([], [9, 8, 7, 6]));
        var dataset = SampleImages.Dataset(2).Add(SampleImages.Fragments([0, 12], [1, 2, 3, 4], [5, 6]));
        dataset.Add(new DicomSequence(DicomTag.IconImageSequence, icon));
        var options = new DicomWriterOptions { UndefinedItemLengths = undefined, UndefinedSequenceLengths = undefined };

        new DicomFile(Jpeg, dataset).Save(folder["a.dcm"], options);
        using var file = DicomFile.Open(folder["a.dcm"]);
        new DicomFile(Jpeg, file.Dataset).Save(folder["b.dcm"], options);

        Assert.Null(DicomDatasetComparer.FindDifference(dataset, file.Dataset));
        Assert.Equal(File.ReadAllBytes(folder["a.dcm"]), File.ReadAllBytes(folder["b.dcm"]));
    }

    [Fact]
    public void Save_OddFragmentBeforeIndexedOnes_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var dataset = SampleImages.Dataset(2).Add(SampleImages.Fragments([0, 11], [1, 2, 3], [5, 6]));

        var error = Assert.Throws<DicomDataException>(() => new DicomFile(Jpeg, dataset).Save(folder["a.dcm"]));

        Assert.Contains("fragment 1", error.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void Save_OddFragmentsWithoutTable_ArePadded()
    {
        using var folder = new TemporaryFolder();
        var dataset = SampleImages.Dataset(1).Add(SampleImages.Fragments([], [1, 2, 3], [5]));

        new DicomFile(Jpeg, dataset).Save(folder["a.dcm"]);

        using var file = DicomFile.Open(folder["a.dcm"]);
        var fragments = file.Dataset.GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData).Fragments;
        Assert.Equal([[1, 2, 3, 0], [5, 0]], fragments.Select(SampleImages.ReadAll));
    }

    [Fact]
    public void Save_PixelDataOfTheOtherKind_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var native = SampleImages.Dataset(1).Add(new DicomOtherByte(DicomTag.PixelData, new byte[24]));
        var fragments = SampleImages.Dataset(1).Add(SampleImages.Fragments([], [1, 2]));

        Assert.Throws<DicomDataException>(() => new DicomFile(Jpeg, native).Save(folder["a.dcm"]));
        Assert.Throws<DicomDataException>(() => new DicomFile(
            TestFiles.Meta(DicomTransferSyntax.ExplicitVRLittleEndian), fragments).Save(folder["a.dcm"]));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void EncodeHeader_ExtendedTable_HasLengthsWithoutPadding()
    {
        var layout = EncapsulatedLayout.Create([0xFFFFFFFD, 3, 4]);
        using var header = DicomFrameFileHeader.Encode(Jpeg, SampleImages.Dataset(3), layout);

        byte[] lengths = [.. BitConverter.GetBytes(0xFFFFFFFDUL), .. BitConverter.GetBytes(3UL), .. BitConverter.GetBytes(4UL)];
        Assert.True(header.ToArray().AsSpan().IndexOf(lengths) > 0);
        Assert.Equal([0xFFFFFFFEL, 4, 4], Enumerable.Range(0, 3).Select(layout.GetItemLength));
    }
}
