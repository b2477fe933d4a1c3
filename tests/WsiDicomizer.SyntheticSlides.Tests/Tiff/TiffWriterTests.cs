using WsiDicomizer.SyntheticSlides.Tests.Support;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Tests.Tiff;

public class TiffWriterTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WriteDirectory_TwoPages_AreLinkedAndReadBack(bool big)
    {
        using var stream = new MemoryStream();
        var writer = new TiffWriter(stream, big);
        var first = writer.Append([1, 2, 3]);
        writer.WriteDirectory(new TiffDirectory()
            .Offsets(TiffTag.TileOffsets, [first], big)
            .Long(TiffTag.TileByteCounts, 3)
            .Short(TiffTag.BitsPerSample, 8, 8, 8)
            .Ascii(TiffTag.ImageDescription, "abc"));
        var second = writer.Append([4]);
        writer.WriteDirectory(new TiffDirectory()
            .Ascii(TiffTag.ImageDescription, "a longer text")
            .Offsets(TiffTag.TileOffsets, [second, first], big)
            .Long(TiffTag.TileByteCounts, 1, 3));

        var tiff = new MiniTiff(stream.ToArray());

        Assert.Equal(big, tiff.Big);
        Assert.Equal(2, tiff.Pages.Count);
        Assert.Equal([8, 8, 8], tiff.Pages[0][258].Numbers);
        Assert.Equal("abc", tiff.Pages[0][270].Text);
        Assert.Equal(4, tiff.Pages[0][270].Count);
        Assert.Equal("a longer text", tiff.Pages[1][270].Text);
        Assert.Equal([1, 2, 3], tiff.Tile(0, 0));
        Assert.Equal([4], tiff.Tile(1, 0));
        Assert.Equal([1, 2, 3], tiff.Tile(1, 1));
    }

    [Fact]
    public void Append_BeyondFourGibibytesOfClassicTiff_Throws()
    {
        var writer = new TiffWriter(Stream.Null, big: false);
        var block = new byte[1 << 26];
        for (var index = 0; index < 63; index++)
        {
            writer.Append(block);
        }

        Assert.Throws<InvalidOperationException>(() => writer.Append(block));
    }

    [Fact]
    public void Append_BeyondFourGibibytesOfBigTiff_Goes()
    {
        var writer = new TiffWriter(Stream.Null, big: true);
        var block = new byte[1 << 26];
        for (var index = 0; index < 64; index++)
        {
            writer.Append(block);
        }

        Assert.Equal((1L << 32) + 16, writer.Append([1]));
    }
}
