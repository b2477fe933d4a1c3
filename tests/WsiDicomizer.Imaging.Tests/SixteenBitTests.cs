using System.Runtime.InteropServices;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Imaging.JpegLs;
using WsiDicomizer.Imaging.Lzw;
using WsiDicomizer.Imaging.Resampling;
using WsiDicomizer.Imaging.Zstd;

namespace WsiDicomizer.Imaging.Tests;

/// <summary>Samples of 16 bits keep every bit through the lossless coders.</summary>
public class SixteenBitTests
{
    // "zstd -19" 1.5.4 of the bytes 0 to 255, four times: literals, matches, a checksum of the content.
    private const string Zstandard =
        "28B52FFD04685508000410000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F20212223242526"
        + "2728292A2B2C2D2E2F303132333435363738393A3B3C3D3E3F404142434445464748494A4B4C4D4E4F505152535455565758"
        + "595A5B5C5D5E5F606162636465666768696A6B6C6D6E6F707172737475767778797A7B7C7D7E7F808182838485868788898A"
        + "8B8C8D8E8F909192939495969798999A9B9C9D9E9FA0A1A2A3A4A5A6A7A8A9AAABACADAEAFB0B1B2B3B4B5B6B7B8B9BABBBC"
        + "BDBEBFC0C1C2C3C4C5C6C7C8C9CACBCCCDCECFD0D1D2D3D4D5D6D7D8D9DADBDCDDDEDFE0E1E2E3E4E5E6E7E8E9EAEBECEDEE"
        + "EFF0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF010000FD06AA350557DFE48F";

    private static readonly PixelSize Size = new(61, 47);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Jpeg2000_Lossless_GivesTheSamplesBack(int samplesPerPixel)
    {
        using var codec = new Jpeg2000Codec(Jpeg2000Limits.Default);
        var samples = Samples(samplesPerPixel);

        var image = codec.Decode(codec.Encode(samples, Size, new Jpeg2000EncodeOptions
        {
            Wavelet = Jpeg2000Wavelet.Reversible53,
            CompressionRatio = null,
            BitsPerSample = 16,
        }));

        Assert.Equal((Size, samplesPerPixel, 16), (image.Size, image.SamplesPerPixel, image.BitsPerSample));
        Assert.Equal(samples, image.Samples);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void JpegLs_Lossless_GivesTheSamplesBack(int samplesPerPixel)
    {
        using var codec = new JpegLsCodec(JpegLsLimits.Default);
        var samples = Samples(samplesPerPixel);

        var image = codec.Decode(codec.Encode(samples, Size, near: 0, bitsPerSample: 16));

        Assert.Equal((Size, samplesPerPixel, 16), (image.Size, image.SamplesPerPixel, image.BitsPerSample));
        Assert.Equal(samples, image.Samples);
    }

    [Fact]
    public void HorizontalPredictor_OfWords_TakesDifferencesOfWords()
    {
        ushort[] row = [1, 65535, 300, 2];

        HorizontalPredictor.Apply(row, width: 4, samplesPerPixel: 1);
        Assert.Equal<ushort>([1, 65534, 301, 65238], row);

        HorizontalPredictor.Undo(row, width: 4, samplesPerPixel: 1);
        Assert.Equal<ushort>([1, 65535, 300, 2], row);
    }

    [Fact]
    public void AreaDownsampler_OfWords_TakesTheirMean()
    {
        var small = AreaDownsampler.Downsample((ReadOnlySpan<ushort>)[60000, 60001, 60003, 60004], new PixelSize(2, 2), new PixelSize(1, 1), 1);

        Assert.Equal<ushort>([60002], small);
    }

    [Fact]
    public void PlanarSamples_OfWords_KeepBytesTogether() =>
        Assert.Equal<byte>([1, 2, 5, 6, 3, 4, 7, 8], PlanarSamples.Interleave([1, 2, 3, 4, 5, 6, 7, 8], 2, bytesPerSample: 2));

    [Fact]
    public void Zstd_OfTheReferenceProgram_IsDecompressed()
    {
        using var codec = new ZstdCodec();
        var destination = new byte[1024];

        var written = codec.Decompress(Convert.FromHexString(Zstandard), destination);

        Assert.Equal(1024, written);
        Assert.Equal(Enumerable.Range(0, 1024).Select(i => (byte)i), destination);
    }

    [Fact]
    public void Zstd_FrameThatHoldsMore_IsRefusedAndNothingIsTakenForIt()
    {
        using var codec = new ZstdCodec();

        var exception = Assert.Throws<CodecException>(() => codec.Decompress(Convert.FromHexString(Zstandard), new byte[1023]));

        Assert.Equal(CodecProblem.Damaged, exception.Problem);
    }

    private static byte[] Samples(int samplesPerPixel)
    {
        var random = new Random(16);
        var samples = new ushort[Size.Area * samplesPerPixel];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (ushort)((i * 37) + random.Next(600));
        }

        samples[^1] = ushort.MaxValue;
        return MemoryMarshal.AsBytes(samples.AsSpan()).ToArray();
    }
}
