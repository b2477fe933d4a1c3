namespace WsiDicomizer.Slides.Tiff;

/// <summary>What the components of a page's JPEG streams mean: as its tags say, unless the streams contradict.</summary>
/// <remarks>
/// Scanners of Aperio store RGB without saying so in the stream, and some OME-TIFF writers say RGB of JFIF streams with
/// subsampled chroma: a marker or subsampling in the stream is right, tag 530 never is.
/// </remarks>
public static class TiffJpegColor
{
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

        // What lies beyond the end of the file is reported when it is asked for.
        return JpegStreamColor.Resolve(
            segments.Count,
            segment => segments.TryGetRange(segment, out var range) ? range : default,
            image.Directory.ReadRange,
            image.SamplesPerPixel,
            declared);
    }
}
