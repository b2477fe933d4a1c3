using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom.Tests;

public sealed class EncapsulatedLayoutTests
{
    [Fact]
    public void Create_SmallFrames_UseTheBasicTable()
    {
        var layout = EncapsulatedLayout.Create([10, 11, 1]);

        Assert.False(layout.UsesExtendedOffsetTable);
        Assert.Equal([0L, 18, 38], Enumerable.Range(0, 3).Select(layout.GetItemOffset));
        Assert.Equal([10L, 12, 2], Enumerable.Range(0, 3).Select(layout.GetItemLength));
        Assert.Equal(48, layout.FramesLength);
        Assert.Equal(8 + 12, layout.BasicOffsetTableLength);
    }

    [Theory]
    [InlineData(0xFFFFFFF6L, false)]
    [InlineData(0xFFFFFFF7L, true)]
    [InlineData(0xFFFFFFF8L, true)]
    public void Create_LastOffsetAroundFourGiB_SwitchesTableExactlyThere(long firstLength, bool extended)
    {
        // The second item begins at the first's padded length and 8 bytes of header.
        var layout = EncapsulatedLayout.Create([firstLength, 2]);

        Assert.Equal(extended, layout.UsesExtendedOffsetTable);
        Assert.Equal(firstLength + (firstLength & 1) + 8, layout.GetItemOffset(1));
        Assert.Equal(extended ? 8 : 16, layout.BasicOffsetTableLength);
    }

    [Fact]
    public void Create_LastFrameReachesBeyondFourGiB_KeepsTheBasicTable()
    {
        var layout = EncapsulatedLayout.Create([4_000_000_000, 4_000_000_000]);

        Assert.False(layout.UsesExtendedOffsetTable);
        Assert.Equal(8_000_000_016, layout.FramesLength);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(0xFFFFFFFFL)]
    [InlineData(long.MaxValue)]
    public void Create_LengthThatNoItemHas_IsRefusedWithTheFrame(long length)
    {
        var error = Assert.Throws<DicomDataException>(() => EncapsulatedLayout.Create([2, length]));

        Assert.Contains("frame 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_LongestItem_FitsItsLengthField()
    {
        Span<byte> header = stackalloc byte[8];
        foreach (var length in new[] { 0xFFFFFFFDL, 0xFFFFFFFEL })
        {
            var layout = EncapsulatedLayout.Create([length]);
            DicomFrameFileWriter.WriteItemHeader(header, layout.GetItemLength(0));

            Assert.Equal(0xFFFFFFFE, BitConverter.ToUInt32(header[4..]));
        }
    }
}
