using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Tests;

public class LabelAreaTests
{
    private static readonly PixelSize Size = new(1200, 401);

    [Theory]
    [InlineData(0, 0, 0.35, 1, 0, 0, 420, 401)]
    [InlineData(0.1, 0.1, 0.2, 0.2, 120, 40, 240, 81)]
    [InlineData(0.9, 0, 0.5, 1, 1080, 0, 120, 401)]
    [InlineData(0, 0, 1, 1, 0, 0, 1200, 401)]
    public void On_Shares_NeverCoverLess(double left, double top, double width, double height, int x, int y, int columns, int rows) =>
        Assert.Equal(new PixelRectangle(x, y, columns, rows), new LabelArea(left, top, width, height, IsShare: true).On(Size));

    [Theory]
    [InlineData(0, 0, 420, 431, 0, 0, 420, 401)]
    [InlineData(1100, 20, 400, 10, 1100, 20, 100, 10)]
    public void On_Pixels_AreCutAtTheEdges(double left, double top, double width, double height, int x, int y, int columns, int rows) =>
        Assert.Equal(new PixelRectangle(x, y, columns, rows), new LabelArea(left, top, width, height, IsShare: false).On(Size));

    [Theory]
    [InlineData(1200, 0, 10, 10, false)]
    [InlineData(0, 401, 10, 10, false)]
    [InlineData(1, 0, 0.5, 1, true)]
    public void On_NothingOfThePicture_IsNothing(double left, double top, double width, double height, bool isShare) =>
        Assert.Null(new LabelArea(left, top, width, height, isShare).On(Size));
}
