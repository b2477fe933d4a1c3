using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom.Tests.Writing;

public sealed class DicomNativeFileWriterTests
{
    private static readonly DicomFileMetaInformation Explicit = TestFiles.Meta(DicomTransferSyntax.ExplicitVRLittleEndian);

    [Theory]
    [InlineData(true, "OB")]
    [InlineData(true, "OW")]
    [InlineData(false, "OW")]
    public void WriteFrames_InAnyOrder_AreReadBack(bool explicitVR, string vr)
    {
        using var folder = new TemporaryFolder();
        var meta = explicitVR ? Explicit : TestFiles.Meta(DicomTransferSyntax.ImplicitVRLittleEndian);
        // 9 bytes a frame, 27 in all: the end is padded, the frames are not.
        var dataset = SampleImages.Dataset(3, rows: 1, columns: 3);
        byte[][] frames = [.. Enumerable.Range(0, 3).Select(index => Enumerable.Repeat((byte)(index + 1), 9).ToArray())];

        using (var writer = DicomNativeFileWriter.Create(folder["a.dcm"], meta, dataset, DicomVR.Parse(vr), 9, 3))
        {
            writer.WriteFrames(1, RawDicom.Join(frames[1], frames[2]));
            Assert.Throws<InvalidOperationException>(writer.Complete);
            writer.WriteFrames(0, frames[0]);
            writer.Complete();
            Assert.Equal(writer.FileLength, new FileInfo(folder["a.dcm"]).Length);
        }

        using var file = DicomFile.Open(folder["a.dcm"]);
        var pixels = DicomPixelData.Create(file.Dataset);
        Assert.Equal(vr, file.Dataset.GetDicomItem<DicomItem>(DicomTag.PixelData).ValueRepresentation.Code);
        Assert.Equal(frames, Enumerable.Range(0, 3).Select(index => SampleImages.ReadAll(pixels.GetFrame(index))));
    }

    [Fact]
    public void Create_BeyondFourGiB_IsRefusedAndLeavesNothing()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<DicomDataException>(() => DicomNativeFileWriter.Create(
            folder["a.dcm"], Explicit, SampleImages.Dataset(4096), DicomVR.OB, 1 << 20, 4096));

        Assert.Contains("compress it", error.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void Create_WhatItDoesNotWrite_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var jpeg = TestFiles.Meta(DicomTransferSyntax.JPEGProcess1);
        var plain = TestFiles.Meta(DicomTransferSyntax.ImplicitVRLittleEndian);

        Assert.Throws<DicomDataException>(
            () => DicomNativeFileWriter.Create(folder["a.dcm"], jpeg, SampleImages.Dataset(1), DicomVR.OB, 24, 1));
        Assert.Throws<DicomDataException>(
            () => DicomNativeFileWriter.Create(folder["a.dcm"], plain, SampleImages.Dataset(1), DicomVR.OB, 24, 1));
        Assert.Throws<DicomDataException>(
            () => DicomNativeFileWriter.Create(folder["a.dcm"], Explicit, SampleImages.Dataset(2), DicomVR.OB, 24, 1));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void WriteFrames_NotWholeOrBeyondTheLast_AreRefused()
    {
        using var folder = new TemporaryFolder();
        using (var writer = DicomNativeFileWriter.Create(
            folder["a.dcm"], Explicit, SampleImages.Dataset(2), DicomVR.OB, 24, 2))
        {
            Assert.Throws<ArgumentException>(() => writer.WriteFrames(0, new byte[25]));
            Assert.Throws<ArgumentException>(() => writer.WriteFrames(1, new byte[48]));
        }

        Assert.Empty(folder.Names);
    }
}
