using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Imaging.Tests.Codecs;

namespace WsiDicomizer.Imaging.Tests.Jpeg2000;

/// <summary>HTJ2K of OpenJPH, decoded by OpenJPEG.</summary>
public class HtJ2kCodecTests
{
    [CodecTheory("libwsijph")]
    [InlineData(1, 8, 100, 75)]
    [InlineData(3, 8, 240, 240)]
    [InlineData(1, 16, 61, 47)]
    [InlineData(3, 16, 61, 47)]
    [InlineData(3, 8, 1, 1)]
    [InlineData(1, 16, 7, 300)]
    public void Encode_AnySamples_AreDecodedBitForBit(int samplesPerPixel, int bits, int width, int height)
    {
        var size = new PixelSize(width, height);
        var samples = new byte[size.Area * samplesPerPixel * bits / 8];
        new Random(7).NextBytes(samples);
        using var codec = new HtJ2kCodec(Jpeg2000Limits.Default);

        var codestream = codec.Encode(samples, size, bits);

        var header = Jpeg2000Header.Read(codestream, Jpeg2000Limits.Default);
        Assert.True(header.IsHighThroughput);
        Assert.True(header.IsReversible);
        Assert.Equal(samplesPerPixel == 3, header.MultipleComponentTransform);
        Assert.Equal(samples, codec.Decode(codestream).Samples);
    }

    [CodecTheory("libwsijph")]
    [InlineData(0)]
    public void Encode_ManyThreads_GiveTheSame(int seed)
    {
        var size = new PixelSize(128, 96);
        var samples = new byte[size.Area * 3];
        new Random(seed).NextBytes(samples);
        using var codec = new HtJ2kCodec(Jpeg2000Limits.Default);
        var expected = codec.Encode(samples, size);

        var all = Enumerable.Range(0, 32).AsParallel().WithDegreeOfParallelism(4).Select(_ => codec.Encode(samples, size)).ToList();

        Assert.All(all, codestream => Assert.Equal(expected, codestream));
    }
}
