using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom.Tests;

public sealed class DicomFrameFileWriterTests
{
    private static readonly DicomFileMetaInformation Jpeg = TestFiles.Meta(DicomTransferSyntax.JPEGProcess1);

    [Fact]
    public void WriteItems_FramesInAnyOrder_AreReadBack()
    {
        using var folder = new TemporaryFolder();
        var frames = SampleImages.Frames(17, seed: 4);
        var layout = EncapsulatedLayout.Create([.. frames.Select(frame => (long)frame.Length)]);
        var dataset = SampleImages.Dataset(frames.Length);

        using (var writer = DicomFrameFileWriter.Create(folder["a.dcm"], Jpeg, dataset, layout))
        {
            // Several at once at the end, then one by one backwards.
            writer.WriteItems(10, SampleImages.Items(layout, frames, 10, 7));
            for (var index = 9; index >= 0; index--)
            {
                writer.WriteItems(index, SampleImages.Items(layout, frames, index, 1));
            }

            writer.Complete();
            Assert.Equal(writer.FileLength, new FileInfo(folder["a.dcm"]).Length);
        }

        using var file = DicomFile.Open(folder["a.dcm"]);
        var pixels = DicomPixelData.Create(file.Dataset);
        Assert.Equal(frames.Length, pixels.NumberOfFrames);
        Assert.True(pixels.IsEncapsulated);
        for (var index = 0; index < frames.Length; index++)
        {
            Assert.Equal(frames[index], SampleImages.ReadAll(pixels.GetFrame(index))[..frames[index].Length]);
        }

        file.Dataset.Remove(DicomTag.PixelData);
        Assert.Null(DicomDatasetComparer.FindDifference(dataset, file.Dataset));
    }

    [Fact]
    public void Create_PreambleAndTrailingPadding_StandWhereTheyAreSaidTo()
    {
        using var folder = new TemporaryFolder();
        var frames = SampleImages.Frames(3, seed: 4);
        var layout = EncapsulatedLayout.Create([.. frames.Select(frame => (long)frame.Length)]);
        var dataset = SampleImages.Dataset(3);
        var header = DicomFrameFileHeader.GetHeader(Jpeg, dataset, layout);
        var options = new DicomFrameFileOptions { Preamble = "II*"u8.ToArray(), TrailingPaddingLength = 6 };

        using (var writer = DicomFrameFileWriter.Create(folder["a.dcm"], Jpeg, dataset, layout, options))
        {
            writer.WriteItems(0, SampleImages.Items(layout, frames, 0, 3));
            writer.WriteTrailingPadding(2, [3, 4, 5, 6]);
            Assert.Throws<ArgumentOutOfRangeException>(() => writer.WriteTrailingPadding(5, [6, 7]));

            // Two bytes are missing: they would be zeros that nobody meant.
            Assert.Throws<InvalidOperationException>(writer.Complete);
            writer.WriteTrailingPadding(0, [1, 2]);
            writer.Complete();
            Assert.Equal(writer.FileLength, DicomFrameFileHeader.GetFileLength(header.Length, layout, 6));
        }

        var bytes = File.ReadAllBytes(folder["a.dcm"]);
        Assert.Equal(bytes.Length, DicomFrameFileHeader.GetFileLength(header.Length, layout, 6));
        Assert.Equal("II*\0"u8.ToArray(), bytes[..4]);
        Assert.Equal(new byte[124], bytes[4..128]);
        Assert.Equal(header.ToArray()[128..], bytes[128..header.Length]);
        Assert.Equal([1, 2, 3, 4, 5, 6], bytes[(int)DicomFrameFileHeader.GetTrailingPaddingOffset(header.Length, layout)..]);
        using var file = DicomFile.Open(folder["a.dcm"]);
        Assert.Equal(
            [1, 2, 3, 4, 5, 6], file.Dataset.GetDicomItem<DicomBytesElement>(DicomTag.DataSetTrailingPadding).ToArray());
        Assert.Equal(3, DicomPixelData.Create(file.Dataset).NumberOfFrames);
    }

