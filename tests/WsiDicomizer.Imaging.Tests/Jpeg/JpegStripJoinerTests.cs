using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.Jpeg;

public class JpegStripJoinerTests
{
    [Fact]
    public void TryJoin_ThreeStrips_GivesOneStreamWithRestartMarkers()
    {
        var image = Image(40, [Strip(16, 1), Strip(16, 2), Strip(8, 3)]);

        Assert.True(JpegStripJoiner.TryJoin(image, JpegLimits.Default, out var stream, out var reason));

        // 33 columns are 3 MCUs of 16; a strip is one MCU row of 16.
        var expected = JpegBytes.Start().AllTables().Restart(3).Frame(33, 40, sampling: 0x22).Scan()
            .Raw(1, 0xFF, 0xD0, 2, 0xFF, 0xD1, 3).End().ToArray();
        Assert.Equal(expected, stream);
        Assert.Null(reason);
    }

    [Fact]
    public void TryJoin_NineStrips_CountsRestartMarkersModulo8()
    {
        var image = Image(160, [.. Enumerable.Range(0, 10).Select(i => Strip(16, (byte)i))]);
        Assert.True(JpegStripJoiner.TryJoin(image, JpegLimits.Default, out var stream, out _));
        Assert.Equal([7, 0xFF, 0xD7, 8, 0xFF, 0xD0, 9, 0xFF, 0xD9], stream.AsSpan(stream.Length - 9).ToArray());
    }

    [Fact]
    public void TryJoin_OneStrip_IsTheStripWithTables()
    {
        var image = Image(16, [Strip(16, 5)]);
        Assert.True(JpegStripJoiner.TryJoin(image, JpegLimits.Default, out var stream, out _));
        Assert.Equal(
            JpegBytes.Start().AllTables().Frame(33, 16, sampling: 0x22).Scan().Raw(5).End().ToArray(), stream);
    }

    public static TheoryData<string, int, byte[][]> Unjoinable() => new()
    {
        { "number of strips", 48, [Strip(16, 1), Strip(16, 2)] },
        { "as wide", 32, [Strip(16, 1, width: 32), Strip(16, 2, width: 32)] },
        { "tables or sampling", 32, [Strip(16, 1), Strip(16, 2, sampling: 0x21)] },
        { "as high", 32, [Strip(8, 1), Strip(16, 2)] },
        { "as high", 20, [Strip(16, 1), Strip(32, 2)] },
        { "restart intervals", 32, [Strip(16, 1, restart: 1), Strip(16, 2, restart: 1)] },
        { "EOI", 32, [Strip(16, 1)[..^2], Strip(16, 2)] },
        { "damaged", 32, [Strip(16, 1), [0, 0, 0, 0]] },
        { "ends too early", 32, [Strip(16, 1), []] },
    };

    [Theory]
    [MemberData(nameof(Unjoinable))]
    public void TryJoin_WhatCannotBe_SaysWhy(string expected, int height, byte[][] strips)
    {
        Assert.False(JpegStripJoiner.TryJoin(Image(height, strips), JpegLimits.Default, out var stream, out var reason));
        Assert.Null(stream);
        Assert.Contains(expected, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TryJoin_RowsNoMultipleOfTheMcu_SaysWhy()
    {
        var image = new JpegStripImage
        {
            Tables = JpegBytes.TablesOnly(), Color = JpegColor.YCbCr, Width = 33, Height = 16, RowsPerStrip = 8,
            Strips = [Strip(8, 1), Strip(8, 2)],
        };
        Assert.False(JpegStripJoiner.TryJoin(image, JpegLimits.Default, out _, out var reason));
        Assert.Contains("MCU height", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TryJoin_MutatedStrips_NeverThrows()
    {
        foreach (var bytes in Mutations.Of(Strip(16, 1), 3000, seed: 5))
        {
            JpegStripJoiner.TryJoin(Image(32, [bytes, Strip(16, 2)]), JpegLimits.Default, out _, out _);
        }
    }

    private static JpegStripImage Image(int height, byte[][] strips) => new()
    {
        Tables = JpegBytes.TablesOnly(),
        Color = JpegColor.YCbCr,
        Width = 33,
        Height = height,
        RowsPerStrip = 16,
        Strips = [.. strips.Select(strip => new ReadOnlyMemory<byte>(strip))],
    };

    private static byte[] Strip(int height, byte entropy, int width = 33, byte sampling = 0x22, int restart = 0)
    {
        var bytes = JpegBytes.Start();
        if (restart != 0)
        {
            bytes.Restart(restart);
        }

        return bytes.Frame(width, height, sampling: sampling).Scan().Raw(entropy).End().ToArray();
    }
}
