namespace WsiDicomizer.Dicom.Tests;

/// <summary>Encapsulated pixel data in files: found through its table, or one fragment after the other.</summary>
public sealed class FragmentTests
{
    private static readonly byte[][] Fragments = [[1, 2], [3, 4, 5, 6], [7, 8], [9, 10]];

    // After the offset table's item.
    private static readonly long[] Offsets = [0, 10, 22, 32];

    [Fact]
    public void GetFrame_BasicTable_ReadsOnlyWhatItNeeds()
    {
        // The item between the first frame and the last is destroyed: whoever walks over all of them sees it.
        var bytes = File([0, 22, 32], 3, Fragments);
        var place = FindItem(bytes, [3, 4, 5, 6]);
        bytes[place] = 0xAA;

        Read(bytes, file =>
        {
            var pixels = DicomPixelData.Create(file.Dataset);
            Assert.Equal([7, 8], SampleImages.ReadAll(pixels.GetFrame(1)));
            Assert.Equal([9, 10], SampleImages.ReadAll(pixels.GetFrame(2)));
            Assert.Matches(
                "fragments of frame 1 do not follow", Assert.Throws<DicomDataException>(() => pixels.GetFrame(0)).Message);
            var sequence = file.Dataset.GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData);
            Assert.Throws<DicomFileException>(() => sequence.Fragments);
        });
    }

    [Fact]
    public void Fragments_WithTable_AreAllThere() => Read(File([0, 22, 32], 3, Fragments), file =>
    {
        var sequence = file.Dataset.GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData);
        Assert.Equal(Fragments, sequence.Fragments.Select(SampleImages.ReadAll));
        Assert.Equal(Offsets, sequence.FragmentOffsets);
        Assert.Equal([1, 2, 3, 4, 5, 6], SampleImages.ReadAll(DicomPixelData.Create(file.Dataset).GetFrame(0)));
        Assert.Empty(file.Diagnostics);
    });

    [Theory]
    [InlineData(new uint[] { 0, 12, 32 }, 1, "no fragment begins at the offset of frame 2")]
    [InlineData(new uint[] { 0, 12, 32 }, 0, "no fragment begins at the offset of frame 2")]
    [InlineData(new uint[] { 0, 24, 32 }, 0, "no fragment begins at the offset of frame 2")]
    [InlineData(new uint[] { 0, 0, 32 }, 0, "does not ascend")]
    [InlineData(new uint[] { 0, 32, 32 }, 1, "does not ascend")]
    [InlineData(new uint[] { 10, 22, 32 }, 0, "does not ascend from 0")]
    public void GetFrame_LyingTable_SaysSo(uint[] table, int frameIndex, string message) => Read(File(table, 3, Fragments), file =>
    {
        var pixels = DicomPixelData.Create(file.Dataset);

        Assert.Contains(
            message, Assert.Throws<DicomDataException>(() => pixels.GetFrame(frameIndex)).Message, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(33u)]
    [InlineData(42u)]
    [InlineData(uint.MaxValue)]
    public void Open_LastEntryLeadsNowhere_FragmentsAreWalked(uint last)
    {
        var bytes = File([0, 10, 22, last], 4, Fragments);

        Read(bytes, file =>
        {
            Assert.Equal(["DCM1201"], file.Diagnostics.Select(found => found.Code));
            Assert.Equal("AFTER", file.Dataset.GetString(After));
            var pixels = DicomPixelData.Create(file.Dataset);
            Assert.Equal([3, 4, 5, 6], SampleImages.ReadAll(pixels.GetFrame(1)));
            Assert.Throws<DicomDataException>(() => pixels.GetFrame(3));
        });
        Assert.Throws<DicomFileException>(() => TestFiles.Read(bytes, file => 0, TestFiles.Raise));
    }

    [Fact]
    public void GetFrame_TableOfAnotherLength_IsNotNeededWhereEachFragmentIsAFrame() => Read(File([0, 22], 4, Fragments), file =>
    {
        var pixels = DicomPixelData.Create(file.Dataset);

        Assert.Equal(["DCM1201"], pixels.Diagnostics.Select(found => found.Code));
        Assert.Equal(Fragments, Enumerable.Range(0, 4).Select(index => SampleImages.ReadAll(pixels.GetFrame(index))));
        Assert.Throws<DicomDataException>(() => DicomPixelData.Create(file.Dataset, ValidationMode.Raise));
    });

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 1, 2 })]
    [InlineData(new byte[] { 0xFF, 0x4F, 0xFF, 0x51, 1, 2 })]
    public void GetFrame_SeveralFragmentsNoTable_AreToldApartByTheirCodestreams(byte[] start) =>
        Read(File([], 2, start, [1, 2], start, [3, 4], [5, 6]), file =>
        {
            var pixels = DicomPixelData.Create(file.Dataset);

            Assert.Equal(["DCM1202"], pixels.Diagnostics.Select(found => found.Code));
            Assert.Equal([.. start, 1, 2], SampleImages.ReadAll(pixels.GetFrame(0)));
            Assert.Equal([.. start, 3, 4, 5, 6], SampleImages.ReadAll(pixels.GetFrame(1)));
            Assert.Throws<DicomDataException>(() => DicomPixelData.Create(file.Dataset, ValidationMode.Raise));
        });

    [Fact]
    public void Create_CodestreamsOfAnotherNumber_AreRefused()
    {
        byte[] start = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2];

        Read(File([], 2, start, start, start), file => Assert.Matches(
            "cannot be told", Assert.Throws<DicomDataException>(() => DicomPixelData.Create(file.Dataset)).Message));
        Read(File([], 2, [1, 2], start, start), file => Assert.Throws<DicomDataException>(() => DicomPixelData.Create(file.Dataset)));
    }

    [Fact]
    public void GetFrame_ExtendedTable_LeadsToFramesAndTheEnd() =>
        Read(WithExtendedTable([0, 10, 22, 32], [2, 3, 2, 1]), file =>
        {
            var pixels = DicomPixelData.Create(file.Dataset);
            Assert.Equal([3, 4, 5], SampleImages.ReadAll(pixels.GetFrame(1)));
            Assert.Equal([9], SampleImages.ReadAll(pixels.GetFrame(3)));
            Assert.Equal("AFTER", file.Dataset.GetString(After));
        });

    [Fact]
    public void GetFrame_ExtendedTableThatSkipsAFragment_SaysSo() =>
        Read(WithExtendedTable([0, 22, 22, 32], [2, 2, 2, 2]), file =>
        {
            var pixels = DicomPixelData.Create(file.Dataset);
            Assert.Matches("not that of its fragment", Assert.Throws<DicomDataException>(() => pixels.GetFrame(0)).Message);
            Assert.Matches("does not ascend", Assert.Throws<DicomDataException>(() => pixels.GetFrame(1)).Message);
            Assert.Equal([7, 8], SampleImages.ReadAll(pixels.GetFrame(2)));
        });

    [Fact]
    public void Create_FramesBeyondNumbers_AreRefused()
    {
        var dataset = SampleImages.Dataset(1);
        foreach (var count in new[] { "4294967295", "2147483647", "0", "-1" })
        {
            dataset.AddOrUpdate(new DicomIntegerString(DicomTag.NumberOfFrames, count));
            var bytes = RawDicom.File(
                RawDicom.JpegUid, TestFiles.Encode(dataset, explicitVR: true), PixelData([], Fragments));

            Read(bytes, file => Assert.Throws<DicomDataException>(() => DicomPixelData.Create(file.Dataset)));
        }
    }

    [Fact]
    public void GetFrame_ManyThreads_ReadTheSame() => Read(File([0, 10, 22, 32], 4, Fragments), file =>
    {
        var pixels = DicomPixelData.Create(file.Dataset);
        Parallel.For(0, 1000, index => Assert.Equal(Fragments[index % 4], SampleImages.ReadAll(pixels.GetFrame(index % 4))));
    });

    private static DicomTag After => new(0x7FE1, 0x0010);

    private static byte[] WithExtendedTable(ulong[] offsets, ulong[] lengths) => RawDicom.File(
        RawDicom.JpegUid,
        TestFiles.Encode(SampleImages.Dataset(4), explicitVR: true),
        RawDicom.Explicit(DicomTag.ExtendedOffsetTable, "OV", [.. offsets.SelectMany(BitConverter.GetBytes)]),
        RawDicom.Explicit(DicomTag.ExtendedOffsetTableLengths, "OV", [.. lengths.SelectMany(BitConverter.GetBytes)]),
        PixelData([], Fragments),
        RawDicom.Explicit(After, "LO", "AFTER "));

    private static byte[] File(uint[] table, int frames, params byte[][] fragments) => RawDicom.File(
        RawDicom.JpegUid,
        RawDicom.Join(
            RawDicom.Explicit(DicomTag.SOPClassUID, "UI", DicomUID.VLWholeSlideMicroscopyImageStorage.UID),
            TestFiles.Encode(SampleImages.Dataset(frames).Remove(DicomTag.SOPClassUID), explicitVR: true)),
        PixelData(table, fragments),
        RawDicom.Explicit(After, "LO", "AFTER "));

    private static byte[] PixelData(uint[] table, byte[][] fragments) => RawDicom.Explicit(
        DicomTag.PixelData,
        "OB",
        RawDicom.Join(
        [
            RawDicom.Item([.. table.SelectMany(RawDicom.U32)]),
            .. fragments.Select(fragment => RawDicom.Item(fragment)),
            RawDicom.SequenceDelimiter,
        ]),
        RawDicom.Undefined);

    private static int FindItem(byte[] bytes, byte[] content) => bytes.AsSpan().IndexOf(RawDicom.Item(content));

    private static void Read(byte[] bytes, Action<DicomFile> action) => TestFiles.Read(bytes, file =>
    {
        action(file);
        return 0;
    });
}