    [Theory]
    [InlineData(129, 0L)]
    [InlineData(0, 3L)]
    [InlineData(0, -2L)]
    [InlineData(0, 0x1_0000_0000L)]
    public void Create_PreambleOrPaddingThatNoFileCanHave_IsRefused(int preamble, long padding)
    {
        using var folder = new TemporaryFolder();
        var options = new DicomFrameFileOptions { Preamble = new byte[preamble], TrailingPaddingLength = padding };

        Assert.Throws<ArgumentException>(() => DicomFrameFileWriter.Create(
            folder["a.dcm"], Jpeg, SampleImages.Dataset(1), EncapsulatedLayout.Create([2]), options));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void Dispose_NotCompleted_RemovesTheFile()
    {
        using var folder = new TemporaryFolder();
        var frames = SampleImages.Frames(2, seed: 4);
        var layout = EncapsulatedLayout.Create([.. frames.Select(frame => (long)frame.Length)]);

        using (var writer = DicomFrameFileWriter.Create(folder["a.dcm"], Jpeg, SampleImages.Dataset(2), layout))
        {
            writer.WriteItems(0, SampleImages.Items(layout, frames, 0, 1));

            // A frame is missing: the file would look finished.
            Assert.Throws<InvalidOperationException>(writer.Complete);
        }

        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task CompleteAndCloseAsync_AllFramesWritten_LeavesTheWholeFile()
    {
        using var folder = new TemporaryFolder();
        var frames = SampleImages.Frames(3, seed: 4);
        var layout = EncapsulatedLayout.Create([.. frames.Select(frame => (long)frame.Length)]);
        var writer = DicomFrameFileWriter.Create(folder["a.dcm"], Jpeg, SampleImages.Dataset(3), layout);
        writer.WriteItems(0, SampleImages.Items(layout, frames, 0, 3));

        await writer.CompleteAndCloseAsync();

        Assert.Equal(writer.FileLength, new FileInfo(folder["a.dcm"]).Length);
        using var file = DicomFile.Open(folder["a.dcm"]);
        Assert.Equal(3, DicomPixelData.Create(file.Dataset).NumberOfFrames);
    }

    [Fact]
    public async Task CompleteAndCloseAsync_FrameMissing_FailsAndRemovesTheFile()
    {
        using var folder = new TemporaryFolder();
        var frames = SampleImages.Frames(2, seed: 4);
        var layout = EncapsulatedLayout.Create([.. frames.Select(frame => (long)frame.Length)]);
        var writer = DicomFrameFileWriter.Create(folder["a.dcm"], Jpeg, SampleImages.Dataset(2), layout);
        writer.WriteItems(0, SampleImages.Items(layout, frames, 0, 1));

        await Assert.ThrowsAsync<InvalidOperationException>(writer.CompleteAndCloseAsync);

        Assert.Empty(folder.Names);
    }

    [Fact]
    public void WriteItems_NotWhatWasPlanned_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var frames = SampleImages.Frames(3, seed: 4);
        var layout = EncapsulatedLayout.Create([.. frames.Select(frame => (long)frame.Length)]);
        using var writer = DicomFrameFileWriter.Create(folder["a.dcm"], Jpeg, SampleImages.Dataset(3), layout);
        var items = SampleImages.Items(layout, frames, 0, 1);

        Assert.Throws<ArgumentException>(() => writer.WriteItems(0, items.AsSpan(0, items.Length - 2)));
        Assert.Throws<ArgumentException>(() => writer.WriteItems(0, new byte[items.Length]));
        Assert.Throws<ArgumentException>(() => writer.WriteItems(1, items));
        Assert.Throws<ArgumentException>(() => writer.WriteItems(2, SampleImages.Items(layout, frames, 2, 1, extra: 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.WriteItems(3, items));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.WriteItems(-1, items));
    }

    [Fact]
    public void Create_DatasetThatCannotBe_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        var layout = EncapsulatedLayout.Create([2, 2]);
        var withPixels = SampleImages.Dataset(2).Add(new DicomOtherByte(DicomTag.PixelData, [1, 2]));
        var withPadding = SampleImages.Dataset(2).Add(new DicomOtherByte(DicomTag.DataSetTrailingPadding, [0, 0]));
        var wrongName = SampleImages.Dataset(2).AddOrUpdate(DicomTag.PatientName, "Müller");

        foreach (var dataset in new[] { withPixels, withPadding, wrongName, SampleImages.Dataset(3) })
        {
            Assert.Throws<DicomDataException>(() => DicomFrameFileWriter.Create(folder["a.dcm"], Jpeg, dataset, layout));
        }

        Assert.Throws<DicomDataException>(() => DicomFrameFileWriter.Create(
            folder["a.dcm"], TestFiles.Meta(DicomTransferSyntax.ExplicitVRLittleEndian), SampleImages.Dataset(2), layout));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void Create_FileThatExists_IsRefusedAndUntouched()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.dcm", [1, 2, 3]);

        Assert.Throws<IOException>(() => DicomFrameFileWriter.Create(
            path, Jpeg, SampleImages.Dataset(1), EncapsulatedLayout.Create([2])));

        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
    }

    [Fact]
    public void Create_LargerThanAnyDisk_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        var layout = EncapsulatedLayout.Create([.. Enumerable.Repeat(4_000_000_000L, 30_000)]);

        Assert.Throws<IOException>(
            () => DicomFrameFileWriter.Create(folder["a.dcm"], Jpeg, SampleImages.Dataset(30_000), layout));

        Assert.Empty(folder.Names);
    }

