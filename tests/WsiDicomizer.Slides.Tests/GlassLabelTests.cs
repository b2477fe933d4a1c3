using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests;

public class GlassLabelTests
{
    // A third and a twentieth of the long side; or the short side and that, where the picture shows less than all of the glass.
    [Theory]
    [InlineData(1200, 400, LabelSide.Left, 0, 0, 460, 400)]
    [InlineData(1200, 400, LabelSide.Right, 740, 0, 460, 400)]
    [InlineData(1280, 431, LabelSide.Left, 0, 0, 495, 431)]
    [InlineData(1200, 600, LabelSide.Left, 0, 0, 660, 600)]
    [InlineData(400, 1200, LabelSide.Above, 0, 0, 400, 460)]
    [InlineData(400, 1200, LabelSide.Below, 0, 740, 400, 460)]
    public void Find_PictureOfAGlass_IsItsEndWithAMargin(int width, int height, LabelSide side, int left, int top, int columns, int rows) =>
        Assert.Equal(new PixelRectangle(left, top, columns, rows), GlassLabel.Find(new PixelSize(width, height), side));

    [Theory]
    [InlineData(400, 1200, LabelSide.Left)]
    [InlineData(1200, 400, LabelSide.Above)]
    [InlineData(1199, 600, LabelSide.Left)]
    [InlineData(1601, 400, LabelSide.Right)]
    [InlineData(400, 1601, LabelSide.Below)]
    [InlineData(0, 0, LabelSide.Left)]
    public void Find_OtherShape_IsNotKnown(int width, int height, LabelSide side) =>
        Assert.Null(GlassLabel.Find(new PixelSize(width, height), side));

    [Fact]
    public void LabelArea_Ndpi_IsOfTheMacroAlone() => NdpiBuilder.Slide().WithSlide(slide => Assert.Equal(
        [new PixelRectangle(0, 0, 23, 20), null], slide.AssociatedImages.Select(image => image.LabelArea)));
}
