using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Slides.Tiff;

/// <summary>What the components of a page's JPEG streams mean: as its tags say, unless the streams contradict.</summary>
/// <remarks>
/// Scanners of Aperio store RGB without saying so in the stream, and some OME-TIFF writers say RGB of JFIF streams with
/// subsampled chroma: a marker or subsampling in the stream is right, tag 530 never is.
/// </remarks>
public static class TiffJpegColor
{
    // The first tile may be damaged or missing while others are sound; more than a few are not worth a read.
    private const int MaxSegmentsToTry = 16;
    private const int HeadBytes = 4 * 1024;

    /// <summary>Finds the colour.</summary>
    /// <param name="image">A JPEG page.</param>
    /// <param name="segments">Its tiles or strips.</param>
    /// <param name="declared">The colour by the tags.</param>
    /// <returns>The colour by the first stream with a readable header, or as declared where there is none.</returns>
    /// <exception cref="SlideFormatException">The file cannot be read any more.</exception>
    public static TileColor Resolve(TiffImage image, TiffSegmentTable segments, TileColor declared)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(segments);
        var tried = 0;
        for (var i = 0; i < segments.Count && tried < MaxSegmentsToTry; i++)
        {
            // What lies beyond the end of the file is reported when it is asked for.
            if (!segments.TryGetRange(i, out var range) || range.Length == 0)
            {
                continue;
            }

            tried++;
            var head = image.Directory.ReadRange(range with { Length = Math.Min(range.Length, HeadBytes) });
            if (JpegHeader.TryRead(head, JpegLimits.Default, out var header)
                && header.Components.Count == image.SamplesPerPixel
                && header.ResolveColor(ToJpeg(declared)) is { } color)
            {
                return FromJpeg(color);
            }
        }

        return declared;
    }

    /// <summary>The colour in the words of the JPEG reader.</summary>
    /// <param name="color">The colour.</param>
    internal static JpegColor ToJpeg(TileColor color) => color switch
    {
        TileColor.Grey => JpegColor.Grey,
        TileColor.YCbCr => JpegColor.YCbCr,
        _ => JpegColor.Rgb,
    };

    private static TileColor FromJpeg(JpegColor color) => color switch
    {
        JpegColor.Grey => TileColor.Grey,
        JpegColor.YCbCr => TileColor.YCbCr,
        _ => TileColor.Rgb,
    };
}
