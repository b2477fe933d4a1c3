using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Tests.Geometry;

public class PixelRectangleTests
{
    [Theory]
    [InlineData(0, 0, 8, 8, 0, 0, 8, 8)]
    [InlineData(7, 7, 2, 2, 0, 0, 16, 16)]
    [InlineData(8, 15, 1, 2, 8, 8, 8, 16)]
    [InlineData(100, 90, 1, 1, 96, 88, 5, 3)]
    public void WidenTo_Grid_IsNeverNarrower(int left, int top, int width, int height, int x, int y, int columns, int rows) =>
        Assert.Equal(
            new PixelRectangle(x, y, columns, rows),
            new PixelRectangle(left, top, width, height).WidenTo(8, 8, new PixelSize(101, 91)));

    [Theory]
    [InlineData(0, 0, 0, 1)]
    [InlineData(-1, 0, 2, 1)]
    [InlineData(0, -1, 1, 2)]
    [InlineData(95, 0, 7, 1)]
    [InlineData(0, 91, 1, 1)]
    [InlineData(int.MaxValue, 0, int.MaxValue, 1)]
    public void WidenTo_NotWithinTheImage_Throws(int left, int top, int width, int height) =>
        Assert.Throws<ArgumentException>(() => new PixelRectangle(left, top, width, height).WidenTo(8, 8, new PixelSize(101, 91)));
}
