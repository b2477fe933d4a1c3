using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Conversion.Tests.Planning;

public class SlideGeometryTests
{
    private static readonly PixelSpacing HalfMicrometre = new(0.5, 0.5);

    [Fact]
    public void ImagedVolume_OfBaseLevel_IsInMillimetres()
    {
        var geometry = new SlideGeometry(new PixelSize(46000, 32914), HalfMicrometre);

        Assert.Equal(new PhysicalSize(23, 16.457), geometry.ImagedVolume);
    }

    [Theory]
    [InlineData(46000, 32914, 11500, 8228, 2.0)]
    [InlineData(46000, 32914, 2875, 2057, 8.0)]
    [InlineData(15374, 17497, 3843, 4374, 2.0)]
    public void GetSpacing_LevelRoundedDown_IsBaseTimesOneFactor(int width, int height, int levelWidth, int levelHeight, double expected)
    {
        var geometry = new SlideGeometry(new PixelSize(width, height), HalfMicrometre);

        Assert.Equal(new PixelSpacing(expected, expected), geometry.GetSpacing(new PixelSize(levelWidth, levelHeight)));
    }

    [Fact]
    public void GetSpacing_SizeOfNoWholeFactor_IsPhysicalSizeByPixels()
    {
        var geometry = new SlideGeometry(new PixelSize(2220, 2967), HalfMicrometre);

        var spacing = geometry.GetSpacing(new PixelSize(574, 768));

        Assert.Equal(2220 * 0.5 / 574, spacing.XMicrometres, 12);
        Assert.Equal(2967 * 0.5 / 768, spacing.YMicrometres, 12);
    }
}
