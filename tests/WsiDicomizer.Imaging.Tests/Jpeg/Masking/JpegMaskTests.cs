using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Masking;
using WsiDicomizer.Imaging.Tests.Jpeg.Tiles;

namespace WsiDicomizer.Imaging.Tests.Jpeg.Masking;

public class JpegMaskTests
{
    private static readonly PixelSize Size = new(192, 80);
    private static readonly PixelRectangle Left = new(0, 0, 61, 80);

    public static TheoryData<JpegSubsampling, int, PixelRectangle> Shapes()
    {
        var data = new TheoryData<JpegSubsampling, int, PixelRectangle>();
        foreach (var (subsampling, intervals) in new[]
        {
            (JpegSubsampling.None, new[] { 0, 24, 4, 1 }),
            (JpegSubsampling.Horizontal, [0, 12, 3]),
            (JpegSubsampling.HorizontalAndVertical, [0, 6, 4]),
        })
        {
            foreach (var interval in intervals)
            {
                data.Add(subsampling, interval, Left);
                data.Add(subsampling, interval, new PixelRectangle(37, 21, 70, 30));
                data.Add(subsampling, interval, new PixelRectangle(191, 79, 1, 1));
                data.Add(subsampling, interval, new PixelRectangle(0, 60, 192, 20));
                data.Add(subsampling, interval, new PixelRectangle(0, 0, 192, 80));
            }
        }

        return data;
    }

    // Where chroma is subsampled, decoders mix the colour of the next pixel in, over edges too: a ring of 1 pixel on both sides.
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Apply_Rectangle_IsWhiteAndTheRestIsTheSame(JpegSubsampling subsampling, int interval, PixelRectangle area)
    {
        var source = Encode(Size, subsampling, interval);

        var masked = new JpegMask(JpegColor.YCbCr, JpegLimits.Default).Apply(source, area);

        Assert.True(Contains(masked.Area, area), $"{masked.Area} has to hold {area}");
        AssertMasked(source, masked, ring: subsampling == JpegSubsampling.None ? 0 : 1);
        Assert.Equal(interval, JpegHeader.Read(masked.Stream, JpegLimits.Default).RestartInterval);
    }

    [Theory]
    [InlineData(JpegSubsampling.None, 189, 77)]
    [InlineData(JpegSubsampling.HorizontalAndVertical, 189, 77)]
    [InlineData(JpegSubsampling.Horizontal, 1, 1)]
    public void Apply_SizeIsNoMultipleOfTheMcu_MasksUpToTheEdges(JpegSubsampling subsampling, int width, int height)
    {
        var source = Encode(new PixelSize(width, height), subsampling, 0);

        var masked = new JpegMask(JpegColor.YCbCr, JpegLimits.Default).Apply(
            source, new PixelRectangle(width / 2, height / 2, width - (width / 2), height - (height / 2)));

        Assert.Equal((width, height), (masked.Area.Right, masked.Area.Bottom));
        AssertMasked(source, masked, ring: subsampling == JpegSubsampling.None ? 0 : 1);
    }

    [Theory]
    [InlineData(JpegColor.Rgb, 20)]
    [InlineData(JpegColor.Rgb, 100)]
    [InlineData(JpegColor.Grey, 20)]
    [InlineData(JpegColor.Grey, 100)]
    public void Apply_RgbAndGrey_IsWhiteAndTheRestIsTheSame(JpegColor color, int quality)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var pixels = LargeScan.Paint(Size, color == JpegColor.Grey ? 1 : 3);
        var source = codec.Encode(pixels, Size, new JpegEncodeOptions { Color = color, Quality = quality });

