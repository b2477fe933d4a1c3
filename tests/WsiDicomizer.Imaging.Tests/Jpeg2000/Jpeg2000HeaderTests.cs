using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.Jpeg2000;

public class Jpeg2000HeaderTests
{
    [Fact]
    public void Read_Codestream_TellsEverything()
    {
        var stream = J2kBytes.Start().Size(1000, 240, 256, 10, (7, 1, 1), (7, 2, 1), (0x8B, 2, 2))
            .CodingStyle(mct: 0, wavelet: 1, levels: 4).Comment("x").TilePart([1]).End().ToArray();

        var header = Jpeg2000Header.Read(stream, Jpeg2000Limits.Default);

        Assert.Equal((990, 240, 10, 0), (header.Width, header.Height, header.OriginX, header.OriginY));
        Assert.Equal((256, 240, 4), (header.TileWidth, header.TileHeight, header.TileCount));
        Assert.Equal([8, 8, 12], header.Components.Select(component => component.Precision));
        Assert.Equal([false, false, true], header.Components.Select(component => component.IsSigned));
        Assert.Equal((2, 1), (header.Components[1].HorizontalSeparation, header.Components[1].VerticalSeparation));
        Assert.True(header.IsSubsampled);
        Assert.False(header.MultipleComponentTransform || header.IsHighThroughput);
        Assert.Equal(Jpeg2000Wavelet.Reversible53, header.Wavelet);
        Assert.Equal((4, 3), (header.DecompositionLevels, header.QualityLayers));
        Assert.Equal(0x90, stream[header.FirstTilePartOffset + 1]);
    }

    [Fact]
    public void TryRead_EveryCutOffStart_AsksForMore()
    {
        var stream = J2kBytes.Usual().ToArray();
        for (var length = 0; length <= stream.Length; length++)
        {
            Assert.False(Jpeg2000Header.TryRead(stream.AsSpan(0, length), Jpeg2000Limits.Default, out _, out var fault));
            Assert.Equal(CodecProblem.Truncated, fault.Problem);
        }

        Assert.True(Jpeg2000Header.TryRead(J2kBytes.Usual().TilePart([]).ToArray(), Jpeg2000Limits.Default, out _));
    }

    public static TheoryData<string, byte[]> Damaged() => new()
    {
        { "no SOC", [0, 1, 2, 3] },
        { "COD before SIZ", J2kBytes.Start().CodingStyle().TilePart([]).ToArray() },
        { "no COD", J2kBytes.Start().Size(8, 8).TilePart([]).ToArray() },
        { "two SIZ", J2kBytes.Start().Size(8, 8).Size(8, 8).CodingStyle().TilePart([]).ToArray() },
        { "two COD", J2kBytes.Usual().CodingStyle().TilePart([]).ToArray() },
        { "no width", J2kBytes.Start().Size(0, 8, 8).CodingStyle().TilePart([]).ToArray() },
        { "origin beyond", J2kBytes.Start().Size(8, 8, 8, 9).CodingStyle().TilePart([]).ToArray() },
        { "separation 0", J2kBytes.Start().Size(8, 8, 8, 0, (7, 0, 1)).CodingStyle().TilePart([]).ToArray() },
        { "EOC first", J2kBytes.Usual().End().ToArray() },
        { "not a marker", J2kBytes.Usual().Raw(1, 2, 3).ToArray() },
        { "length 1", J2kBytes.Usual().Raw(0xFF, 0x64, 0, 1).ToArray() },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Read_DamagedHeader_SaysSo(string name, byte[] stream)
    {
        var exception = Assert.Throws<CodecException>(() => Jpeg2000Header.Read(stream, Jpeg2000Limits.Default));
        Assert.True(exception.Problem == CodecProblem.Damaged, name);
    }

    [Fact]
    public void Read_TooManyTiles_IsRefused()
    {
        var stream = J2kBytes.Start().Size(0xFFFFFFFF, 0xFFFFFFFF, 1).CodingStyle().TilePart([]).ToArray();
        var exception = Assert.Throws<CodecException>(() => Jpeg2000Header.Read(stream, Jpeg2000Limits.Default));
        Assert.Equal(CodecProblem.LimitExceeded, exception.Problem);
    }

    [Fact]
    public void Read_TooManySegments_IsRefused()
    {
        var stream = J2kBytes.Usual().Comment("a").Comment("b").TilePart([]).ToArray();
        var exception = Assert.Throws<CodecException>(
            () => Jpeg2000Header.Read(stream, new Jpeg2000Limits { MaxSegments = 5 }));
        Assert.Equal(CodecProblem.LimitExceeded, exception.Problem);
    }

    [Fact]
    public void TryRead_MutatedHeaders_NeverThrows()
    {
        var good = 0;
        foreach (var bytes in Mutations.Of(J2kBytes.Usual().Comment("x").TilePart([1]).ToArray(), 5000, seed: 11))
        {
            good += Jpeg2000Header.TryRead(bytes, Jpeg2000Limits.Default, out _) ? 1 : 0;
        }

        Assert.InRange(good, 100, 4900);
    }
}
