using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.Jpeg;

public class JpegHeaderTests
{
    [Fact]
    public void Read_InterchangeStream_TellsEverything()
    {
        var stream = JpegBytes.Start().Jfif().AllTables().Restart(30).Frame(300, 200, sampling: 0x21).Scan()
            .Raw(1, 2, 3).End().ToArray();

        var header = JpegHeader.Read(stream, JpegLimits.Default);

        Assert.Equal((300, 200, 8), (header.Width, header.Height, header.Precision));
        Assert.Equal(JpegProcess.Baseline, header.Process);
        Assert.Equal([1, 2, 3], header.Components.Select(component => (int)component.Id));
        Assert.Equal((2, 1, 0), (header.Components[0].HorizontalSampling, header.Components[0].VerticalSampling,
            header.Components[0].QuantizationTable));
        Assert.Equal(30, header.RestartInterval);
        Assert.True(header.HasQuantizationTables && header.HasHuffmanTables && header.DefinesItsTables);
        Assert.True(header.HasJfif && header.IsSingleScan);
        Assert.Equal(stream.Length - 5, header.ScanOffset);
        Assert.Equal((16, 8), (header.McuWidth, header.McuHeight));
    }

    [Theory]
    [InlineData(0x11, JpegSubsampling.None)]
    [InlineData(0x21, JpegSubsampling.Horizontal)]
    [InlineData(0x22, JpegSubsampling.HorizontalAndVertical)]
    [InlineData(0x12, JpegSubsampling.Other)]
    [InlineData(0x41, JpegSubsampling.Other)]
    public void Subsampling_OfFactors_IsNamed(byte sampling, JpegSubsampling expected) =>
        Assert.Equal(expected, Read(JpegBytes.Start().Frame(8, 8, sampling: sampling)).Subsampling);

    [Fact]
    public void ImpliedColor_WithoutMarkers_FollowsTheIds()
    {
        Assert.Equal(JpegColor.YCbCr, Read(JpegBytes.Start().Frame(8, 8)).ImpliedColor);
        Assert.Equal(JpegColor.Rgb, Read(JpegBytes.Start().Frame(8, 8, "RGB"), "RGB").ImpliedColor);
        Assert.Equal(JpegColor.Grey, Read(JpegBytes.Start().Frame(8, 8, "\u0001"), "\u0001").ImpliedColor);
        Assert.Null(Read(JpegBytes.Start().Frame(8, 8, "CMYK"), "CMYK").ImpliedColor);
    }

    [Fact]
    public void ImpliedColor_WithMarkers_FollowsThem()
    {
        Assert.Equal(JpegColor.Rgb, Read(JpegBytes.Start().Adobe(0).Frame(8, 8)).ImpliedColor);
        Assert.Equal(JpegColor.YCbCr, Read(JpegBytes.Start().Adobe(1).Frame(8, 8, "RGB"), "RGB").ImpliedColor);
        Assert.Equal(JpegColor.YCbCr, Read(JpegBytes.Start().Jfif().Adobe(0).Frame(8, 8)).ImpliedColor);
    }

    [Fact]
    public void ResolveColor_SilentStream_BelievesTheContainer()
    {
        Assert.Equal(JpegColor.Rgb, Read(JpegBytes.Start().Frame(8, 8)).ResolveColor(JpegColor.Rgb));
        Assert.Equal(JpegColor.YCbCr, Read(JpegBytes.Start().Frame(8, 8)).ResolveColor(JpegColor.YCbCr));
    }

    [Fact]
    public void ResolveColor_ContradictingStream_BelievesTheStream()
    {
        Assert.Equal(JpegColor.YCbCr, Read(JpegBytes.Start().Jfif().Frame(8, 8)).ResolveColor(JpegColor.Rgb));
        Assert.Equal(JpegColor.YCbCr, Read(JpegBytes.Start().Frame(8, 8, sampling: 0x22)).ResolveColor(JpegColor.Rgb));
        Assert.Equal(JpegColor.Rgb, Read(JpegBytes.Start().Adobe(0).Frame(8, 8)).ResolveColor(JpegColor.YCbCr));
        Assert.Equal(JpegColor.Grey, Read(JpegBytes.Start().Frame(8, 8, "\u0001"), "\u0001").ResolveColor(JpegColor.Rgb));
    }

