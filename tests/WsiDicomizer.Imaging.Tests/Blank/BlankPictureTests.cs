using WsiDicomizer.Imaging.Blank;
using WsiDicomizer.Imaging.Bmp;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Png;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.Blank;

public class BlankPictureTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(400, 431)]
    [InlineData(3000, 20)]
    public void PngAndBmp_AnySize_DecodeToTheShade(int width, int height)
    {
        var size = new PixelSize(width, height);
        using var png = new PngCodec(PngLimits.Default);
        using var bmp = new BmpCodec(BmpLimits.Default);
        DecodedImage[] images =
        [
            png.Decode(BlankPng.Create(size, 1, BlankLimits.Default, 77)),
            png.Decode(BlankPng.Create(size, 3, BlankLimits.Default, 77)),
            bmp.Decode(BlankBmp.Create(size, 8, BlankLimits.Default, 77)),
            bmp.Decode(BlankBmp.Create(size, 24, BlankLimits.Default, 77)),
        ];

        Assert.Equal([1, 3, 3, 3], images.Select(image => image.SamplesPerPixel));
        Assert.All(images, image => Assert.Equal(size, image.Size));
        Assert.All(images, image => Assert.False(image.Samples.AsSpan().ContainsAnyExcept((byte)77)));
    }

    [Fact]
    public void Png_OfALabel_IsShort() =>
        Assert.InRange(BlankPng.Create(new PixelSize(1000, 1000), 3, BlankLimits.Default).Length, 1, 10_000);

    [Theory]
    [InlineData(24, 54 + (404 * 50))]
    [InlineData(8, 58 + (136 * 50))]
    public void Bmp_OfASize_HasAlwaysTheSameLength(int bitsPerPixel, int length) =>
        Assert.Equal(length, BlankBmp.Create(new PixelSize(bitsPerPixel == 24 ? 134 : 133, 50), bitsPerPixel, BlankLimits.Default).Length);

    [Theory]
    [InlineData(0, 1, 3)]
    [InlineData(1, -1, 3)]
    [InlineData(1, 1, 2)]
    public void Png_WhatCannotBe_IsRefused(int width, int height, int samples) =>
        Assert.Throws<ArgumentException>(() => BlankPng.Create(new PixelSize(width, height), samples, BlankLimits.Default));

    [Fact]
    public void PngAndBmp_TooLarge_AreRefused()
    {
        var size = new PixelSize(int.MaxValue, int.MaxValue);

        var png = Assert.Throws<CodecException>(() => BlankPng.Create(size, 3, BlankLimits.Default));
        var bmp = Assert.Throws<CodecException>(() => BlankBmp.Create(new PixelSize(100_000, 100_000), 24, BlankLimits.Default));

        Assert.Equal([CodecProblem.LimitExceeded, CodecProblem.LimitExceeded], [png.Problem, bmp.Problem]);
    }

    [ForeignProgramFact("/usr/lib/python3/dist-packages/PIL")]
    public void PngAndBmp_AreWhatPillowDecodes()
    {
        var size = new PixelSize(403, 217);
        using var folder = new TemporaryFolder();
        string[] paths =
        [
            folder.Write("grey.png", BlankPng.Create(size, 1, BlankLimits.Default)),
            folder.Write("rgb.png", BlankPng.Create(size, 3, BlankLimits.Default, 9)),
            folder.Write("rgb.bmp", BlankBmp.Create(size, 24, BlankLimits.Default, 200)),
        ];

        var output = ForeignPrograms.RunScript("Blank/describe-picture.py", paths);

        Assert.Equal(
            ["L 403 217 255-255", "RGB 403 217 9-9 9-9 9-9", "RGB 403 217 200-200 200-200 200-200"],
            output.TrimEnd().Split('\n'));
    }
}
