using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.Jpeg2000;

public sealed class Jpeg2000CodecTests : IDisposable
{
    private static readonly PixelSize Size = new(100, 75);

    private readonly Jpeg2000Codec _codec = new(Jpeg2000Limits.Default);

    public void Dispose() => _codec.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Decode_OfLosslessEncode_GivesTheSamplesBack(int samplesPerPixel)
    {
        var picture = Pictures.Waves(Size, samplesPerPixel, noise: 30);

        var codestream = _codec.Encode(picture, Size, Jpeg2000EncodeOptions.Lossless);
        var image = _codec.Decode(codestream);

        var header = Jpeg2000Header.Read(codestream, Jpeg2000Limits.Default);
        Assert.Equal(Jpeg2000Wavelet.Reversible53, header.Wavelet);
        Assert.Equal(samplesPerPixel == 3, header.MultipleComponentTransform);
        Assert.Equal(samplesPerPixel == 3, image.ColorTransformUndone);
        Assert.Equal((Size, samplesPerPixel), (image.Size, image.SamplesPerPixel));
        Assert.Equal(picture, image.Samples);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Decode_OfLossyEncode_ComesNear(bool transform)
    {
        var picture = Pictures.Waves(Size, 3);
        var options = new Jpeg2000EncodeOptions { CompressionRatio = 8, MultipleComponentTransform = transform };

        var codestream = _codec.Encode(picture, Size, options);
        var image = _codec.Decode(codestream);

        var header = Jpeg2000Header.Read(codestream, Jpeg2000Limits.Default);
        Assert.Equal((Jpeg2000Wavelet.Irreversible97, transform), (header.Wavelet, header.MultipleComponentTransform));
        Assert.Equal(transform, image.ColorTransformUndone);
        Assert.InRange(codestream.Length, 100, picture.Length / 7);
        Assert.InRange(Pictures.MaxDifference(picture, image.Samples), 1, 12);
    }

    [Fact]
    public void Encode_AnyImage_WritesNoComment()
    {
        var codestream = _codec.Encode(Pictures.Waves(Size, 3), Size, new Jpeg2000EncodeOptions());
        Assert.Equal(-1, codestream.AsSpan().IndexOf("OpenJPEG"u8));
        Assert.Equal(0, Jpeg2000FrameRewriter.Rewrite(codestream, Jpeg2000Limits.Default).DroppedSegments);
        Assert.Equal([0xFF, 0xD9], codestream[^2..]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 200)]
    public void Decode_OfTinyImages_RoundTrips(int width, int height)
    {
        var size = new PixelSize(width, height);
        var picture = Pictures.Waves(size, 3, noise: 30);
        Assert.Equal(picture, _codec.Decode(_codec.Encode(picture, size, Jpeg2000EncodeOptions.Lossless)).Samples);
    }

    [Fact]
    public void Encode_Noise_FitsThoughItIsLongerThanItsSamples()
    {
        var size = new PixelSize(64, 64);
        var noise = Pictures.Waves(size, 3, noise: 500);
        Assert.Equal(noise, _codec.Decode(_codec.Encode(noise, size, Jpeg2000EncodeOptions.Lossless)).Samples);
    }

    [Fact]
    public void Decode_BoxFile_IsUnwrapped()
    {
        var picture = Pictures.Waves(Size, 3);
        var file = J2kBytes.BoxFile(_codec.Encode(picture, Size, Jpeg2000EncodeOptions.Lossless));
        Assert.Equal(picture, _codec.Decode(file).Samples);
    }

    [Fact]
    public void Decode_SubsampledChroma_IsRepeated()
    {
        var image = _codec.Decode(Convert.FromBase64String(Subsampled));

        Assert.Equal((new PixelSize(16, 8), 3), (image.Size, image.SamplesPerPixel));
        Assert.False(image.ColorTransformUndone);
        for (var i = 0; i < 16 * 8; i++)
        {
            int x = i % 16, y = i / 16;
            byte[] expected =
            [
                (byte)((x * 10) + (y * 3)), (byte)(100 + (x / 2 * 8) + y), (byte)(200 - (x / 2 * 5) - (y * 2)),
            ];
            Assert.Equal(expected, image.Samples.AsSpan(3 * i, 3).ToArray());
        }
    }

    [Fact]
    public void Decode_MorePixelsThanAllowed_Throws()
    {
        var codestream = _codec.Encode(Pictures.Waves(Size, 3), Size, new Jpeg2000EncodeOptions());
        using var strict = new Jpeg2000Codec(new Jpeg2000Limits { MaxPixels = Size.Area - 1 });
        Assert.Equal(
            CodecProblem.LimitExceeded, Assert.Throws<CodecException>(() => strict.Decode(codestream)).Problem);
    }

    [Fact]
    public void Decode_UnsupportedComponents_Throws()
    {
        var twelveBit = J2kBytes.Start().Size(8, 8, 8, 0, (11, 1, 1)).CodingStyle().TilePart([]).End().ToArray();
        var two = J2kBytes.Start().Size(8, 8, 8, 0, (7, 1, 1), (7, 1, 1)).CodingStyle().TilePart([]).End().ToArray();
        Assert.Equal(CodecProblem.Unsupported, Assert.Throws<CodecException>(() => _codec.Decode(twelveBit)).Problem);
        Assert.Equal(CodecProblem.Unsupported, Assert.Throws<CodecException>(() => _codec.Decode(two)).Problem);
    }

    [Fact]
    public void Decode_DamagedPackets_NamesTheLibrary()
    {
        var codestream = _codec.Encode(Pictures.Waves(Size, 3, noise: 30), Size, Jpeg2000EncodeOptions.Lossless);
        var exception = Assert.Throws<CodecException>(() => _codec.Decode(codestream.AsSpan(0, codestream.Length / 2)));
        Assert.Equal("libopenjp2", exception.Library);
    }

    [Fact]
    public void Encode_BadArguments_Throws()
    {
        Assert.Throws<ArgumentException>(() => _codec.Encode(new byte[10], Size, new Jpeg2000EncodeOptions()));
        Assert.Throws<ArgumentException>(() => _codec.Encode(
            new byte[64], new PixelSize(8, 8), new Jpeg2000EncodeOptions { CompressionRatio = 0.5 }));
    }

    [Fact]
    public void Decode_ManyThreads_AllGiveTheSame()
    {
        var picture = Pictures.Waves(Size, 3, noise: 30);
        var same = Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(4)
            .Count(_ => _codec.Decode(_codec.Encode(picture, Size, Jpeg2000EncodeOptions.Lossless))
                .Samples.AsSpan().SequenceEqual(picture));
        Assert.Equal(16, same);
    }

    [Fact]
    public void Decode_MutatedCodestreams_OnlyCodecExceptions()
    {
        var size = new PixelSize(32, 32);
        var codestream = _codec.Encode(Pictures.Waves(size, 3, noise: 10), size, new Jpeg2000EncodeOptions());
        using var codec = new Jpeg2000Codec(new Jpeg2000Limits { MaxPixels = 1 << 16, MaxTiles = 16 });
        foreach (var bytes in Mutations.Of(codestream, 500, seed: 31))
        {
            try
            {
                codec.Decode(bytes);
            }
            catch (CodecException exception)
            {
                Assert.NotEqual(CodecProblem.LibraryMissing, exception.Problem);
            }
        }
    }

    /// <summary>
    /// 16×8, 5-3 without loss and without MCT, the second and third component of half the columns (OpenJPEG's
    /// opj_compress of the samples that the test expects).
    /// </summary>
    private const string Subsampled =
        "/0//UQAvAAAAAAAQAAAACAAAAAAAAAAAAAAAEAAAAAgAAAAAAAAAAAADBwEBBwIBBwIB/1IADAAAAAEAAgQEAAH/XAAKQEBISFBI"
        + "SFD/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjD/kAAKAAAAAABvAAH/k9+ASAeqqtrqc6gOH8PnCAjwIbLP"
        + "tBQE0UhbRcHzgoD4QwAVhAtAr8HzhIB0IA0B/38LO8D5AUB8IQAOCQwXwPkCQDoYNp4UBwOEj8D5AcARACIaDwN/wHwhwDoQIW3P"
        + "AM//2Q==";
}
