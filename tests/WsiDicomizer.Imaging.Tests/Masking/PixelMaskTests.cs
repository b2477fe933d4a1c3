using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Masking;

namespace WsiDicomizer.Imaging.Tests.Masking;

public class PixelMaskTests
{
    [Fact]
    public void Fill_Rectangle_ChangesItAlone()
    {
        var samples = new byte[4 * 3 * 2];

        PixelMask.Fill(samples, new PixelSize(4, 3), 2, new PixelRectangle(1, 1, 2, 2), 255);

        byte[] row = [0, 0, 255, 255, 255, 255, 0, 0];
        Assert.Equal([.. new byte[8], .. row, .. row], samples);
    }

    [Fact]
    public void DigestOutside_OneByte_CountsOnlyOutside()
    {
        var size = new PixelSize(4, 3);
        var area = new PixelRectangle(1, 1, 2, 2);
        var samples = new byte[4 * 3 * 2];
        var digest = PixelMask.DigestOutside(samples, size, 2, area);
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i]++;
            var isInside = i / 8 >= 1 && i % 8 is >= 2 and < 6;
            Assert.Equal(isInside, digest == PixelMask.DigestOutside(samples, size, 2, area));
            samples[i]--;
        }
    }

    [Theory]
    [InlineData(23, 0, 1)]
    [InlineData(24, 3, 2)]
    public void Fill_SizesThatDoNotFit_Throws(int length, int left, int width) =>
        Assert.Throws<ArgumentException>(
            () => PixelMask.Fill(new byte[length], new PixelSize(4, 3), 2, new PixelRectangle(left, 0, width, 1), 255));
}
