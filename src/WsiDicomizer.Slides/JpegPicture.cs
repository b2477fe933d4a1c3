using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Slides;

/// <summary>A picture beside the pyramid that is stored as one whole JPEG stream.</summary>
internal static class JpegPicture
{
    /// <summary>The stream with the same coefficients, and without comments, Exif and what lies behind its end.</summary>
    /// <param name="stored">The stream as stored.</param>
    /// <param name="color">What its components mean.</param>
    /// <param name="createError">Makes the error of a damaged picture: what was found, and its cause.</param>
    /// <returns>Null where the stream's header cannot be made anew, e.g. a progressive one.</returns>
    public static byte[]? TryRewrite(
        byte[] stored, TileColor color, Func<string, Exception?, SlideFormatException> createError)
    {
        try
        {
            var rewriter = new JpegFrameHeaderRewriter(default, JpegStreamColor.ToJpeg(color), JpegLimits.Default);
            var stream = rewriter.Rewrite(stored).Assemble(stored, out var end);
            return end == JpegScanEnd.EndOfImage
                ? stream
                : throw createError("the JPEG stream does not end with EOI after its only scan", null);
        }
        catch (CodecException exception) when (exception.Problem == CodecProblem.Unsupported)
        {
            return null;
        }
        catch (CodecException exception)
        {
            throw createError(exception.Message, exception);
        }
    }

    /// <summary>The stream with the same coefficients, and without comments, Exif and what lies behind its end.</summary>
    /// <param name="stored">The stream as stored.</param>
    /// <param name="color">What its components mean.</param>
    /// <returns>Null where the header cannot be made anew or the stream is damaged: decoding it then says what is wrong.</returns>
    public static byte[]? TryRewrite(byte[] stored, JpegColor color)
    {
        var rewriter = new JpegFrameHeaderRewriter(default, color, JpegLimits.Default);
        return rewriter.TryRewrite(stored, out var header) == JpegRewriteStatus.Done
            && header!.Assemble(stored, out var end) is { } whole
            && end == JpegScanEnd.EndOfImage
                ? whole
                : null;
    }

    /// <summary>Decodes a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="createError">Makes the error of a damaged picture: what was found, and its cause.</param>
    /// <returns>The picture, RGB or grey.</returns>
    public static DecodedImage Decode(byte[] stream, Func<string, Exception?, SlideFormatException> createError)
    {
        try
        {
            using var codec = new JpegCodec(JpegLimits.Default);
            return codec.Decode(stream);
        }
        catch (CodecException exception) when (exception.Problem != CodecProblem.LibraryMissing)
        {
            throw createError(exception.Message, exception);
        }
    }
}
