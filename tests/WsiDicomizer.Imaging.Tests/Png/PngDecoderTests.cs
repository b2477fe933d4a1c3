using System.Security.Cryptography;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Png;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.Png;

public class PngDecoderTests
{
    public static TheoryData<string> Names => [.. PillowPngs.All.Keys];

    public static TheoryData<int, PngColorType, int> Filters
    {
        get
        {
            var data = new TheoryData<int, PngColorType, int>();
            foreach (var filter in Enumerable.Range(0, 5))
            {
                data.Add(filter, PngColorType.Grey, 8);
                data.Add(filter, PngColorType.Grey, 2);
                data.Add(filter, PngColorType.Grey, 16);
                data.Add(filter, PngColorType.Rgb, 8);
                data.Add(filter, PngColorType.Rgb, 16);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Decode_OfPillowsImages_GivesPillowsSamples(string name)
    {
        var image = PngDecoder.Decode(PillowPngs.All[name].Stream, PngLimits.Default);

        Assert.Equal(new PixelSize(PillowPngs.Width, PillowPngs.Height), image.Size);
        Assert.Equal(PillowPngs.All[name].SamplesDigest, Convert.ToHexStringLower(SHA256.HashData(image.Samples)));
        Assert.Equal(name.StartsWith("grey", StringComparison.Ordinal) || name == "one bit" ? 1 : 3, image.SamplesPerPixel);
        Assert.Equal(name == "grey of 16 bits" ? 16 : 8, image.BitsPerSample);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ReadRow_OfPillowsImages_GivesTheSame(string name)
    {
        var stream = PillowPngs.All[name].Stream;
        var expected = PngDecoder.Decode(stream, PngLimits.Default).Samples;

        Assert.Equal(expected, ReadRows(stream, expected.Length));
    }

    [Fact]
    public void ReadRow_OfDataInManyChunks_GivesTheSame()
    {
        var stored = Enumerable.Range(0, 40).SelectMany(row => new byte[] { 0, (byte)row, 7, 8, 9 }).ToArray();
        var whole = PngBytes.Data(stored)[8..^4];
        byte[] stream = PngBytes.Stream(
        [
            PngBytes.Header(4, 40, 8, PngColorType.Grey),
            .. whole.Select(value => PngBytes.Chunk("IDAT", [value])),
            PngBytes.Chunk("IDAT", []),
            PngBytes.Chunk("tEXt", [1, 2, 3]),
        ]);

        Assert.Equal(PngDecoder.Decode(stream, PngLimits.Default).Samples, ReadRows(stream, 160));
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Decode_OfEachFilter_GivesTheRows(int filter, PngColorType color, int depth)
    {
        const int Width = 19, Height = 7;
        var channels = color == PngColorType.Grey ? 1 : 3;
        var rowBytes = ((Width * channels * depth) + 7) / 8;
        var random = new Random(filter);
        var rows = Enumerable.Range(0, Height).Select(_ => Bytes(random, rowBytes)).ToArray();
        var stored = rows.SelectMany((row, y) =>
            PngBytes.Filter(filter, row, y == 0 ? new byte[rowBytes] : rows[y - 1], Math.Max(1, channels * depth / 8)));

        var image = PngDecoder.Decode(
            PngBytes.Stream(PngBytes.Header(Width, Height, depth, color), PngBytes.Data([.. stored])), PngLimits.Default);

        var expected = rows.SelectMany(row => Enumerable.Range(0, Width * channels).SelectMany(index => Sample(row, index, depth)));
        Assert.Equal(expected, image.Samples);
    }

    [Fact]
    public void Decode_OfDataInSeveralChunksWithOthersAround_GivesTheRows()
    {
        var whole = PngBytes.Data(0, 10, 20, 1, 30, 40).AsSpan(8)[..^4].ToArray();
        var stream = PngBytes.Stream(
            PngBytes.Header(2, 2, 8, PngColorType.Grey),
            PngBytes.Chunk("tEXt", [65, 0, 66]),
            PngBytes.Chunk("IDAT", whole[..5]),
            PngBytes.Chunk("IDAT", []),
            PngBytes.Chunk("IDAT", whole[5..]),
            PngBytes.Chunk("tIME", [7]));

        Assert.Equal([10, 20, 30, 70], PngDecoder.Decode(stream, PngLimits.Default).Samples);
    }

    [Fact]
    public void Decode_OfGrey16WithAlpha_IsLaidOverWhite()
    {
        var stream = PngBytes.Stream(
            PngBytes.Header(2, 1, 16, PngColorType.GreyAlpha), PngBytes.Data(0, 0x12, 0x34, 0xFF, 0xFF, 0x12, 0x34, 0, 0));

        Assert.Equal([0x34, 0x12, 0xFF, 0xFF], PngDecoder.Decode(stream, PngLimits.Default).Samples);
    }

    [Fact]
    public void Codec_Of16Bits_SaysThatItIsNotSupported()
    {
        using var codec = new PngCodec(PngLimits.Default);

        var exception = Assert.Throws<CodecException>(() => codec.Decode(PillowPngs.All["grey of 16 bits"].Stream));

        Assert.Equal(CodecProblem.Unsupported, exception.Problem);
    }

    [Fact]
    public void Codec_OfRgb_GivesWhatTheDecoderGives()
    {
        using var codec = new PngCodec(PngLimits.Default);
        var stream = PillowPngs.All["rgb"].Stream;

        Assert.Equal(PngDecoder.Decode(stream, PngLimits.Default).Samples, codec.Decode(stream).Samples);
    }

    [Theory]
    [InlineData("123456789", 0xCBF43926)]
    [InlineData("", 0)]
    [InlineData("a", 0xE8B7BE43)]
    public void Checksum_OfKnownText_IsTheKnownOne(string text, uint expected) =>
        Assert.Equal(expected, PngChecksum.Compute(System.Text.Encoding.ASCII.GetBytes(text)));

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Sample(byte[] row, int index, int depth) => depth switch
    {
        16 => [row[(2 * index) + 1], row[2 * index]],
        8 => [row[index]],
        _ => [(byte)(((row[index / 4] >> (6 - (2 * (index % 4)))) & 3) * 85)],
    };

    private static byte[] ReadRows(byte[] stream, int length)
    {
        using var reader = new PngRowReader(new MemoryStream(stream), PngLimits.Default);
        var samples = new byte[length];
        var stride = length / reader.Size.Height;
        for (var row = 0; row < reader.Size.Height; row++)
        {
            reader.ReadRow(samples.AsSpan(row * stride, stride));
        }

        return samples;
    }
}
