using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Tiles;

namespace WsiDicomizer.Imaging.Tests.Jpeg.Tiles;

public class JpegTileCutterTests
{
    private static readonly PixelSize Size = new(192, 80);
    private static readonly PixelSize TileSize = new(64, 64);

    // libjpeg smooths chroma over the edges of a stream, as far as 1 pixel; everything else is the same to the bit.
    [Theory]
    [InlineData(JpegSubsampling.None, 24, 0)]
    [InlineData(JpegSubsampling.None, 4, 0)]
    [InlineData(JpegSubsampling.None, 3, 0)]
    [InlineData(JpegSubsampling.None, 1, 0)]
    [InlineData(JpegSubsampling.Horizontal, 12, 2)]
    [InlineData(JpegSubsampling.Horizontal, 3, 2)]
    [InlineData(JpegSubsampling.HorizontalAndVertical, 6, 2)]
    [InlineData(JpegSubsampling.HorizontalAndVertical, 4, 2)]
    public void Cut_RestartIntervals_DecodesAsTheWhole(JpegSubsampling subsampling, int interval, int edge)
    {
        var scan = Encode(subsampling, interval);

        AssertSame(scan, new JpegTileCutter(scan, Size, TileSize, JpegColor.YCbCr, scan.Known, JpegLimits.Default), edge);
        AssertSame(scan, new JpegTileCutter(scan, Size, TileSize, JpegColor.YCbCr, null, JpegLimits.Default), edge);
    }

    [Theory]
    [InlineData(JpegSubsampling.None, 0)]
    [InlineData(JpegSubsampling.HorizontalAndVertical, 2)]
    public void Cut_NoRestartIntervals_DecodesAsTheWhole(JpegSubsampling subsampling, int edge)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var size = new PixelSize(189, 77);
        var scan = new LargeScan(codec.Encode(
            LargeScan.Paint(size), size, new JpegEncodeOptions { Quality = 95, Subsampling = subsampling }));

