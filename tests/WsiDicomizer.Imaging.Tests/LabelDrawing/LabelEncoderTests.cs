using WsiDicomizer.Imaging.Blank;
using WsiDicomizer.Imaging.Bmp;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.LabelDrawing;
using WsiDicomizer.Imaging.Png;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.LabelDrawing;

public class LabelEncoderTests
{
    private const string TiffCopy = "/usr/bin/tiffcp";
    private const string Zbar = "/usr/bin/zbarimg";
    private const string Text = "SLIDE-7F3A9C";

    private static LabelPicture Label { get; } = LabelPicture.Draw(new PixelSize(387, 463), Text, LabelLimits.Default);

    [ForeignProgramTheory(TiffCopy)]
    [InlineData(1, 1, 2, 3)]
    [InlineData(5, 1, 2, 3)]
    [InlineData(5, 2, 2, 3)]
    [InlineData(5, 2, 1, 1)]
    [InlineData(5, 1, 0, 1)]
    [InlineData(8, 1, 2, 3)]
    [InlineData(8, 2, 2, 3)]
    [InlineData(8, 1, 2, 4)]
    [InlineData(32946, 1, 1, 1)]
    [InlineData(32773, 1, 2, 3)]
    [InlineData(32773, 1, 5, 4)]
    public void TryEncode_Strip_IsWhatLibTiffDecodes(int compression, int predictor, int photometric, int samples)
    {
        var format = new BlankSegmentFormat
        {
            Compression = compression,
            Width = Label.Size.Width,
            Rows = Label.Size.Height,
            Predictor = predictor,
            Photometric = photometric,
            SamplesPerPixel = samples,
        };

        Assert.True(LabelEncoder.TryEncode(Label, format, (0, 0), long.MaxValue, out var strip, out var problem), $"{problem}");

        Assert.Equal(Expected(format, (0, 0)), DecodeWithLibTiff(format, strip));
        Assert.True(compression == 1 || strip.Length < Label.Size.Area * samples / 5, $"{strip.Length}");
    }

    [ForeignProgramFact(TiffCopy)]
    public void TryEncode_TilesAndLastStrips_AreWhiteBeyondTheLabel()
    {
        foreach (var place in ((int, int)[])[(0, 0), (256, 0), (0, 256), (256, 256), (512, 512)])
        {
            var format = new BlankSegmentFormat { Compression = 5, Width = 256, Rows = 256, Predictor = 2 };

            Assert.True(LabelEncoder.TryEncode(Label, format, place, long.MaxValue, out var tile, out _));

            Assert.Equal(Expected(format, place), DecodeWithLibTiff(format, tile));
        }
    }

    [ForeignProgramTheory(Zbar)]
    [InlineData(JpegColor.Grey, JpegSubsampling.None)]
    [InlineData(JpegColor.Rgb, JpegSubsampling.None)]
    [InlineData(JpegColor.YCbCr, JpegSubsampling.None)]
    [InlineData(JpegColor.YCbCr, JpegSubsampling.Horizontal)]
    [InlineData(JpegColor.YCbCr, JpegSubsampling.HorizontalAndVertical)]
    public void TryReplaceJpeg_LessAndLessRoom_IsReadUntilItDoesNotFit(JpegColor color, JpegSubsampling subsampling)
    {
        var size = Label.Size;
        using var codec = new JpegCodec(JpegLimits.Default);
        var old = codec.Encode(
            new byte[size.Area * (color == JpegColor.Grey ? 1 : 3)], size, new JpegEncodeOptions { Color = color, Subsampling = subsampling });
        using var folder = new TemporaryFolder();
        var lengths = new List<int>();
        BlankProblem problem;
        for (var room = 1_000_000; LabelEncoder.TryReplaceJpeg(Label, old, color, room, out var stream, out problem);)
        {
            Assert.InRange(stream.Length, 1, room);
            Assert.Equal(Text, LabelPictureTests.Read(folder.Write("label.jpg", stream)));
            var header = JpegHeader.Read(stream, JpegLimits.Default);
            Assert.Equal((color, subsampling), (header.ImpliedColor, header.Subsampling));
            lengths.Add(stream.Length);
            room = stream.Length - 1;
        }

        Assert.Equal(BlankProblem.TooLong, problem);
        Assert.Equal(8, lengths.Count);
        Assert.InRange(lengths[^1], 1, 17_000);
    }

