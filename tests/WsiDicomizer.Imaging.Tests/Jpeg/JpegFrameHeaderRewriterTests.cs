using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.Jpeg;

public class JpegFrameHeaderRewriterTests
{
    private static readonly byte[] Entropy = [1, 2, 0xFF, 0, 3];

    [Fact]
    public void Rewrite_TablesThatTheScanDoesNotUseOrThatAreDefinedAgain_AreLeftOut()
    {
        var tables = JpegBytes.Start().Quantization(3, (byte)'X').Quantization(0, (byte)'Y').Huffman(0x13).End().ToArray();
        var tile = JpegBytes.Start().Quantization(2, (byte)'X').Quantization(1, (byte)'X').AllTables().Huffman(0x03)
            .Frame(240, 240).Scan().Raw(1, 2, 3).End().ToArray();

        var header = new JpegFrameHeaderRewriter(tables, JpegColor.YCbCr, JpegLimits.Default).Rewrite(tile);

        var expected = JpegBytes.Start().AllTables().Frame(240, 240).Scan().ToArray();
        Assert.Equal(expected, header.Bytes);
    }

    [Fact]
    public void Rewrite_SegmentsWithNeededAndOtherTables_KeepTheNeededOnesAlone()
    {
        byte[] name = [.. "DOE, JANE"u8, .. new byte[55]];
        byte[] values = [.. "DOE, JANE"u8];
        byte[] counts = [0, 0, 0, 9, .. new byte[12]];
        var tables = JpegBytes.Start()
            .Segment(0xDB, [0, .. name, 0, .. new byte[64], 3, .. name, 1, .. new byte[64], 0x12, .. name, .. name])
            .Segment(0xC4, [0x13, .. counts, .. values, 0x00, .. new byte[16], 0x10, .. counts, .. values, 0x10, .. new byte[16]])
            .Huffman(0x01).Huffman(0x11).End().ToArray();
        var tile = JpegBytes.Start().Frame(16, 16).Scan().Raw(Entropy).End().ToArray();

        var header = Rewriter(tables, JpegColor.YCbCr).Rewrite(tile);

        var expected = JpegBytes.Start().Segment(0xDB, [0, .. new byte[64], 1, .. new byte[64]])
            .Segment(0xC4, [0x00, .. new byte[16], 0x10, .. new byte[16]])
            .Huffman(0x01).Huffman(0x11).Frame(16, 16).Scan().ToArray();
        Assert.Equal(expected, header.Bytes.ToArray());
    }

    [Fact]
    public void Rewrite_RgbTile_GetsAdobeTablesAndIds()
    {
        var rewriter = Rewriter(JpegBytes.TablesOnly(), JpegColor.Rgb);

        var header = rewriter.Rewrite(JpegBytes.Abbreviated(Entropy));

        var expected = JpegBytes.Start().Adobe(0).AllTables().Frame(240, 240, "RGB").Scan("RGB").ToArray();
        Assert.Equal(expected, header.Bytes.ToArray());
        Assert.Equal(JpegColor.Rgb, header.Info.ImpliedColor);
        Assert.Equal(JpegBytes.Abbreviated().Length - 2, header.SourceLength);
        Assert.Equal(0, header.DroppedSegments);
    }

    [Fact]
    public void Rewrite_YCbCrTileWithForeignMarkers_LosesThem()
    {
        var tile = JpegBytes.Start().Jfif().Adobe(0).Comment("DOE, JANE").Segment(0xE1, 1, 2)
            .Frame(240, 240, "RGB", 0x22).Scan("RGB").Raw(Entropy).End().ToArray();

        var header = Rewriter(JpegBytes.TablesOnly(), JpegColor.YCbCr).Rewrite(tile);

        var expected = JpegBytes.Start().AllTables().Frame(240, 240, sampling: 0x22).Scan().ToArray();
        Assert.Equal(expected, header.Bytes.ToArray());
        Assert.Equal(4, header.DroppedSegments);
        Assert.Equal(JpegColor.YCbCr, header.Info.ImpliedColor);
    }

    [Fact]
    public void Rewrite_TablesAfterFrame_MoveBeforeIt()
    {
        var tile = JpegBytes.Start().Frame(16, 16).AllTables().Restart(2).Scan().Raw(Entropy).End().ToArray();

        var header = Rewriter([], JpegColor.YCbCr).Rewrite(tile);

        Assert.Equal(JpegBytes.Start().AllTables().Restart(2).Frame(16, 16).Scan().ToArray(), header.Bytes.ToArray());
    }

    [Fact]
    public void Rewrite_TileRedefinesOneTable_KeepsItsDefinitionLast()
    {
        var tile = JpegBytes.Start().Quantization(0, 9).Frame(16, 16).Scan().Raw(Entropy).End().ToArray();
        var tables = JpegBytes.Start().Segment(0xDB, [0, .. new byte[64], 1, .. new byte[64]])
            .Huffman(0x00).Huffman(0x10).Huffman(0x01).Huffman(0x11).Restart(7).End().Raw(0, 0).ToArray();

        var header = Rewriter(tables, JpegColor.YCbCr).Rewrite(tile);

        // Of the tables' segment only table 1 is still needed; their restart interval has no effect.
        var expected = JpegBytes.Start().Segment(0xDB, [1, .. new byte[64]])
            .Huffman(0x00).Huffman(0x10).Huffman(0x01).Huffman(0x11).Quantization(0, 9)
            .Frame(16, 16).Scan().ToArray();
        Assert.Equal(expected, header.Bytes.ToArray());
        Assert.Equal(1, header.DroppedSegments);
    }

