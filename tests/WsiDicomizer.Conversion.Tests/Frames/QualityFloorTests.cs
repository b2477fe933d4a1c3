using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Tests.Frames;

public sealed class QualityFloorTests : IDisposable
{
    private static readonly PixelSize TileSize = new(128, 128);

    private readonly FrameCodec _usual = FrameCodec.ForJpeg(3, new JpegEncodeOptions { Quality = 90 });
    private readonly FrameCodec _fine = FrameCodec.ForJpeg(3, new JpegEncodeOptions { Quality = 98 });

    public void Dispose()
    {
        _usual.Dispose();
        _fine.Dispose();
    }

    [Fact]
    public void Encode_SmoothTile_StaysAtTheUsualQuality()
    {
        var pixels = Draw((x, y) => (byte)((x + y) / 2));
        Assert.Equal(_usual.Encode(pixels, TileSize), Floor(TileSize).Encode(0, pixels).ToArray());
    }

    [Fact]
    public void Encode_TileOfGrain_IsFinerAndNearEnough()
    {
        var pixels = Draw((x, y) => (byte)(x * 7919 * (y + 3) / 5));
        Assert.InRange(Decibels(pixels, _usual.Encode(pixels, TileSize)), 10, QualityFloor.LeastDecibels);
        Assert.Equal(_fine.Encode(pixels, TileSize), Floor(TileSize).Encode(0, pixels).ToArray());
    }

    // A quarter of the tile is grain, the rest padding that is perfect at any quality.
    [Fact]
    public void Encode_EdgeTile_IsJudgedByWhatLiesInTheLevel()
    {
        var pixels = Draw((x, y) => x < 24 && y < 24 ? (byte)(128 + (x * 31 * (y + 3) % 41)) : (byte)255);
        Assert.InRange(Decibels(pixels, _usual.Encode(pixels, TileSize)), QualityFloor.LeastDecibels, 90);
        Assert.Equal(_usual.Encode(pixels, TileSize), Floor(TileSize).Encode(0, pixels).ToArray());
        Assert.Equal(_fine.Encode(pixels, TileSize), Floor(new PixelSize(24, 24)).Encode(0, pixels).ToArray());
    }

    private QualityFloor Floor(PixelSize levelSize)
    {
        var level = new MemoryLevel(
            levelSize, TileSize, MemoryLevel.Coded(TileCompression.Uncompressed, samplesPerPixel: 3, bits: 8), _ => []);
        return new QualityFloor(level, _usual, [_fine], (int)TileSize.Area * 3);
    }

    private static byte[] Draw(Func<int, int, byte> shade)
    {
        var pixels = new byte[TileSize.Area * 3];
        for (var index = 0; index < pixels.Length; index++)
        {
            pixels[index] = shade(index / 3 % TileSize.Width, index / 3 / TileSize.Width);
        }

        return pixels;
    }

    private double Decibels(byte[] pixels, byte[] frame)
    {
        var decoded = _usual.Decode(frame);
        var mean = pixels.Select((sample, index) => Math.Pow(sample - decoded[index], 2)).Average();
        return 10 * Math.Log10(255 * 255 / mean);
    }
}
