using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Masking;
using WsiDicomizer.InPlace.Planning;

namespace WsiDicomizer.InPlace.Pictures;

/// <summary>Covers the label on a picture of the glass that is one JPEG stream; all other coefficients stay as they are.</summary>
internal static class LabelMask
{
    /// <summary>Where the label is: where the rules say, else where the format has it.</summary>
    /// <param name="context">The rules.</param>
    /// <param name="size">Of the picture.</param>
    /// <param name="known">What the format says; null where it does not.</param>
    /// <param name="location">The picture's place, for messages.</param>
    /// <exception cref="AnonymizationException">Nobody says it.</exception>
    public static PixelRectangle FindArea(PlanContext context, PixelSize size, PixelRectangle? known, string location)
    {
        if (context.Rules.LabelArea is not { } area)
        {
            return known ?? throw new AnonymizationException(
                $"{location}: nobody knows where the label is on this picture of the glass; say it as fractions of its width and height "
                + "(--label-area X,Y,WIDTH,HEIGHT), or let the whole picture go (--overview drop)");
        }

        var left = Math.Clamp((int)Math.Floor(area.X * size.Width), 0, size.Width - 1);
        var top = Math.Clamp((int)Math.Floor(area.Y * size.Height), 0, size.Height - 1);
        var right = Math.Clamp((int)Math.Ceiling((area.X + area.Width) * size.Width), left + 1, size.Width);
        var bottom = Math.Clamp((int)Math.Ceiling((area.Y + area.Height) * size.Height), top + 1, size.Height);
        return new PixelRectangle(left, top, right - left, bottom - top);
    }

    /// <summary>Covers the label.</summary>
    /// <param name="stream">A whole stream; what follows its end is left out.</param>
    /// <param name="color">What the container says that the components mean.</param>
    /// <param name="area">Where the label is.</param>
    /// <param name="location">The picture's place, for messages.</param>
    /// <returns>The new stream, not longer than the old one.</returns>
    /// <exception cref="AnonymizationException">It cannot be covered so, or the new stream is longer.</exception>
    public static byte[] Cover(ReadOnlySpan<byte> stream, JpegColor color, PixelRectangle area, string location)
    {
        if (!new JpegMask(color, JpegLimits.Default).TryApply(stream, area, out var masked, out var reason))
        {
            throw Refuse(location, reason);
        }

        return masked.Stream.Length <= stream.Length
            ? masked.Stream
            : throw Refuse(location, "the new picture is longer than the old one");
    }

    private static AnonymizationException Refuse(string location, string reason) => new(
        $"{location}: the label on this picture of the glass cannot be covered ({reason}); let the whole picture go (--overview drop)");
}