    // Which offset is too far differs: ext4 ends at 16 TiB, tmpfs takes any. So this shows only that the error is known
    // for what it is; the end-to-end tests show the real one, under a limit on file sizes.
    [Theory]
    [InlineData("value", true)]
    [InlineData("fileOffset", false)]
    public void IsFileTooLarge_OfAnArgumentError_KnowsDotNetsWordForIt(string parameter, bool expected) =>
        Assert.Equal(expected, PositionedWriting.IsFileTooLarge(new ArgumentOutOfRangeException(parameter)));

    [SparseFileFact]
    public void EncodeHeader_BeyondFourGiB_HasTheExtendedTableOnlyAndIsReadBack()
    {
        // Four frames of a bit more than 1 GiB each. The file is sparse: only the header and four item headers are written.
        const long FrameLength = 1_100_000_001;
        using var folder = new TemporaryFolder();
        var layout = EncapsulatedLayout.Create([FrameLength, FrameLength, FrameLength, FrameLength, FrameLength]);
        using var header = DicomFrameFileHeader.Encode(Jpeg, SampleImages.Dataset(5), layout);
        WriteSparse(folder["big.dcm"], header.ToArray(), layout);

        using var file = DicomFile.Open(folder["big.dcm"]);

        Assert.Empty(file.Dataset.GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData).OffsetTable);
        Assert.Equal(
            Enumerable.Range(0, 5).Select(index => (ulong)layout.GetItemOffset(index)),
            file.Dataset.GetValues<ulong>(DicomTag.ExtendedOffsetTable));
        Assert.All(file.Dataset.GetValues<ulong>(DicomTag.ExtendedOffsetTableLengths), length => Assert.Equal(1_100_000_001u, length));
        var pixels = DicomPixelData.Create(file.Dataset);
        var last = new byte[4];
        pixels.GetFrame(4).Read(0, last);
        Assert.Equal([4, 0xD8, 4, 0xFF], last);
    }

    private static void WriteSparse(string path, byte[] header, EncapsulatedLayout layout)
    {
        using var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        RandomAccess.Write(handle, header, 0);
        var item = new byte[12];
        for (var index = 0; index < layout.FrameCount; index++)
        {
            DicomFrameFileWriter.WriteItemHeader(item, layout.GetItemLength(index));
            ((byte[])[(byte)index, 0xD8, (byte)index, 0xFF]).CopyTo(item, 8);
            RandomAccess.Write(handle, item, header.Length + layout.GetItemOffset(index));
        }

        RandomAccess.Write(handle, RawDicom.SequenceDelimiter, header.Length + layout.FramesLength);
    }
}