        AssertSame(scan, new JpegTileCutter(scan, size, TileSize, JpegColor.YCbCr, null, JpegLimits.Default), edge);
    }

    // More data than one window of the pass that finds rows.
    [Fact]
    public void Cut_LargeScanWithoutIntervals_DecodesAsTheWhole()
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var size = new PixelSize(1600, 1200);
        var scan = new LargeScan(codec.Encode(LargeScan.Paint(size), size, new JpegEncodeOptions { Quality = 100 }));
        Assert.True(scan.Length > 2 << 20);

        AssertSame(scan, new JpegTileCutter(scan, size, new PixelSize(512, 512), JpegColor.YCbCr, null, JpegLimits.Default), 0);
    }

    [Fact]
    public void Cut_Grey_DecodesAsTheWhole()
    {
        var scan = LargeScan.WithIntervals(
            LargeScan.Paint(Size, 1), Size, 6, new JpegEncodeOptions { Color = JpegColor.Grey });

        AssertSame(scan, new JpegTileCutter(scan, Size, TileSize, JpegColor.Grey, scan.Known, JpegLimits.Default), 0);
    }

    [Fact]
    public void Cut_SizeZeroInTheHeader_TakesTheSizeThatIsGiven()
    {
        var scan = Encode(JpegSubsampling.None, 6);
        var cutter = new JpegTileCutter(
            scan.WithSize(0, 0), Size, TileSize, JpegColor.YCbCr, scan.Known, JpegLimits.Default);

        Assert.Equal(Size, cutter.Size);
        AssertSame(scan, cutter, 0);
    }

    [Theory]
    [InlineData("one start is off")]
    [InlineData("one is left out")]
    [InlineData("too few")]
    [InlineData("all zero")]
    public void Cut_WrongTableOfStarts_FindsTheIntervals(string fault)
    {
        var scan = Encode(JpegSubsampling.None, 6);
        var starts = scan.Starts.ToList();
        switch (fault)
        {
            case "one start is off":
                starts[5] += 1;
                break;
            case "one is left out":
                starts.RemoveAt(7);
                starts.Add(starts[^1] + 4);
                break;
            case "too few":
                starts.RemoveAt(starts.Count - 1);
                break;
            default:
                starts = [.. starts.Select(_ => 0L)];
                break;
        }

        var known = new JpegKnownStarts(starts.Count, index => starts[index]);
        AssertSame(scan, new JpegTileCutter(scan, Size, TileSize, JpegColor.YCbCr, known, JpegLimits.Default), 0);
    }

    // Joined strips: intervals of two rows of MCUs, so that reading a row begins within an interval.
    [Fact]
    public void Cut_IntervalsThatRunOverRows_DecodesAsTheWhole()
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var pixels = LargeScan.Paint(Size);
        var strips = Enumerable.Range(0, Size.Height / 16).Select(strip => (ReadOnlyMemory<byte>)codec.Encode(
            pixels.AsSpan(strip * 16 * Size.Width * 3, 16 * Size.Width * 3), new PixelSize(Size.Width, 16), new JpegEncodeOptions()));
        Assert.True(JpegStripJoiner.TryJoin(
            new JpegStripImage { Color = JpegColor.YCbCr, Width = Size.Width, Height = Size.Height, RowsPerStrip = 16, Strips = [.. strips] },
            JpegLimits.Default,
            out var stream,
            out _));
        var scan = new LargeScan(stream!);
        Assert.Equal(48, JpegHeader.Read(stream, JpegLimits.Default).RestartInterval);

        AssertSame(scan, new JpegTileCutter(scan, Size, new PixelSize(64, 24), JpegColor.YCbCr, null, JpegLimits.Default), 0);
    }

    [Fact]
    public void Cut_TilesOneByOneOrTogether_GivesTheSameBytes()
    {
        var scan = Encode(JpegSubsampling.Horizontal, 4);
        var cutter = new JpegTileCutter(scan, Size, TileSize, JpegColor.YCbCr, scan.Known, JpegLimits.Default);

        Assert.Equal(cutter.Cut(0, 3, 1), Enumerable.Range(0, 3).SelectMany(column => cutter.Cut(column, 1, 1)));
    }

    [Fact]
    public void TileHeader_HoldsNoCommentAndNoInterval()
    {
        var scan = Encode(JpegSubsampling.None, 6);
        Assert.True(scan.Bytes.AsSpan().IndexOf("DOE!"u8) > 0);

        var tile = new JpegTileCutter(scan, Size, TileSize, JpegColor.YCbCr, scan.Known, JpegLimits.Default).Cut(1, 1, 0)[0];

        Assert.True(tile.AsSpan().IndexOf("DOE!"u8) < 0);
        var header = JpegHeader.Read(tile, JpegLimits.Default);
        Assert.Equal((64, 64, 0), (header.Width, header.Height, header.RestartInterval));
    }

    // Tables that an encoder has optimised lack the codes that tiles need: 24 × 16 pixels of grey in tiles of 16 × 16.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cut_OptimisedTables_AreReplacedWhereTheyLackACode(bool hasEndOfBlock)
    {
        var scan = new LargeScan(Optimised(hasEndOfBlock));

        AssertSame(scan, new JpegTileCutter(scan, new PixelSize(24, 16), new PixelSize(16, 16), JpegColor.Grey, null, JpegLimits.Default), 0);
    }

    [Fact]
    public void Cut_Truncated_SaysWhere()
    {
        var scan = Encode(JpegSubsampling.None, 6);
        var cut = new LargeScan(scan.Bytes[..(scan.Bytes.Length * 3 / 4)]);
        var cutter = new JpegTileCutter(cut, Size, TileSize, JpegColor.YCbCr, null, JpegLimits.Default);

        var exception = Assert.Throws<CodecException>(() => cutter.Cut(0, 3, 0));

        Assert.Equal(CodecProblem.Truncated, exception.Problem);
        Assert.Contains("restart intervals", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, 64)]
    [InlineData(64, 12)]
    public void New_TileIsNoMultipleOfTheMcu_IsUnsupported(int width, int height)
    {
        var scan = Encode(JpegSubsampling.None, 6);
        var exception = Assert.Throws<CodecException>(() => new JpegTileCutter(
            scan, Size, new PixelSize(width, height), JpegColor.YCbCr, null, JpegLimits.Default));
        Assert.Equal(CodecProblem.Unsupported, exception.Problem);
    }

    [Fact]
    public void New_HugeImageInFewBytes_IsRefusedAtOnce()
    {
        var scan = Encode(JpegSubsampling.None, 6).WithSize(0, 0);
        var exception = Assert.Throws<CodecException>(() => new JpegTileCutter(
            scan, new PixelSize(int.MaxValue, int.MaxValue), TileSize, JpegColor.YCbCr, null, JpegLimits.Default));
        Assert.Equal(CodecProblem.Truncated, exception.Problem);
    }

    [Fact]
    public void Cut_MutatedStreams_EndsWithTilesOrACodecException()
    {
        var sound = Encode(JpegSubsampling.Horizontal, 6);
        var random = new Random(20261121);
        var refused = 0;
        for (var round = 0; round < 400; round++)
        {
            var bytes = sound.Bytes.ToArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            var scan = new LargeScan(bytes);
            try
            {
                var cutter = new JpegTileCutter(scan, Size, TileSize, JpegColor.YCbCr, sound.Known, JpegLimits.Default);
                for (var row = 0; row < cutter.Rows; row++)
                {
                    foreach (var tile in cutter.Cut(0, cutter.Columns, row))
                    {
                        var header = JpegHeader.Read(tile, JpegLimits.Default);
                        JpegScan.FindEnd(tile.AsSpan(header.ScanOffset), out var end);
                        Assert.Equal(JpegScanEnd.EndOfImage, end);
                    }
                }
            }
            catch (CodecException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 20, 399);
    }

    private static LargeScan Encode(JpegSubsampling subsampling, int interval) => LargeScan.WithIntervals(
        LargeScan.Paint(Size), Size, interval, new JpegEncodeOptions { Quality = 90, Subsampling = subsampling });

    private static void AssertSame(LargeScan scan, JpegTileCutter cutter, int edge)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var whole = codec.Decode(scan.Bytes);
        for (var row = 0; row < cutter.Rows; row++)
        {
            var tiles = cutter.Cut(0, cutter.Columns, row);
            for (var column = 0; column < tiles.Count; column++)
            {
                AssertSame(whole, codec.Decode(tiles[column]), column * cutter.TileSize.Width, row * cutter.TileSize.Height, edge);
            }
        }
    }

    private static void AssertSame(DecodedImage whole, DecodedImage tile, int left, int top, int edge)
    {
        var samples = whole.SamplesPerPixel;
        var width = Math.Min(tile.Size.Width, whole.Size.Width - left) - edge;
        var height = Math.Min(tile.Size.Height, whole.Size.Height - top) - edge;
        for (var y = edge; y < height; y++)
        {
            var expected = whole.Samples.AsSpan((((top + y) * whole.Size.Width) + left + edge) * samples, (width - edge) * samples);
            var actual = tile.Samples.AsSpan(((y * tile.Size.Width) + edge) * samples, (width - edge) * samples);
            Assert.True(expected.SequenceEqual(actual), $"row {top + y} of the tile at column {left} differs");
        }
    }

    /// <summary>3 × 2 blocks of grey, written by hand: DC codes '0' and '10', AC codes '0' and '10'.</summary>
    internal static byte[] Optimised(bool hasEndOfBlock)
    {
        // DC 7, 14, 21 / 21, 21, 21: the second tile begins with 21, whose category 5 has no code here.
        // Without end of block: three times 15 zeros and 1, then 14 zeros and 1.
        var ac = hasEndOfBlock ? "0" : "01" + "01" + "01" + "101";
        var bits = string.Concat("10111", ac, "10111", ac, "10111", ac, "0", ac, "0", ac, "0", ac);
        bits += new string('1', (8 - (bits.Length % 8)) % 8);
        var data = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(8 * i, 8), 2)).ToArray();
        Assert.DoesNotContain((byte)0xFF, data);
        byte[] acTable = hasEndOfBlock ? [1, .. new byte[15], 0x00] : [1, 1, .. new byte[14], 0xF1, 0xE1];
        return
        [
            0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)4, 64),
            0xFF, 0xC4, 0, 21, 0x00, 1, 1, .. new byte[14], 0, 3,
            0xFF, 0xC4, 0, (byte)(3 + acTable.Length), 0x10, .. acTable,
            0xFF, 0xC0, 0, 11, 8, 0, 16, 0, 24, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, .. data, 0xFF, 0xD9,
        ];
    }
}
