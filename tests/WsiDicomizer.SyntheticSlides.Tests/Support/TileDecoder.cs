using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;

namespace WsiDicomizer.SyntheticSlides.Tests.Support;

/// <summary>Decodes tiles and strips to RGB as a reader of Aperio's files must: by the tags, not by the streams.</summary>
internal sealed class TileDecoder(MiniTiff tiff, AperioVariant variant)
{
    public byte[] Decode(int page, int tile)
    {
        var bytes = tiff.Tile(page, tile);
        var compression = tiff.Pages[page][259].Numbers[0];
        if (compression == 7)
        {
            return DecodeJpeg(page, bytes).Samples;
        }

        using var codec = new Jpeg2000Codec(Jpeg2000Limits.Default);
        var image = codec.Decode(bytes);
        Assert.Equal(variant == AperioVariant.Jp2k33005, image.ColorTransformUndone);
        return compression == 33003 ? ToRgb(image.Samples) : image.Samples;
    }

    private DecodedImage DecodeJpeg(int page, byte[] bytes)
    {
        var tags = tiff.Pages[page];
        var color = tags[262].Numbers[0] == 6 ? JpegColor.YCbCr : JpegColor.Rgb;
        var tables = tags.TryGetValue(347, out var field) ? field.Value : [];
        var whole = new JpegFrameHeaderRewriter(tables, color, JpegLimits.Default).Rewrite(bytes).Assemble(bytes, out _);
        using var codec = new JpegCodec(JpegLimits.Default);
        var image = codec.Decode(whole);
        Assert.Equal(color == JpegColor.YCbCr, image.ColorTransformUndone);
        return image;
    }

    private static byte[] ToRgb(byte[] samples)
    {
        var rgb = new byte[samples.Length];
        for (var at = 0; at < samples.Length; at += 3)
        {
            var (y, cb, cr) = (samples[at], samples[at + 1] - 128, samples[at + 2] - 128);
            rgb[at] = (byte)Math.Clamp(y + (1.402 * cr), 0, 255);
            rgb[at + 1] = (byte)Math.Clamp(y - (0.344136 * cb) - (0.714136 * cr), 0, 255);
            rgb[at + 2] = (byte)Math.Clamp(y + (1.772 * cb), 0, 255);
        }

        return rgb;
    }
}
