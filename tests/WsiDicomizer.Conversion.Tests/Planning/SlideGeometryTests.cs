using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;

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

    [Theory]
    [InlineData(LabelSide.Right, 0, 0)]
    [InlineData(LabelSide.Below, 23, 0)]
    [InlineData(LabelSide.Left, 16.457, 23)]
    [InlineData(LabelSide.Above, 0, 16.457)]
    public void Origin_NothingSaid_HasThePictureInTheCornerOfTheSlide(LabelSide side, double x, double y)
    {
        var geometry = new SlideGeometry(new PixelSize(46000, 32914), HalfMicrometre, side);

        Assert.Equal(new SlidePosition(x, y), geometry.Origin);
    }

    [Theory]
    [InlineData(LabelSide.Right, 3, 2)]
    [InlineData(LabelSide.Below, 23, 3)]
    [InlineData(LabelSide.Left, 72, 23)]
    [InlineData(LabelSide.Above, 2, 72)]
    public void Origin_PositionSaid_IsThat(LabelSide side, double x, double y)
    {
        var geometry = new SlideGeometry(new PixelSize(460, 300), HalfMicrometre, side, position: new GlassPosition(2, 3, 25, 75));

        Assert.Equal(new SlidePosition(x, y), geometry.Origin);
    }

    // The middle is 2 mm to the right of that of the slide and 1 mm below it, the picture 10 mm wide and 4 mm high.
    [Theory]
    [InlineData(LabelSide.Right, 11.5, 34.5)]
    [InlineData(LabelSide.Below, 15.5, 36.5)]
    [InlineData(LabelSide.Left, 13.5, 40.5)]
    [InlineData(LabelSide.Above, 9.5, 38.5)]
    public void Origin_CentreOffset_IsCountedAlongThePicture(LabelSide side, double x, double y)
    {
        var geometry = new SlideGeometry(new PixelSize(20000, 8000), HalfMicrometre, side, centreOffset: new SlidePosition(2, 1));

        Assert.Equal(new SlidePosition(x, y), geometry.Origin);
    }

    [Theory]
    [InlineData(40, 0)]
    [InlineData(0, 11)]
    [InlineData(0, -12)]
    public void Origin_CentreOffsetBesideTheGlass_IsTheCorner(double right, double down)
    {
        var geometry = new SlideGeometry(
            new PixelSize(20000, 8000), HalfMicrometre, LabelSide.Left, centreOffset: new SlidePosition(right, down));

        Assert.Equal(new SlidePosition(4, 10), geometry.Origin);
    }
}
