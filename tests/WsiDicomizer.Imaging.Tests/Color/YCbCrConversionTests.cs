using WsiDicomizer.Imaging.Color;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.Color;

public class YCbCrConversionTests
{
    [Theory]
    [InlineData(new byte[] { 0, 0, 0 }, new byte[] { 0, 128, 128 })]
    [InlineData(new byte[] { 255, 255, 255 }, new byte[] { 255, 128, 128 })]
    [InlineData(new byte[] { 255, 0, 0 }, new byte[] { 76, 85, 255 })]
    [InlineData(new byte[] { 0, 255, 0 }, new byte[] { 150, 44, 21 })]
    [InlineData(new byte[] { 0, 0, 255 }, new byte[] { 29, 255, 107 })]
    public void FromRgb_KnownColours_GivesJfifsValues(byte[] rgb, byte[] expected)
    {
        var samples = rgb.ToArray();
        YCbCrConversion.FromRgb(samples);
        Assert.Equal(expected, samples);
    }

    [Fact]
    public void ToRgb_OfFromRgb_ComesBackWithinRounding()
    {
        var random = new Random(51);
        var rgb = new byte[30000];
        random.NextBytes(rgb);
        var samples = rgb.ToArray();

        YCbCrConversion.FromRgb(samples);
        YCbCrConversion.ToRgb(samples);

        Assert.InRange(Pictures.MaxDifference(rgb, samples), 1, 2);
    }

    [Fact]
    public void ToRgb_DecodedComponents_AgreesWithLibjpegExactly()
    {
        var size = new PixelSize(64, 64);
        using var codec = new JpegCodec(JpegLimits.Default);
        var stream = codec.Encode(Pictures.Waves(size, 3, noise: 60), size, new JpegEncodeOptions());

        // The same coefficients, declared RGB, decode to the components as they are.
        var components = codec.Decode(
            new JpegFrameHeaderRewriter(default, JpegColor.Rgb, JpegLimits.Default).Rewrite(stream)
                .Assemble(stream, out _)).Samples;
        YCbCrConversion.ToRgb(components);

        Assert.Equal(codec.Decode(stream).Samples, components);
    }

    [Fact]
    public void ToRgb_NotThreeSamples_Throws() =>
        Assert.Throws<ArgumentException>(() => YCbCrConversion.ToRgb(new byte[4]));
}
