using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.JpegXl;
using WsiDicomizer.Imaging.Tests.Builders;
using WsiDicomizer.Imaging.Tests.Codecs;

namespace WsiDicomizer.Imaging.Tests.JpegXl;

public class JpegXlRecompressionTests
{
    private static readonly PixelSize Size = new(256, 240);

    [CodecTheory("libjxl")]
    [InlineData(JpegColor.YCbCr, JpegSubsampling.None)]
    [InlineData(JpegColor.YCbCr, JpegSubsampling.Horizontal)]
    [InlineData(JpegColor.YCbCr, JpegSubsampling.HorizontalAndVertical)]
    [InlineData(JpegColor.Rgb, JpegSubsampling.None)]
    [InlineData(JpegColor.Grey, JpegSubsampling.None)]
    public void Recompress_AnyColour_IsSmallerAndComesBackByteForByte(JpegColor color, JpegSubsampling subsampling)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var jpeg = codec.Encode(
            Pictures.Waves(Size, color == JpegColor.Grey ? 1 : 3, noise: 20),
            Size,
            new JpegEncodeOptions { Color = color, Subsampling = subsampling });

        var stream = JpegXlRecompression.Recompress(jpeg);

        Assert.True(stream.Length < jpeg.Length, $"{stream.Length} of {jpeg.Length} bytes");
        Assert.Equal(jpeg, JpegXlRecompression.Reconstruct(stream, jpeg.Length));
    }

    [CodecTheory("libjxl")]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xD9 })]
    public void Recompress_NoJpeg_IsRefused(byte[] bytes) =>
        Assert.Throws<CodecException>(() => JpegXlRecompression.Recompress(bytes));

    [CodecTheory("libjxl")]
    [InlineData(1)]
    public void Reconstruct_LongerThanAllowed_IsRefused(int less)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var jpeg = codec.Encode(Pictures.Waves(Size, 3), Size, new JpegEncodeOptions());
        var stream = JpegXlRecompression.Recompress(jpeg);

        Assert.Throws<CodecException>(() => JpegXlRecompression.Reconstruct(stream, jpeg.Length - less));
    }
}