    [Fact]
    public void TryRead_EveryCutOffStart_AsksForMore()
    {
        var stream = JpegBytes.Start().Jfif().AllTables().Frame(300, 200).Scan().ToArray();
        for (var length = 0; length < stream.Length; length++)
        {
            Assert.False(JpegHeader.TryRead(stream.AsSpan(0, length), JpegLimits.Default, out _, out var fault));
            Assert.Equal(CodecProblem.Truncated, fault.Problem);
        }

        Assert.True(JpegHeader.TryRead(stream, JpegLimits.Default, out _));
    }

    [Fact]
    public void Read_FillBytesBeforeMarkers_AreSkipped() =>
        Assert.Equal(8, Read(JpegBytes.Start().Raw(0xFF, 0xFF).Frame(8, 8)).Width);

    [Fact]
    public void Read_TooManySegments_NamesTheOffset()
    {
        var stream = JpegBytes.Start().Comment("a").Comment("b").Frame(8, 8).Scan().ToArray();
        var exception = Assert.Throws<CodecException>(
            () => JpegHeader.Read(stream, new JpegLimits { MaxSegments = 3 }));
        Assert.Equal((CodecProblem.LimitExceeded, 12L), (exception.Problem, exception.Offset));
    }

    [Fact]
    public void Read_HugeHeader_IsRefused()
    {
        var stream = JpegBytes.Start().Segment(0xE1, new byte[5000]).Frame(8, 8).Scan().ToArray();
        var exception = Assert.Throws<CodecException>(
            () => JpegHeader.Read(stream, new JpegLimits { MaxHeaderBytes = 4096 }));
        Assert.Equal(CodecProblem.LimitExceeded, exception.Problem);
    }

    public static TheoryData<string, byte[]> DamagedStreams() => new()
    {
        { "no SOI", [0, 1, 2, 3] },
        { "garbage between segments", JpegBytes.Start().Raw(7).Frame(8, 8).Scan().ToArray() },
        { "length 1", JpegBytes.Start().Raw(0xFF, 0xE0, 0, 1).Frame(8, 8).Scan().ToArray() },
        { "two frames", JpegBytes.Start().Frame(8, 8).Frame(8, 8).Scan().ToArray() },
        { "scan without frame", JpegBytes.Start().Scan().ToArray() },
        { "scan of unknown component", JpegBytes.Start().Frame(8, 8).Scan("\u0001\u0002\u0007").ToArray() },
        { "scan in other order", JpegBytes.Start().Frame(8, 8).Scan("\u0001\u0003\u0002").ToArray() },
        { "same id twice", JpegBytes.Start().Frame(8, 8, "\u0001\u0001\u0003").Scan().ToArray() },
        { "sampling 0", JpegBytes.Start().Frame(8, 8, sampling: 0x01).Scan().ToArray() },
        { "short DQT", JpegBytes.Start().Segment(0xDB, 0, 1, 2).Frame(8, 8).Scan().ToArray() },
        { "short DHT", JpegBytes.Start().Segment(0xC4, [0, 9, .. new byte[15]]).Frame(8, 8).Scan().ToArray() },
        { "EOI before scan", JpegBytes.TablesOnly() },
    };

    [Theory]
    [MemberData(nameof(DamagedStreams))]
    public void Read_DamagedStream_SaysSo(string name, byte[] stream)
    {
        var exception = Assert.Throws<CodecException>(() => JpegHeader.Read(stream, JpegLimits.Default));
        Assert.True(exception.Problem == CodecProblem.Damaged, name);
        Assert.NotNull(exception.Offset);
    }

    [Fact]
    public void TryRead_MutatedStreams_NeverThrows()
    {
        var valid = JpegBytes.Start().Jfif().AllTables().Restart(30).Frame(300, 200).Scan().Raw(1, 2, 3).End().ToArray();
        var good = 0;
        foreach (var bytes in Mutations.Of(valid, 5000, seed: 1))
        {
            if (JpegHeader.TryRead(bytes, JpegLimits.Default, out var header))
            {
                good++;
                Assert.InRange(header.ScanOffset, 1, bytes.Length);
            }
        }

        Assert.InRange(good, 100, 4900);
    }

    private static JpegHeader Read(JpegBytes bytes, string scan = "\u0001\u0002\u0003") =>
        JpegHeader.Read(bytes.Scan(scan).ToArray(), JpegLimits.Default);
}
