using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.LabelDrawing;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.LabelDrawing;

public class LabelPictureTests
{
    private const string Zbar = "/usr/bin/zbarimg";

    [ForeignProgramTheory(Zbar)]
    [InlineData(400, 431, "SLIDE-7F3A9C")]
    [InlineData(431, 400, "SLIDE-7F3A9C")]
    [InlineData(1000, 300, "study 12, slide 3")]
    [InlineData(120, 160, "P000123-0007")]
    [InlineData(600, 600, "b3f1c6d2-6a1e-4f0b-9a53-0f5b7f9f2c11")]
    [InlineData(387, 463, "Größe, 標本")]
    [InlineData(800, 900, "first line\nsecond line\nthird line")]
    public void Draw_Text_IsWhatZbarReads(int width, int height, string text)
    {
        var label = LabelPicture.Draw(new PixelSize(width, height), text, LabelLimits.Default);

        Assert.True(label.HasCode);
        Assert.True(label.HasText);
        using var folder = new TemporaryFolder();
        Assert.True(LabelEncoder.TryEncodePng(label, long.MaxValue, out var png, out _));
        Assert.Equal(text, Read(folder.Write("label.png", png)));
    }

    [Theory]
    [InlineData(400, 431)]
    [InlineData(431, 400)]
    [InlineData(1600, 500)]
    [InlineData(73, 91)]
    [InlineData(20, 20)]
    [InlineData(1, 1)]
    [InlineData(5000, 1)]
    [InlineData(1, 5000)]
    public void Draw_AnySize_IsBlackOnWhiteWithAWhiteEdge(int width, int height)
    {
        var label = LabelPicture.Draw(new PixelSize(width, height), "SLIDE-7F3A9C", LabelLimits.Default);

        var pixels = label.Pixels.ToArray();
        Assert.Equal(new PixelSize(width, height), label.Size);
        Assert.Equal(width * height * 3, pixels.Length);
        Assert.All(pixels.Chunk(3), pixel => Assert.True(pixel is [0, 0, 0] or [255, 255, 255]));
        Assert.Equal(label.HasCode || label.HasText, pixels.Contains((byte)0));
        var stride = width * 3;
        Assert.All(pixels[..stride].Concat(pixels[^stride..]), sample => Assert.Equal(255, sample));
        Assert.All(pixels.Chunk(stride), row => Assert.Equal([255, 255], new[] { row[0], row[^1] }));
    }

    [Fact]
    public void Draw_TooSmallForTheCode_ShowsTheText()
    {
        var label = LabelPicture.Draw(new PixelSize(90, 30), "P-0007", LabelLimits.Default);

        Assert.False(label.HasCode);
        Assert.True(label.HasText);
    }

    [Fact]
    public void Draw_NoText_IsWhite()
    {
        var label = LabelPicture.Draw(new PixelSize(40, 30), string.Empty, LabelLimits.Default);

        Assert.False(label.HasCode || label.HasText);
        Assert.False(label.Pixels.Span.ContainsAnyExcept((byte)255));
    }

    [Fact]
    public void Draw_LongestText_HasCodeAndText()
    {
        var text = new string('W', LabelLimits.Default.MaxTextLength);

        var label = LabelPicture.Draw(new PixelSize(600, 700), text, LabelLimits.Default);

        Assert.True(label.HasCode && label.HasText);
        Assert.Throws<ArgumentException>(() => LabelPicture.Draw(new PixelSize(600, 700), text + "W", LabelLimits.Default));
    }

    [Theory]
    [InlineData(0, 5, "A")]
    [InlineData(5, -1, "A")]
    [InlineData(100, 100, "A\u0007")]
    public void Draw_WhatCannotBe_IsRefused(int width, int height, string text) =>
        Assert.Throws<ArgumentException>(() => LabelPicture.Draw(new PixelSize(width, height), text, LabelLimits.Default));

    [Fact]
    public void Draw_TooLarge_IsRefused()
    {
        var exception = Assert.Throws<CodecException>(
            () => LabelPicture.Draw(new PixelSize(int.MaxValue, int.MaxValue), "A", LabelLimits.Default));

        Assert.Equal(CodecProblem.LimitExceeded, exception.Problem);
    }

    internal static string Read(string path) =>
        ForeignPrograms.Run(Zbar, silent: false, "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", path).TrimEnd('\n');
}