    [Fact]
    public void Rewrite_TileRedefinesAllTables_LeavesTheSharedOnesOut()
    {
        var tile = JpegBytes.Start().AllTables().Frame(16, 16).Scan().Raw(Entropy).End().ToArray();
        var header = Rewriter(JpegBytes.TablesOnly(), JpegColor.YCbCr).Rewrite(tile);
        Assert.Equal(JpegBytes.Start().AllTables().Frame(16, 16).Scan().ToArray(), header.Bytes.ToArray());
    }

    [Fact]
    public void TryRewrite_EveryCutOffHead_NeedsMoreData()
    {
        var tile = JpegBytes.Abbreviated(Entropy);
        var headLength = JpegBytes.Abbreviated().Length - 2;
        for (var length = 0; length < headLength; length++)
        {
            var rewriter = Rewriter(JpegBytes.TablesOnly(), JpegColor.Rgb);
            Assert.Equal(JpegRewriteStatus.NeedMoreData, rewriter.TryRewrite(tile.AsSpan(0, length), out var header));
            Assert.Null(header);
        }

        Assert.Equal(
            JpegRewriteStatus.Done,
            Rewriter(JpegBytes.TablesOnly(), JpegColor.Rgb).TryRewrite(tile.AsSpan(0, headLength), out _));
    }

    [Fact]
    public void TryRewrite_SameHeadAgain_GivesTheSameObject()
    {
        var rewriter = Rewriter(JpegBytes.TablesOnly(), JpegColor.Rgb);
        rewriter.TryRewrite(JpegBytes.Abbreviated(1), out var first);
        rewriter.TryRewrite(JpegBytes.Abbreviated(2), out var second);
        rewriter.TryRewrite(JpegBytes.Start().Frame(16, 16).Scan().ToArray(), out var third);
        Assert.Same(first, second);
        Assert.Equal(16, third!.Info.Width);
    }

    [Fact]
    public void TryRewrite_TablesMissing_IsDamaged()
    {
        var status = Rewriter([], JpegColor.Rgb).TryRewrite(JpegBytes.Abbreviated(Entropy), out _, out var fault);
        Assert.Equal(JpegRewriteStatus.Damaged, status);
        Assert.Contains("JPEGTables", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRewrite_NotOneSequentialScan_IsUnsupported()
    {
        var rewriter = Rewriter(JpegBytes.TablesOnly(), JpegColor.YCbCr);
        Assert.Equal(JpegRewriteStatus.Unsupported,
            rewriter.TryRewrite(JpegBytes.Start().Frame(8, 8, marker: 0xC2).Scan().ToArray(), out _));
        Assert.Equal(JpegRewriteStatus.Unsupported,
            rewriter.TryRewrite(JpegBytes.Start().Frame(8, 8).Scan("\u0001").ToArray(), out _));
        Assert.Equal(JpegRewriteStatus.Unsupported,
            rewriter.TryRewrite(JpegBytes.Start().Frame(8, 0).Scan().ToArray(), out _));
        Assert.Equal(JpegRewriteStatus.Unsupported,
            rewriter.TryRewrite(JpegBytes.Start().Frame(8, 8, "\u0001").Scan("\u0001").ToArray(), out _));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xD8 })]
    [InlineData(new byte[] { 1, 2, 3, 4 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xDB, 0, 3, 0, 0xFF, 0xD9 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xC0, 0, 3, 0, 0xFF, 0xD9 })]
    public void Constructor_DamagedTables_Throws(byte[] tables) =>
        Assert.Throws<CodecException>(() => Rewriter(tables, JpegColor.Rgb));

    [Fact]
    public void Constructor_EmptyTables_AreNone()
    {
        var tile = JpegBytes.Start().AllTables().Frame(8, 8).Scan().ToArray();
        Assert.NotNull(Rewriter([0xFF, 0xD8, 0xFF, 0xD9], JpegColor.YCbCr).Rewrite(tile));
    }

    [Fact]
    public void Assemble_TileWithTrailingBytes_KeepsEntropyDataOnly()
    {
        byte[] tile = [.. JpegBytes.Abbreviated(Entropy), .. "Jane Doe"u8];
        var header = Rewriter(JpegBytes.TablesOnly(), JpegColor.Rgb).Rewrite(tile);

        var stream = header.Assemble(tile, out var end);

        Assert.Equal([.. header.Bytes.ToArray(), .. Entropy, 0xFF, 0xD9], stream);
        Assert.Equal(JpegScanEnd.EndOfImage, end);
        Assert.Throws<ArgumentException>(() => header.Assemble([1, 2, 3], out _));
    }

    [Fact]
    public void TryRewrite_MutatedTilesAndTables_OnlyCodecExceptionsFromTables()
    {
        var tile = JpegBytes.Start().Comment("x").Quantization(0).Frame(240, 240).Scan().Raw(Entropy).End().ToArray();
        var rewriter = Rewriter(JpegBytes.TablesOnly(), JpegColor.Rgb);
        var done = 0;
        foreach (var bytes in Mutations.Of(tile, 4000, seed: 2))
        {
            if (rewriter.TryRewrite(bytes, out var header) == JpegRewriteStatus.Done)
            {
                done++;
                Assert.Equal(JpegColor.Rgb, JpegHeader.Read(header!.Bytes.Span, JpegLimits.Default).ImpliedColor);
            }
        }

        Assert.InRange(done, 100, 3900);
        foreach (var bytes in Mutations.Of(JpegBytes.TablesOnly(), 2000, seed: 3))
        {
            try
            {
                Rewriter(bytes, JpegColor.Rgb).TryRewrite(tile, out _);
            }
            catch (CodecException exception)
            {
                Assert.NotNull(exception.Offset);
            }
        }
    }

    private static JpegFrameHeaderRewriter Rewriter(byte[] tables, JpegColor color) =>
        new(tables, color, JpegLimits.Default);
}