        AssertMasked(source, new JpegMask(color, JpegLimits.Default).Apply(source, Left), ring: 0);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(128, 0)]
    [InlineData(200, 4)]
    public void Apply_Shade_IsThatShade(byte shade, int tolerance)
    {
        var source = Encode(Size, JpegSubsampling.None, 0);

        var masked = new JpegMask(JpegColor.YCbCr, JpegLimits.Default) { Shade = shade }.Apply(source, new PixelRectangle(8, 8, 8, 8));

        using var codec = new JpegCodec(JpegLimits.Default);
        var image = codec.Decode(masked.Stream);
        for (var i = 0; i < 8 * 3; i++)
        {
            Assert.InRange(image.Samples[(((10 * Size.Width) + 8) * 3) + i], shade - tolerance, shade + tolerance);
        }
    }

    [Fact]
    public void Apply_ExtendedSequentialOf8Bits_IsMasked()
    {
        var source = Encode(Size, JpegSubsampling.None, 6);
        source[source.AsSpan().IndexOf<byte>([0xFF, 0xC0]) + 1] = 0xC1;

        AssertMasked(source, new JpegMask(JpegColor.YCbCr, JpegLimits.Default).Apply(source, Left), ring: 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Apply_OptimisedTables_AreReplacedWhereTheyLackACode(bool hasEndOfBlock)
    {
        var source = JpegTileCutterTests.Optimised(hasEndOfBlock);

        AssertMasked(source, new JpegMask(JpegColor.Grey, JpegLimits.Default).Apply(source, new PixelRectangle(9, 0, 2, 9)), ring: 0);
    }

    [Fact]
    public void Apply_TablesOfTheirOwn_GivesAnInterchangeStream()
    {
        var source = Encode(Size, JpegSubsampling.None, 0);
        var (tables, abbreviated) = JpegTables.Split(source, JpegLimits.Default);

        var masked = new JpegMask(JpegColor.YCbCr, JpegLimits.Default) { Tables = tables }.Apply(abbreviated, Left);

        AssertMasked(source, masked, ring: 0);
    }

    [Fact]
    public void Apply_CommentsAndWhatFollowsTheEnd_AreGone()
    {
        byte[] source = [.. Encode(Size, JpegSubsampling.None, 6), .. "DOE!"u8];
        Assert.True(source.AsSpan().Count("DOE!"u8) == 2);

        var masked = new JpegMask(JpegColor.YCbCr, JpegLimits.Default).Apply(source, Left);

        Assert.Equal(0, masked.Stream.AsSpan().Count("DOE!"u8));
        Assert.Equal([0xFF, 0xD9], masked.Stream[^2..]);
    }

    // What two pictures have different inside must not be seen outside: not even in the DC prediction of the next block.
    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Apply_PicturesThatDifferOnlyInside_GiveTheSameBytes(int interval)
    {
        var area = new PixelRectangle(16, 16, 64, 40);
        var pixels = LargeScan.Paint(Size);
        var other = pixels.ToArray();
        for (var row = area.Top; row < area.Bottom; row++)
        {
            Array.Reverse(other, ((row * Size.Width) + area.Left) * 3, area.Width * 3);
        }

        Assert.NotEqual(Encode(pixels, Size, JpegSubsampling.None, interval), Encode(other, Size, JpegSubsampling.None, interval));
        var mask = new JpegMask(JpegColor.YCbCr, JpegLimits.Default);
        Assert.Equal(
            mask.Apply(Encode(pixels, Size, JpegSubsampling.None, interval), area).Stream,
            mask.Apply(Encode(other, Size, JpegSubsampling.None, interval), area).Stream);
    }

    [Fact]
    public void Apply_Twice_ChangesNothingMore()
    {
        var mask = new JpegMask(JpegColor.YCbCr, JpegLimits.Default);
        var once = mask.Apply(Encode(Size, JpegSubsampling.HorizontalAndVertical, 4), Left);

        Assert.Equal(once.Stream, mask.Apply(once.Stream, once.Area).Stream);
        Assert.Equal(4 * 5, once.MaskedMcus);
    }

    [Theory]
    [InlineData(0xC2, "one sequential scan")]
    [InlineData(0xC3, "one sequential scan")]
    [InlineData(0xC9, "one sequential scan")]
    public void Apply_OtherProcess_IsRefusedWithItsReason(byte marker, string reason)
    {
        var source = Encode(Size, JpegSubsampling.None, 0);
        source[source.AsSpan().IndexOf<byte>([0xFF, 0xC0]) + 1] = marker;

        Assert.False(new JpegMask(JpegColor.YCbCr, JpegLimits.Default).TryApply(source, Left, out _, out var said));

        Assert.Contains(reason, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, 0, 8)]
    [InlineData(-1, 0, 8, 8)]
    [InlineData(0, 0, 193, 8)]
    [InlineData(8, int.MaxValue, 8, 8)]
    [InlineData(8, 0, int.MaxValue, 8)]
    public void Apply_RectangleNotWithinTheImage_IsTheCallersMistake(int left, int top, int width, int height)
    {
        var source = Encode(Size, JpegSubsampling.None, 0);

        Assert.ThrowsAny<ArgumentException>(() => new JpegMask(JpegColor.YCbCr, JpegLimits.Default).Apply(
            source, new PixelRectangle(left, top, width, height)));
    }

    [Fact]
    public void Apply_MorePixelsThanTheLimits_IsRefused()
    {
        var limits = new JpegLimits { MaxPixels = (192 * 80) - 1 };

        var exception = Assert.Throws<CodecException>(
            () => new JpegMask(JpegColor.YCbCr, limits).Apply(Encode(Size, JpegSubsampling.None, 0), Left));

        Assert.Equal(CodecProblem.LimitExceeded, exception.Problem);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Apply_StreamCutAnywhere_IsRefused(int interval)
    {
        var source = Encode(Size, JpegSubsampling.None, interval);
        var mask = new JpegMask(JpegColor.YCbCr, JpegLimits.Default);
        for (var length = 0; length < source.Length; length += 1 + (length / 50))
        {
            Assert.Throws<CodecException>(() => mask.Apply(source.AsSpan(0, length), Left));
        }
    }

    // The rest of an interval that its MCUs do not use could hold anything.
    [Fact]
    public void Apply_DataBehindTheLastMcu_IsNotCopied()
    {
        var source = Encode(Size, JpegSubsampling.None, 0);

        var masked = new JpegMask(JpegColor.YCbCr, JpegLimits.Default).Apply([.. source[..^2], .. "hidden"u8, 0xFF, 0xD9], Left);

        Assert.Equal(0, masked.Stream.AsSpan().Count("hidden"u8));
    }

    [Fact]
    public void DigestOutside_OneCoefficientOutsideDiffers_Differs()
    {
        var pixels = LargeScan.Paint(Size);
        var source = Encode(pixels, Size, JpegSubsampling.None, 0);
        pixels.AsSpan(((40 * Size.Width) + 100) * 3, 8 * 3).Clear();
        var outside = Encode(pixels, Size, JpegSubsampling.None, 0);

        Assert.NotEqual(
            JpegCoefficients.DigestOutside(source, Left, JpegLimits.Default),
            JpegCoefficients.DigestOutside(outside, Left, JpegLimits.Default));
        Assert.Equal(
            JpegCoefficients.DigestOutside(source, new PixelRectangle(100, 40, 8, 1), JpegLimits.Default),
            JpegCoefficients.DigestOutside(outside, new PixelRectangle(100, 40, 8, 1), JpegLimits.Default));
    }

    private static byte[] Encode(PixelSize size, JpegSubsampling subsampling, int interval) =>
        Encode(LargeScan.Paint(size), size, subsampling, interval);

    private static byte[] Encode(byte[] pixels, PixelSize size, JpegSubsampling subsampling, int interval)
    {
        var options = new JpegEncodeOptions { Quality = 90, Subsampling = subsampling };
        if (interval != 0)
        {
            return LargeScan.WithIntervals(pixels, size, interval, options).Bytes;
        }

        using var codec = new JpegCodec(JpegLimits.Default);
        return codec.Encode(pixels, size, options);
    }

    private static bool Contains(PixelRectangle outer, PixelRectangle inner) =>
        outer.Left <= inner.Left && outer.Top <= inner.Top && outer.Right >= inner.Right && outer.Bottom >= inner.Bottom;

    // libjpeg-turbo decodes both; the digest is a second way to the same end.
    private static void AssertMasked(byte[] source, JpegMasked masked, int ring)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var (before, after) = (codec.Decode(source), codec.Decode(masked.Stream));
        var (size, samples, area) = (before.Size, before.SamplesPerPixel, masked.Area);
        Assert.Equal((size, samples), (after.Size, after.SamplesPerPixel));
        var (inside, outside) = (0, 0);
        for (var i = 0; i < before.Samples.Length; i++)
        {
            var (y, x) = Math.DivRem(i / samples, size.Width);
            if (IsIn(area, x, y, -ring, size))
            {
                inside++;
                Assert.True(after.Samples[i] == 255, $"column {x}, row {y} is {after.Samples[i]} and not white");
            }
            else if (!IsIn(area, x, y, ring, size))
            {
                outside++;
                Assert.True(after.Samples[i] == before.Samples[i], $"column {x}, row {y} differs");
            }
        }

        Assert.True(inside > 0);
        Assert.True(outside > 0 || area == new PixelRectangle(0, 0, size.Width, size.Height));
        Assert.Equal(
            JpegCoefficients.DigestOutside(source, area, JpegLimits.Default),
            JpegCoefficients.DigestOutside(masked.Stream, area, JpegLimits.Default));
    }

    // Grown by a margin, which is none where the area ends with the image.
    private static bool IsIn(PixelRectangle area, int x, int y, int margin, PixelSize size)
    {
        var left = area.Left == 0 ? 0 : area.Left - margin;
        var top = area.Top == 0 ? 0 : area.Top - margin;
        var right = area.Right == size.Width ? size.Width : area.Right + margin;
        var bottom = area.Bottom == size.Height ? size.Height : area.Bottom + margin;
        return x >= left && x < right && y >= top && y < bottom;
    }
}
