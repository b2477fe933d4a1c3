using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Color;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Imaging.JpegLs;
using WsiDicomizer.Imaging.Rle;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>Decodes frames of pictures beside the pyramid to RGB or grey.</summary>
internal static class DicomFrameDecoder
{
    /// <summary>Decodes a frame.</summary>
    /// <param name="frame">As stored.</param>
    /// <param name="image">Whose frame it is.</param>
    /// <returns>Columns × Rows × SamplesPerPixel of a frame, interleaved.</returns>
    /// <exception cref="SlideFormatException">It is damaged.</exception>
    /// <exception cref="CodecException">A library is missing.</exception>
    public static byte[] Decode(byte[] frame, DicomAssociatedImage image)
    {
        try
        {
            var pixels = DecodeSamples(frame, image, out var isRgb);
            if (pixels.Length != image.Image.FrameSize.Area * image.Encoding.SamplesPerPixel)
            {
                throw Damaged(image, "a frame decodes to another size than the data set says", null);
            }

            if (image.Encoding.Color == TileColor.YCbCr && !isRgb)
            {
                YCbCrConversion.ToRgb(pixels);
            }

            return pixels;
        }
        catch (CodecException exception) when (exception.Problem != CodecProblem.LibraryMissing)
        {
            throw Damaged(image, $"a frame does not decode: {exception.Message}", exception);
        }
    }

    private static byte[] DecodeSamples(byte[] frame, DicomAssociatedImage image, out bool isRgb)
    {
        isRgb = false;
        var encoding = image.Encoding;
        switch (encoding.Compression)
        {
            case TileCompression.Jpeg:
                using (var codec = new JpegCodec(JpegLimits.Default))
                {
                    // The header is made anew so that the stream states the colour that was found.
                    isRgb = true;
                    var rewriter = new JpegFrameHeaderRewriter(default, JpegStreamColor.ToJpeg(encoding.Color), JpegLimits.Default);
                    return codec.Decode(rewriter.Rewrite(frame).Assemble(frame, out _)).Samples;
                }

            case TileCompression.Jpeg2000:
                using (var codec = new Jpeg2000Codec(Jpeg2000Limits.Default))
                {
                    var decoded = codec.Decode(frame);
                    isRgb = decoded.ColorTransformUndone;
                    return decoded.Samples;
                }

            case TileCompression.JpegLs:
                using (var codec = new JpegLsCodec(JpegLsLimits.Default))
                {
                    return codec.Decode(frame).Samples;
                }

            case TileCompression.Rle:
                return DecodeRle(frame, image);
            default:
                return encoding.IsPlanar ? PlanarSamples.Interleave(frame, encoding.SamplesPerPixel) : frame;
        }
    }

    private static byte[] DecodeRle(byte[] frame, DicomAssociatedImage image)
    {
        var pixels = checked((int)image.Image.FrameSize.Area);
        var samples = new byte[checked(pixels * image.Encoding.SamplesPerPixel)];
        return RleFrame.TryDecode(frame, pixels, image.Encoding.SamplesPerPixel, samples, out var fault)
            ? samples
            : throw fault.ToException("RLE frame");
    }

    private static SlideFormatException Damaged(DicomAssociatedImage image, string message, Exception? cause) =>
        new(SlideProblem.Damaged, $"{image.Location}: {message}", image.Image.First.Path, innerException: cause);
}
