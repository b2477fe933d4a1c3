using System.Security.Cryptography;
using WsiDicomizer.Conversion.Frames;

namespace WsiDicomizer.Conversion.Tests.Frames;

public class TileFramesTests
{
    private static readonly Dictionary<int, ReadOnlyMemory<byte>> NoFillers = [];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(4, 5000)]
    public void CopyTo_ManyTiles_EveryFrameIsHeaderAndBodyAtItsPlace(int workers, int gapBytes)
    {
        var tiles = Enumerable.Range(0, 3000)
            .Select(tile => FakeFormat.Tile((byte)(tile % 3), 500 + (tile % 1501), (byte)(tile % 251)))
            .ToList();
        var level = new FakeLevel(tiles, gapBytes);
        var frames = Create(level, isThorough: false, NoFillers);
        var sink = new MemorySink(frames.FrameLengths);
        var buffers = new RunBuffers();

        frames.CopyTo(sink, workers, CancellationToken.None);

        Assert.True(sink.Runs > 1);
        Assert.Equal(FrameHandling.Rewrapped, frames.Handling);
        for (var tile = 0; tile < tiles.Count; tile++)
        {
            var expected = FakeFormat.Frame((byte)(tile % 3), 500 + (tile % 1501), (byte)(tile % 251));
            Assert.Equal(expected, sink.GetFrame(tile));
            Assert.Equal(Convert.ToHexString(SHA256.HashData(expected.AsSpan(6..^2))), sink.Digests[tile]);
            Assert.Equal(expected, frames.ReadFrame(tile));
            Assert.Equal(expected, frames.ReadFrame(tile, buffers));
        }
    }

    [Fact]
    public void CopyTo_BytesBehindTheEndMarker_AreLeftOut()
    {
        var level = new FakeLevel(
            [FakeFormat.Tile(0, 10, 7), FakeFormat.Tile(0, 10, 8, (byte)'D', (byte)'O', (byte)'E'), FakeFormat.Tile(0, 5, 9)]);
        var frames = Create(level, isThorough: false, NoFillers);
        var sink = new MemorySink(frames.FrameLengths);

        frames.CopyTo(sink, 1, CancellationToken.None);

        Assert.Equal(FakeFormat.Frame(0, 10, 8), sink.GetFrame(1));
        Assert.Equal(FakeFormat.Frame(0, 5, 9), sink.GetFrame(2));
    }

    [Fact]
    public void CopyTo_SecondEndMarkerBehindTheFirst_QuickIndexIsRefusedAndThoroughLeavesItOut()
    {
        var level = new FakeLevel([FakeFormat.Tile(0, 10, 7), FakeFormat.Tile(0, 10, 8, (byte)'D', 0xFF, 0xD9)]);
        var quick = Create(level, isThorough: false, NoFillers);
        Assert.Throws<FrameIndexMismatchException>(
            () => quick.CopyTo(new MemorySink(quick.FrameLengths), 1, CancellationToken.None));

        var thorough = Create(level, isThorough: true, NoFillers);
        var sink = new MemorySink(thorough.FrameLengths);
        thorough.CopyTo(sink, 1, CancellationToken.None);

        Assert.Equal(FakeFormat.Frame(0, 10, 8), sink.GetFrame(1));
    }

    [Fact]
    public void CopyTo_TilesMuchLongerThanTheirFrames_AreNotReadAllAtOnce()
    {
        byte[] trailer = [.. new byte[100_000], 0xFF, 0xD9];
        var level = new FakeLevel(Enumerable.Range(0, 80).Select(tile => FakeFormat.Tile(0, 10, (byte)tile, trailer)));
        var frames = Create(level, isThorough: true, NoFillers);
        var sink = new MemorySink(frames.FrameLengths);

        frames.CopyTo(sink, 1, CancellationToken.None);

        Assert.InRange(sink.Runs, 8, 80);
        Assert.Equal(FakeFormat.Frame(0, 10, 79), sink.GetFrame(79));
    }

    [Fact]
    public void CopyTo_FramesOfOddLength_AreFollowedByOneZero()
    {
        var level = new FakeLevel([FakeFormat.Tile(0, 3, 7), FakeFormat.Tile(0, 4, 7)]);
        var frames = Create(level, isThorough: false, NoFillers);
        var sink = new MemorySink(frames.FrameLengths);

        frames.CopyTo(sink, 1, CancellationToken.None);

        Assert.Equal([0xFF, 0xD9, 0, 0xFE, 0xFF, 0x00, 0xE0], sink.Items[(8 + 9)..(8 + 16)]);
    }

    [Fact]
    public void CopyTo_MissingTile_TakesItsFiller()
    {
        var level = new FakeLevel([FakeFormat.Tile(0, 10, 7), []]);
        byte[] filler = [5, 5, 5, 5];
        var frames = Create(level, isThorough: false, new() { [1] = filler });
        var sink = new MemorySink(frames.FrameLengths);

        frames.CopyTo(sink, 2, CancellationToken.None);

        Assert.Equal([1], frames.FilledFrames);
        Assert.Equal(filler, sink.GetFrame(1));
    }

    [Fact]
    public void Build_DamagedHeader_SaysWhichTileAndWhere()
    {
        var level = new FakeLevel([FakeFormat.Tile(0, 10, 7), [4, 4, 4, 4, 4, 4, 4, 0xFF, 0xD9]]);

        var exception = Assert.Throws<ConversionException>(() => Create(level, isThorough: false, NoFillers));

        Assert.Contains("level 0 (page 0), tile column 1, row 0, at byte 16: no header", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_TileOfOnlyAHeader_IsRefused()
    {
        var level = new FakeLevel([[1, 2, 3, 0, 0xFF, 0xD9]]);

        Assert.Throws<ConversionException>(() => Create(level, isThorough: false, NoFillers));
        Assert.Throws<ConversionException>(() => Create(level, isThorough: true, NoFillers));
    }

    [Fact]
    public void Build_TooManyDifferentHeaders_IsRefusedByTheLimit()
    {
        var level = new FakeLevel(Enumerable.Range(0, 10).Select(id => FakeFormat.Tile((byte)id, 5, 1)));
        var limits = new ConversionLimits { MaximumDistinctHeaders = 9 };

        Assert.Throws<ConversionException>(
            () => TileFrameIndex.Build(level, new FakeFormat(), limits, isThorough: false, damage: null, 2, CancellationToken.None));
    }

    [Fact]
    public void Build_TileLongerThanTheLimit_IsRefusedBeforeItIsRead()
    {
        var level = new FakeLevel([FakeFormat.Tile(0, 1000, 7)]);
        var limits = new ConversionLimits { MaximumTileBytes = 999 };

        var exception = Assert.Throws<ConversionException>(
            () => TileFrameIndex.Build(level, new FakeFormat(), limits, isThorough: false, damage: null, 1, CancellationToken.None));
        Assert.Contains("MaximumTileBytes = 999", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CopyTo_CancelledToken_Stops()
    {
        var frames = Create(new FakeLevel([FakeFormat.Tile(0, 10, 7)]), isThorough: false, NoFillers);
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(
            () => frames.CopyTo(new MemorySink(frames.FrameLengths), 2, source.Token));
    }

    private static TileFrames Create(FakeLevel level, bool isThorough, Dictionary<int, ReadOnlyMemory<byte>> fillers)
    {
        var format = new FakeFormat();
        var index = TileFrameIndex.Build(level, format, ConversionLimits.Default, isThorough, damage: null, 2, CancellationToken.None);
        return new TileFrames(level, format, index, fillers);
    }
}