    [Fact]
    public void TryReplaceJpeg_OtherSizeOrNoJpeg_IsUnsupported()
    {
        var other = BlankJpeg.Create(BlankJpegFormat.Grey(new PixelSize(386, 463)), BlankLimits.Default);

        Assert.False(LabelEncoder.TryReplaceJpeg(Label, other, JpegColor.Grey, 1_000_000, out _, out var first));
        Assert.False(LabelEncoder.TryReplaceJpeg(Label, "no picture"u8, JpegColor.Grey, 1_000_000, out _, out var second));

        Assert.Equal([BlankProblem.Unsupported, BlankProblem.Unsupported], [first, second]);
    }

    [Theory]
    [InlineData(2, 3, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(6, 3, 2)]
    public void TryEncode_JpegStrips_MakeTheLabel(int photometric, int samples, int subsampling)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        for (var y = 0; y < Label.Size.Height; y += 64)
        {
            var format = new BlankSegmentFormat
            {
                Compression = 7,
                Width = Label.Size.Width,
                Rows = Math.Min(64, Label.Size.Height - y),
                Photometric = photometric,
                SamplesPerPixel = samples,
                HorizontalSubsampling = subsampling,
                VerticalSubsampling = subsampling,
            };

            Assert.True(LabelEncoder.TryEncode(Label, format, (0, y), 100_000, out var strip, out var problem), $"{problem}");

            var image = codec.Decode(strip);
            var expected = Expected(format, (0, y));
            Assert.Equal(expected.Length, image.Samples.Length);
            var far = image.Samples.Where((sample, index) => Math.Abs(sample - expected[index]) > 60).Count();
            Assert.True(far < image.Samples.Length / 100, $"{far} of {image.Samples.Length}");
        }
    }

    [Fact]
    public void TryEncode_SubsampledYCbCr_KeepsEachPixelsLuminance()
    {
        var format = new BlankSegmentFormat
        {
            Compression = 1, Width = 387, Rows = 463, Photometric = 6, HorizontalSubsampling = 2, VerticalSubsampling = 2,
        };

        Assert.True(LabelEncoder.TryEncode(Label, format, (0, 0), long.MaxValue, out var blocks, out _));

        Assert.Equal(194 * 232 * 6, blocks.Length);
        for (var y = 0; y < 463; y++)
        {
            for (var x = 0; x < 387; x++)
            {
                var block = blocks.AsSpan((((y / 2) * 194) + (x / 2)) * 6, 6);
                Assert.Equal(Label.IsDark(x, y) ? 0 : 255, block[(2 * (y % 2)) + (x % 2)]);
                Assert.Equal((128, 128), (block[4], block[5]));
            }
        }
    }

    [Theory]
    [InlineData(5, 3, 8, 1, 1)]
    [InlineData(5, 2, 16, 3, 2)]
    [InlineData(5, 1, 1, 1, 1)]
    [InlineData(50000, 2, 8, 3, 1)]
    [InlineData(33005, 2, 8, 3, 1)]
    [InlineData(7, 5, 8, 4, 1)]
    [InlineData(7, 2, 16, 3, 1)]
    public void TryEncode_WhatCannotShowIt_IsUnsupported(int compression, int photometric, int bits, int samples, int predictor)
    {
        var format = new BlankSegmentFormat
        {
            Compression = compression,
            Width = 64,
            Rows = 64,
            Photometric = photometric,
            BitsPerSample = bits,
            SamplesPerPixel = samples,
            Predictor = predictor,
        };

        Assert.False(LabelEncoder.TryEncode(Label, format, (0, 0), long.MaxValue, out _, out var problem));

        Assert.Equal(BlankProblem.Unsupported, problem);
    }

