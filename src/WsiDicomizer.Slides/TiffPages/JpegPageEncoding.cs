using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.TiffPages;

/// <summary>How the tiles and strips of scanners are stored whose levels are JPEG alone, as those of Philips and Ventana.</summary>
/// <remarks>
/// Observed: levels of 8-bit JPEG (7), YCbCr or RGB, with tables in tag 347 or in every tile; pictures beside the pyramid
/// uncompressed, JPEG or LZW. Philips: tags 32997 and 32998 (depth) have wrong numbers in files of DP v1.1 and are not asked.
/// </remarks>
internal static class JpegPageEncoding
{
    private const int Jpeg = 7;

    // Besides JPEG; 8 and 32946 are deflate.
    private static readonly int[] OfPictures = [1, 5, 8, 32946];

    /// <summary>Refuses what cannot be read, with the reason.</summary>
    /// <param name="image">A page.</param>
    /// <param name="isLevel">A level, or a picture beside the pyramid.</param>
    /// <exception cref="SlideFormatException">The page is stored in a way that is not supported.</exception>
    public static void RequireSupported(TiffImage image, bool isLevel)
    {
        if (image.Compression != Jpeg && (isLevel || !OfPictures.Contains(image.Compression)))
        {
            throw image.Directory.Unsupported(
                $"compression {image.Compression} is not supported; supported is 7, and 1, 5 and 8 for pictures beside the pyramid");
        }

        TiffPageEncoding.RequireSupported(image, isLevel);
    }

    /// <summary>How the tiles or strips of a page are stored.</summary>
    /// <param name="image">A page.</param>
    /// <param name="segments">Its tiles or strips: where a JPEG stream contradicts the tags, the stream is right.</param>
    /// <param name="isLevel">A level, or a picture beside the pyramid.</param>
    /// <exception cref="SlideFormatException">The page's tables are damaged or stored in a way that is not supported.</exception>
    public static TileEncoding Read(TiffImage image, TiffSegmentTable segments, bool isLevel)
    {
        RequireSupported(image, isLevel);
        return TiffPageEncoding.Read(image, segments, isLevel);
    }
}
