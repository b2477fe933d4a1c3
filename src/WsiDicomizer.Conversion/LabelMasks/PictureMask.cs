using System.Diagnostics.CodeAnalysis;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Masking;
using WsiDicomizer.Imaging.Masking;

namespace WsiDicomizer.Conversion.LabelMasks;

/// <summary>Covers a part of one picture, and compares what is outside of it before and after.</summary>
/// <param name="area">In pixels, within the picture.</param>
/// <param name="isGiven">Whether a person told it.</param>
internal sealed class PictureMask(PixelRectangle area, bool isGiven)
{
    private const byte White = 255;

    /// <summary>Covers it in a JPEG stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="color">What its components mean, where it does not say.</param>
    /// <param name="masked">The new stream.</param>
    /// <param name="mask">What was covered.</param>
    /// <param name="reason">Why it cannot be; no value of the stream.</param>
    /// <exception cref="ConversionException">Something outside changed: a fault of this program.</exception>
    public bool TryApply(
        ReadOnlySpan<byte> stream,
        JpegColor color,
        [NotNullWhen(true)] out byte[]? masked,
        [NotNullWhen(true)] out LabelMask? mask,
        [NotNullWhen(false)] out string? reason)
    {
        (masked, mask) = (null, null);
        if (!new JpegMask(color, JpegLimits.Default).TryApply(stream, area, out var result, out reason))
        {
            return false;
        }

        masked = result.Stream;
        mask = Prove(
            JpegCoefficients.DigestOutside(stream, result.Area, JpegLimits.Default),
            JpegCoefficients.DigestOutside(masked, result.Area, JpegLimits.Default),
            result.Area,
            isJpeg: true);
        return true;
    }

    /// <summary>Covers it in pixels.</summary>
    /// <param name="pixels">Rows × Columns × <paramref name="bytesPerPixel"/>, the highest value being white; changed in place.</param>
    /// <param name="size">Of the picture.</param>
    /// <param name="bytesPerPixel">Bytes of a pixel.</param>
    /// <returns>What was covered.</returns>
    /// <exception cref="ConversionException">Something outside changed: a fault of this program.</exception>
    public LabelMask Apply(Span<byte> pixels, PixelSize size, int bytesPerPixel)
    {
        var before = PixelMask.DigestOutside(pixels, size, bytesPerPixel, area);
        PixelMask.Fill(pixels, size, bytesPerPixel, area, White);
        return Prove(before, PixelMask.DigestOutside(pixels, size, bytesPerPixel, area), area, isJpeg: false);
    }

    private LabelMask Prove(string before, string after, PixelRectangle covered, bool isJpeg) =>
        string.Equals(before, after, StringComparison.Ordinal)
            ? new LabelMask { Area = covered, IsGiven = isGiven, IsJpeg = isJpeg, OutsideDigest = after }
            : throw new ConversionException("the picture of the glass changed outside of what was to be covered: nothing is written");
}