    [Fact]
    public void TryEncode_PlaceTooSmallOrClaimTooLarge_SaysSo()
    {
        var format = new BlankSegmentFormat { Compression = 5, Width = 387, Rows = 463 };
        Assert.True(LabelEncoder.TryEncode(Label, format, (0, 0), long.MaxValue, out var strip, out _));
        var huge = new BlankSegmentFormat { Compression = 5, Width = int.MaxValue, Rows = int.MaxValue };

        Assert.True(LabelEncoder.TryEncode(Label, format, (0, 0), strip.Length, out _, out _));
        Assert.False(LabelEncoder.TryEncode(Label, format, (0, 0), strip.Length - 1, out _, out var tooLong));
        Assert.False(LabelEncoder.TryEncode(Label, huge, (0, 0), long.MaxValue, out _, out var tooLarge));

        Assert.Equal([BlankProblem.TooLong, BlankProblem.LimitExceeded], [tooLong, tooLarge]);
    }

    [Fact]
    public void TryEncodePngAndBmp_DecodeToThePixels()
    {
        using var png = new PngCodec(PngLimits.Default);
        using var bmp = new BmpCodec(BmpLimits.Default);

        Assert.True(LabelEncoder.TryEncodePng(Label, 10_000, out var image, out _));
        Assert.True(LabelEncoder.TryEncodeBmp(Label, long.MaxValue, out var bitmap, out _));
        Assert.False(LabelEncoder.TryEncodeBmp(Label, bitmap.Length - 1, out _, out var problem));

        Assert.Equal(Label.Pixels.ToArray(), png.Decode(image).Samples);
        Assert.Equal(Label.Pixels.ToArray(), bmp.Decode(bitmap).Samples);
        Assert.Equal(BlankProblem.TooLong, problem);
    }

    [ForeignProgramFact(Zbar)]
    public void TryEncodeBmp_IsWhatZbarReads()
    {
        using var folder = new TemporaryFolder();

        Assert.True(LabelEncoder.TryEncodeBmp(Label, long.MaxValue, out var bitmap, out _));

        Assert.Equal(Text, LabelPictureTests.Read(folder.Write("label.bmp", bitmap)));
    }

    private static byte[] Expected(BlankSegmentFormat format, (int X, int Y) place)
    {
        byte[] dark = format.Photometric switch { 0 => [255], 5 => [0, 0, 0, 255], 1 => [0], _ => [0, 0, 0] };
        byte[] light = format.Photometric switch { 0 => [0], 5 => [0, 0, 0, 0], 1 => [255], _ => [255, 255, 255] };
        var extra = Enumerable.Repeat((byte)255, format.SamplesPerPixel - dark.Length).ToArray();
        return
        [
            .. from y in Enumerable.Range(place.Y, format.Rows)
               from x in Enumerable.Range(place.X, format.Width)
               from sample in (Label.IsDark(x, y) ? dark : light).Concat(extra)
               select sample,
        ];
    }

    /// <summary>The bytes that tiffcp writes without compression.</summary>
    private static byte[] DecodeWithLibTiff(BlankSegmentFormat format, byte[] strip)
    {
        var tags = new Dictionary<int, int[]>
        {
            [256] = [format.Width],
            [257] = [format.Rows],
            [258] = [.. Enumerable.Repeat(8, format.SamplesPerPixel)],
            [259] = [format.Compression],
            [262] = [format.Photometric],
            [277] = [format.SamplesPerPixel],
            [278] = [format.Rows],
            [284] = [1],
            [317] = [format.Predictor],
        };
        if (format is { Photometric: 2, SamplesPerPixel: 4 })
        {
            tags[338] = [2];
        }

        if (format.Predictor == 1)
        {
            tags.Remove(317);
        }

        using var folder = new TemporaryFolder();
        var path = folder.Write("label.tif", MiniTiffWriter.Write(strip, tags));
        ForeignPrograms.Run(TiffCopy, silent: true, "-c", "none", path, folder.PathOf("raw.tif"));
        return [.. MiniTiff.Open(folder.PathOf("raw.tif")).Pieces(0).SelectMany(piece => piece)];
    }
}
