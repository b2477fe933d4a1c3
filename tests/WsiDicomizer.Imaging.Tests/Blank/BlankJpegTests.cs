using WsiDicomizer.Imaging.Blank;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.Blank;

public class BlankJpegTests
{
    [Theory]
    [InlineData(512, 512, 2, 2, 1700)]
    [InlineData(512, 512, 1, 1, 3250)]
    [InlineData(512, 512, 2, 1, 2250)]
    [InlineData(1280, 431, 2, 1, 5700)]
    public void Create_YCbCr_IsShort(int width, int height, int horizontal, int vertical, int most)
    {
        var stream = BlankJpeg.Create(
            BlankJpegFormat.YCbCr(new PixelSize(width, height), horizontal, vertical), BlankLimits.Default);

        Assert.InRange(stream.Length, 1, most);
    }

    [Fact]
    public void Create_AnyShade_IsWhatLibjpegDecodes()
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var size = new PixelSize(33, 17);
        for (var shade = 0; shade < 256; shade++)
        {
            BlankJpegFormat[] formats =
            [
                BlankJpegFormat.Grey(size).WithShade((byte)shade),
                BlankJpegFormat.Rgb(size).WithShade((byte)shade),
                BlankJpegFormat.YCbCr(size, 2, 2).WithShade((byte)shade),
            ];
            foreach (var format in formats)
            {
                AssertDecodes(codec, format);
            }
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 8)]
    [InlineData(9, 7)]
    [InlineData(16, 17)]
    [InlineData(431, 1280)]
    [InlineData(4001, 3)]
    [InlineData(BlankJpegFormat.MaxDimension, 1)]
    [InlineData(1, BlankJpegFormat.MaxDimension)]
    public void Create_AnySizeAndSampling_IsWhatLibjpegDecodes(int width, int height)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var size = new PixelSize(width, height);
        int[][] samplings = [[1, 1], [2, 1], [1, 2], [2, 2], [4, 1], [1, 4], [4, 2]];
        AssertDecodes(codec, BlankJpegFormat.Grey(size));
        AssertDecodes(codec, BlankJpegFormat.Rgb(size));
        foreach (var sampling in samplings)
        {
            AssertDecodes(codec, BlankJpegFormat.YCbCr(size, sampling[0], sampling[1]));
        }
    }

    [Theory]
    [InlineData(BlankJpegMark.None)]
    [InlineData(BlankJpegMark.Jfif)]
    [InlineData(BlankJpegMark.Adobe)]
    public void Create_Marks_KeepTheColour(BlankJpegMark mark)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var size = new PixelSize(40, 24);
        var header = JpegHeader.Read(BlankJpeg.Create(BlankJpegFormat.YCbCr(size).WithMark(mark), BlankLimits.Default), JpegLimits.Default);

        Assert.Equal(mark == BlankJpegMark.Jfif, header.HasJfif);
        Assert.Equal(mark == BlankJpegMark.Adobe ? 1 : null, header.AdobeTransform);
        AssertDecodes(codec, BlankJpegFormat.YCbCr(size).WithMark(mark));
        AssertDecodes(codec, BlankJpegFormat.Grey(size).WithMark(mark));
        if (mark == BlankJpegMark.Jfif)
        {
            Assert.Throws<ArgumentException>(() => BlankJpegFormat.Rgb(size).WithMark(mark));
            return;
        }

        AssertDecodes(codec, BlankJpegFormat.Rgb(size).WithMark(mark));
    }

    [Fact]
    public void Create_LargestPicture_IsMeasuredAndWithinTheLimit()
    {
        var format = BlankJpegFormat.YCbCr(new PixelSize(BlankJpegFormat.MaxDimension, BlankJpegFormat.MaxDimension));

        var stream = BlankJpeg.Create(format, BlankLimits.Default);

        Assert.Equal(BlankJpeg.MeasureLength(format), stream.Length);
        Assert.True(stream.Length < BlankLimits.Default.MaxBytes);
        Assert.Equal(JpegScanEnd.EndOfImage, EndOf(stream));
    }

    [Fact]
    public void Create_BeyondTheLimit_IsRefused()
    {
        var format = BlankJpegFormat.Grey(new PixelSize(512, 512));
        var limits = new BlankLimits { MaxBytes = BlankJpeg.MeasureLength(format) - 1 };

        var exception = Assert.Throws<CodecException>(() => BlankJpeg.Create(format, limits));

        Assert.Equal(CodecProblem.LimitExceeded, exception.Problem);
    }

    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(65501, 1, 1, 1)]
    [InlineData(8, 65501, 1, 1)]
    [InlineData(8, 8, 4, 4)]
    [InlineData(8, 8, 5, 1)]
    public void YCbCr_WhatNoDecoderTakes_IsRefused(int width, int height, int horizontal, int vertical) =>
        Assert.Throws<ArgumentException>(() => BlankJpegFormat.YCbCr(new PixelSize(width, height), horizontal, vertical));

    [Theory]
    [InlineData(JpegColor.Grey)]
    [InlineData(JpegColor.Rgb)]
    [InlineData(JpegColor.YCbCr)]
    public void CreateSmallest_AnyColour_HasEightByEightWhitePixels(JpegColor color)
    {
        using var codec = new JpegCodec(JpegLimits.Default);

        var stream = BlankJpeg.CreateSmallest(color);

        var image = codec.Decode(stream);
        Assert.InRange(stream.Length, 1, 160);
        Assert.Equal(new PixelSize(8, 8), image.Size);
        Assert.All(image.Samples, sample => Assert.Equal(255, sample));
    }

    [Theory]
    [InlineData(JpegColor.Grey, JpegSubsampling.None)]
    [InlineData(JpegColor.Rgb, JpegSubsampling.None)]
    [InlineData(JpegColor.YCbCr, JpegSubsampling.Horizontal)]
    [InlineData(JpegColor.YCbCr, JpegSubsampling.HorizontalAndVertical)]
    public void TryReplace_AStreamOfLibjpeg_KeepsSizeColourAndSampling(JpegColor color, JpegSubsampling subsampling)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var size = new PixelSize(173, 90);
        var samples = new byte[size.Area * (color == JpegColor.Grey ? 1 : 3)];
        new Random(7).NextBytes(samples);
        var old = codec.Encode(samples, size, new JpegEncodeOptions { Color = color, Subsampling = subsampling });

        Assert.True(BlankJpeg.TryReplace(old, color, old.Length, out var stream, out var problem), $"{problem}");

        var (before, after) = (JpegHeader.Read(old, JpegLimits.Default), JpegHeader.Read(stream, JpegLimits.Default));
        Assert.Equal(before.Components.Select(Describe), after.Components.Select(Describe));
        Assert.Equal(before.AdobeTransform, after.AdobeTransform);
        var image = codec.Decode(stream);
        Assert.Equal(size, image.Size);
        Assert.All(image.Samples, sample => Assert.Equal(255, sample));
    }

    [Fact]
    public void TryReplace_RgbThatOnlyTheContainerKnows_StoresRgb()
    {
        // As Aperio writes it: ids 1, 2, 3 and no mark, the photometric tag says RGB.
        var silent = BlankJpeg.Create(BlankJpegFormat.YCbCr(new PixelSize(64, 64)), BlankLimits.Default);

        Assert.True(BlankJpeg.TryReplace(silent, JpegColor.Rgb, silent.Length + 9, out var stream, out _));

        var format = BlankJpegFormat.TryLike(JpegHeader.Read(stream, JpegLimits.Default), JpegColor.Rgb);
        Assert.Equal(JpegColor.Rgb, format!.Color);

        // All three components start with the same difference, so the stream is longer than that of YCbCr.
        using var codec = new JpegCodec(JpegLimits.Default);
        var image = codec.Decode(Relabelled(stream));
        Assert.All(image.Samples, sample => Assert.Equal(255, sample));
    }

    [Fact]
    public void TryReplace_PlaceTooSmall_SaysSo()
    {
        var old = BlankJpeg.Create(BlankJpegFormat.Grey(new PixelSize(64, 64)), BlankLimits.Default);

        Assert.True(BlankJpeg.TryReplace(old, JpegColor.Grey, old.Length, out _, out _));
        Assert.False(BlankJpeg.TryReplace(old, JpegColor.Grey, old.Length - 1, out var none, out var problem));
        Assert.Null(none);
        Assert.Equal(BlankProblem.TooLong, problem);
    }

    [Fact]
    public void TryReplace_NoJpeg_IsUnsupported()
    {
        Assert.False(BlankJpeg.TryReplace("no picture"u8, JpegColor.Grey, 1000, out _, out var problem));
        Assert.Equal(BlankProblem.Unsupported, problem);
    }

    [ForeignProgramFact("/usr/lib/python3/dist-packages/PIL")]
    public void Create_Colours_AreWhatPillowDecodes()
    {
        var size = new PixelSize(123, 77);
        (BlankJpegFormat Format, string Expected)[] cases =
        [
            (BlankJpegFormat.Grey(size), "L 123 77 255-255"),
            (BlankJpegFormat.Rgb(size), "RGB 123 77 255-255 255-255 255-255"),
            (BlankJpegFormat.YCbCr(size, 2, 2), "RGB 123 77 255-255 255-255 255-255"),
            (BlankJpegFormat.YCbCr(size, 2, 1).WithMark(BlankJpegMark.Jfif).WithShade(200), "RGB 123 77 200-200 200-200 200-200"),
            (BlankJpegFormat.Rgb(size).WithMark(BlankJpegMark.Adobe).WithShade(0), "RGB 123 77 0-0 0-0 0-0"),
        ];
        using var folder = new TemporaryFolder();
        var paths = cases.Select((item, index) => folder.Write($"{index}.jpg", BlankJpeg.Create(item.Format, BlankLimits.Default)));

        var output = ForeignPrograms.RunScript("Blank/describe-picture.py", [.. paths]);

        Assert.Equal(cases.Select(item => item.Expected), output.TrimEnd().Split('\n'));
    }

    private static (byte, int, int) Describe(JpegComponent component) =>
        (component.Id, component.HorizontalSampling, component.VerticalSampling);

    private static JpegScanEnd EndOf(byte[] stream)
    {
        var header = JpegHeader.Read(stream, JpegLimits.Default);
        JpegScan.FindEnd(stream.AsSpan(header.ScanOffset), out var end);
        return end;
    }

    /// <summary>The same stream with the ids by which libjpeg knows RGB.</summary>
    private static byte[] Relabelled(byte[] stream) =>
        new JpegFrameHeaderRewriter(default, JpegColor.Rgb, JpegLimits.Default).Rewrite(stream).Assemble(stream, out _);

    private static void AssertDecodes(JpegCodec codec, BlankJpegFormat format)
    {
        var stream = BlankJpeg.Create(format, BlankLimits.Default);
        Assert.Equal(BlankJpeg.MeasureLength(format), stream.Length);
        var image = codec.Decode(stream);
        Assert.Equal(format.Size, image.Size);
        Assert.Equal(format.Components.Count, image.SamplesPerPixel);
        Assert.False(image.Samples.AsSpan().ContainsAnyExcept(format.Shade), $"{format.Color} {format.Size} {format.Shade}");
    }
}
