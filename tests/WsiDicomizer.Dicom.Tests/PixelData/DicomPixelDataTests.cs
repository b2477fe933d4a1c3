namespace WsiDicomizer.Dicom.Tests;

public sealed class DicomPixelDataTests
{
    [Fact]
    public void Create_Native_TellsTheLayoutAndSlicesFrames()
    {
        var bytes = Enumerable.Range(0, 48).Select(value => (byte)value).ToArray();
        var dataset = SampleImages.Dataset(2).Add(new DicomOtherByte(DicomTag.PixelData, bytes));

        var pixels = DicomPixelData.Create(dataset);

        Assert.Equal((4, 2, 8, 8, 7, 3), (pixels.Width, pixels.Height, pixels.BitsAllocated, pixels.BitsStored, pixels.HighBit, pixels.SamplesPerPixel));
        Assert.Equal((2, "RGB", PlanarConfiguration.Interleaved), (pixels.NumberOfFrames, pixels.PhotometricInterpretation, pixels.PlanarConfiguration));
        Assert.False(pixels.IsEncapsulated);
        Assert.Equal(24, pixels.UncompressedFrameSize);
        Assert.Equal(bytes[..24], SampleImages.ReadAll(pixels.GetFrame(0)));
        Assert.Equal(bytes[24..], SampleImages.ReadAll(pixels.GetFrame(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => pixels.GetFrame(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => pixels.GetFrame(-1));
    }

    [Fact]
    public void Create_NativeFullRange422_HasTwoSamplesPerPixel()
    {
        var dataset = SampleImages.Dataset(1)
            .AddOrUpdate(DicomTag.PhotometricInterpretation, "YBR_FULL_422")
            .Add(new DicomOtherByte(DicomTag.PixelData, new byte[16]));

        Assert.Equal(16, DicomPixelData.Create(dataset).GetFrame(0).Length);
    }

    [Fact]
    public void Create_OneBit_IsOneFrameOrWholeBytes()
    {
        var one = SampleImages.Dataset(1, rows: 3, columns: 3, samples: 1).AddOrUpdate(DicomTag.BitsAllocated, (ushort)1);
        var two = SampleImages.Dataset(2, rows: 3, columns: 3, samples: 1).AddOrUpdate(DicomTag.BitsAllocated, (ushort)1);

        Assert.Equal(2, DicomPixelData.Create(one.Add(new DicomOtherByte(DicomTag.PixelData, [1, 2]))).GetFrame(0).Length);
        AssertRefused(two.Add(new DicomOtherByte(DicomTag.PixelData, [1, 2, 3, 4])), "whole byte");
    }

    [Fact]
    public void Create_NativeTooShort_SaysWhatIsExpected() =>
        AssertRefused(
            SampleImages.Dataset(2).Add(new DicomOtherByte(DicomTag.PixelData, new byte[46])),
            "46 bytes: expected 2 frames of 24");

    [Fact]
    public void Create_SizeBeyondAnything_IsRefused()
    {
        var dataset = SampleImages.Dataset(int.MaxValue, rows: 65535, columns: 65535)
            .AddOrUpdate(DicomTag.SamplesPerPixel, ushort.MaxValue)
            .AddOrUpdate(DicomTag.BitsAllocated, ushort.MaxValue)
            .Add(new DicomOtherByte(DicomTag.PixelData, new byte[46]));

        Assert.Throws<DicomDataException>(() => DicomPixelData.Create(dataset));
    }

    [Fact]
    public void GetFrame_BasicOffsetTable_JoinsFragmentsOfAFrame()
    {
        // Frame 1 is two fragments, frame 2 one, frame 3 two.
        var pixels = Create(3, SampleImages.Fragments([0, 22, 34], [1, 2], [3, 4, 5, 6], [7, 8, 9, 10], [11, 12], [13, 14]));

        Assert.Equal([1, 2, 3, 4, 5, 6], SampleImages.ReadAll(pixels.GetFrame(0)));
        Assert.Equal([7, 8, 9, 10], SampleImages.ReadAll(pixels.GetFrame(1)));
        Assert.Equal([11, 12, 13, 14], SampleImages.ReadAll(pixels.GetFrame(2)));
        var middle = new byte[3];
        pixels.GetFrame(0).Read(1, middle);
        Assert.Equal([2, 3, 4], middle);
    }

    [Fact]
    public void GetFrame_NoTable_IsOneFragmentEach()
    {
        var pixels = Create(2, SampleImages.Fragments([], [1, 2], [3, 4]));

        Assert.Equal([3, 4], SampleImages.ReadAll(pixels.GetFrame(1)));
    }

    [Fact]
    public void GetFrame_OneFrameNoTable_IsAllFragments()
    {
        var pixels = Create(1, SampleImages.Fragments([], [1, 2], [3, 4], [5, 6]));

        Assert.Equal([1, 2, 3, 4, 5, 6], SampleImages.ReadAll(pixels.GetFrame(0)));
    }

    [Fact]
    public void GetFrame_ExtendedTable_LeavesOutThePadding()
    {
        var dataset = WithExtendedTable([0, 10], [2, 3], SampleImages.Fragments([], [1, 2], [3, 4, 5, 0]));

        var pixels = DicomPixelData.Create(dataset);

        Assert.Equal([1, 2], SampleImages.ReadAll(pixels.GetFrame(0)));
        Assert.Equal([3, 4, 5], SampleImages.ReadAll(pixels.GetFrame(1)));
    }

    [Fact]
    public void Create_FragmentsThatCannotBeAssigned_IsRefused()
    {
        AssertRefused(Dataset(2, SampleImages.Fragments([], [1, 2], [3, 4], [5, 6])), "cannot be told");
        AssertRefused(Dataset(2, SampleImages.Fragments([], [1, 2])), "fewer than NumberOfFrames = 2");
        AssertRefused(Dataset(2, SampleImages.Fragments([0], [1, 2], [3, 4], [5, 6])), "1 entries: expected NumberOfFrames = 2");
        AssertRefused(Dataset(int.MaxValue, SampleImages.Fragments([], [1, 2])), "fewer than");
        AssertRefused(
            WithExtendedTable([0, 10], [2, 2], SampleImages.Fragments([0, 10], [1, 2], [3, 4])), "both a basic and an extended");
        AssertRefused(WithExtendedTable([0], [2], SampleImages.Fragments([], [1, 2], [3, 4])), "8 for each of 2 frames");
    }

    [Fact]
    public void GetFrame_TableThatPointsNowhere_IsRefused()
    {
        AssertFrameRefused(Dataset(2, SampleImages.Fragments([0, 12], [1, 2], [3, 4])), 1, "no fragment begins .* frame 2");
        AssertFrameRefused(Dataset(2, SampleImages.Fragments([0, 0], [1, 2], [3, 4])), 0, "does not ascend");
        AssertFrameRefused(Dataset(2, SampleImages.Fragments([10, 0], [1, 2], [3, 4])), 0, "does not ascend");
        AssertFrameRefused(
            WithExtendedTable([0, ulong.MaxValue], [2, 2], SampleImages.Fragments([], [1, 2], [3, 4])), 1, "no fragment begins");
        AssertFrameRefused(
            WithExtendedTable([0, 10], [2, 5], SampleImages.Fragments([], [1, 2], [3, 4])), 1, "not that of its fragment");
        AssertFrameRefused(
            WithExtendedTable([0, 10], [0, ulong.MaxValue], SampleImages.Fragments([], [1, 2], [3, 4])), 1, "not that of its fragment");
    }

    [Theory]
    [InlineData("Rows")]
    [InlineData("BitsAllocated")]
    [InlineData("PhotometricInterpretation")]
    [InlineData("PlanarConfiguration")]
    [InlineData("PixelData")]
    public void Create_AttributeMissing_IsNamed(string keyword)
    {
        var dataset = Dataset(1, SampleImages.Fragments([], [1, 2])).Remove(DicomTag.Parse(keyword));

        Assert.Equal(DicomTag.Parse(keyword), Assert.Throws<DicomDataException>(() => DicomPixelData.Create(dataset)).Tag);
    }

    private static DicomPixelData Create(int frames, DicomFragmentSequence fragments) =>
        DicomPixelData.Create(Dataset(frames, fragments));

    private static DicomDataset Dataset(int frames, DicomFragmentSequence fragments) =>
        SampleImages.Dataset(frames).Add(fragments);

    private static DicomDataset WithExtendedTable(ulong[] offsets, ulong[] lengths, DicomFragmentSequence fragments) =>
        Dataset(2, fragments)
            .Add(new DicomOtherVeryLong(DicomTag.ExtendedOffsetTable, [.. offsets.SelectMany(BitConverter.GetBytes)]))
            .Add(new DicomOtherVeryLong(DicomTag.ExtendedOffsetTableLengths, [.. lengths.SelectMany(BitConverter.GetBytes)]));

    private static void AssertRefused(DicomDataset dataset, string pattern) =>
        Assert.Matches(pattern, Assert.Throws<DicomDataException>(() => DicomPixelData.Create(dataset)).Message);

    private static void AssertFrameRefused(DicomDataset dataset, int frameIndex, string pattern)
    {
        var pixels = DicomPixelData.Create(dataset);

        Assert.Matches(pattern, Assert.Throws<DicomDataException>(() => pixels.GetFrame(frameIndex)).Message);
    }
}
