using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Resampling;

namespace WsiDicomizer.Imaging.Tests.Resampling;

public class AreaDownsamplerTests
{
    [Fact]
    public void Downsample_WholeFactor_IsTheMeanOfTheBlock()
    {
        byte[] source =
        [
            0, 10, 100, 100,
            20, 30, 100, 101,
        ];
        Assert.Equal(
            [15, 100], AreaDownsampler.Downsample(source, new PixelSize(4, 2), new PixelSize(2, 1), samplesPerPixel: 1));
    }

    [Fact]
    public void Downsample_FractionalFactor_WeighsByCoveredArea()
    {
        // Three columns to two: the middle one counts half on each side. (2·30 + 60)/3 and (60 + 2·90)/3.
        Assert.Equal(
            [40, 80], AreaDownsampler.Downsample([30, 60, 90], new PixelSize(3, 1), new PixelSize(2, 1), 1));
        Assert.Equal(
            [40, 80], AreaDownsampler.Downsample([30, 60, 90], new PixelSize(1, 3), new PixelSize(1, 2), 1));
    }

    [Fact]
    public void Downsample_Rgb_KeepsSamplesApart()
    {
        byte[] source = [10, 20, 30, 30, 40, 50];
        Assert.Equal([20, 30, 40], AreaDownsampler.Downsample(source, new PixelSize(2, 1), new PixelSize(1, 1), 3));
    }

    [Fact]
    public void Downsample_Halves_RoundUp() =>
        Assert.Equal([2], AreaDownsampler.Downsample([1, 2], new PixelSize(2, 1), new PixelSize(1, 1), 1));

    [Fact]
    public void Downsample_SameSize_IsTheSource()
    {
        var source = Builders.Pictures.Waves(new PixelSize(13, 7), 3, noise: 50);
        Assert.Equal(source, AreaDownsampler.Downsample(source, new PixelSize(13, 7), new PixelSize(13, 7), 3));
    }

    [Theory]
    [InlineData(960, 960, 240, 240)]
    [InlineData(961, 977, 240, 244)]
    [InlineData(17, 5, 3, 4)]
    public void Downsample_FlatImage_StaysFlat(int width, int height, int targetWidth, int targetHeight)
    {
        var source = new byte[width * height * 3];
        Array.Fill(source, (byte)255);
        var target = AreaDownsampler.Downsample(
            source, new PixelSize(width, height), new PixelSize(targetWidth, targetHeight), 3);
        Assert.Equal(targetWidth * targetHeight * 3, target.Length);
        Assert.Equal(-1, target.AsSpan().IndexOfAnyExcept((byte)255));
    }

    [Fact]
    public void Downsample_BadSizes_Throws()
    {
        Assert.Throws<ArgumentException>(
            () => AreaDownsampler.Downsample(new byte[5], new PixelSize(2, 2), new PixelSize(1, 1), 1));
        Assert.Throws<ArgumentException>(
            () => AreaDownsampler.Downsample(new byte[4], new PixelSize(2, 2), new PixelSize(3, 1), 1));
    }
}
