using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Tests.Frames;

/// <summary>Threads are as many as were asked for, as long as what they hold together stays within the limit.</summary>
public class WorkerLimitTests
{
    [Theory]
    [InlineData(8, 0, 8)]
    [InlineData(8, 1 << 20, 8)]
    [InlineData(256, 1 << 20, 96)]
    [InlineData(256, 96 << 20, 1)]
    [InlineData(256, 1L << 40, 1)]
    [InlineData(1, 1L << 40, 1)]
    [InlineData(0, 1, 1)]
    public void ByBytes_SoManyAsFit(int workers, long bytes, int expected) =>
        Assert.Equal(expected, WorkerLimit.ByBytes(workers, bytes));

    [Fact]
    public void ByTiles_OneLongTile_CountsForAll()
    {
        var level = new MemoryLevel(
            new PixelSize(80, 8),
            new PixelSize(8, 8),
            MemoryLevel.Coded(TileCompression.Jpeg, 3, 8),
            tile => new byte[tile == 7 ? 8 << 20 : 100]);

        Assert.Equal(4, WorkerLimit.ByTiles(256, level, runBytes: 1000));
        Assert.Equal(3, WorkerLimit.ByTiles(3, level, runBytes: 1000));
    }

    [Fact]
    public void ByPixels_WaveletsHoldMore()
    {
        var level = new MemoryLevel(new PixelSize(8, 8), new PixelSize(8, 8), MemoryLevel.Coded(TileCompression.Jpeg, 3, 8), _ => [1]);
        const long Pixels = 1024 * 1024 * 3;

        Assert.Equal(6, WorkerLimit.ByPixels(64, level, Pixels, DicomTransferSyntax.JPEGProcess1));
        Assert.Equal(2, WorkerLimit.ByPixels(64, level, Pixels, DicomTransferSyntax.JPEG2000Lossless));
    }
}
