using WsiDicomizer.Imaging.Blank;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tiff;

/// <summary>What a page's tags say of its strips and tiles, for those who make others.</summary>
internal static class TiffSegmentFormats
{
    /// <summary>The format of the strips or tiles of a row.</summary>
    /// <param name="image">The page's picture.</param>
    /// <param name="row">Which row of them, 0-based; a last strip is shorter.</param>
    public static BlankSegmentFormat Of(TiffImage image, int row)
    {
        var subsampling = image.Photometric == 6 ? image.Directory.ReadIntegers(TiffTag.YCbCrSubSampling) : null;
        var rowsLeft = image.Size.Height - (row * (long)image.SegmentSize.Height);
        return new BlankSegmentFormat
        {
            Compression = image.Compression,
            Width = image.SegmentSize.Width,
            Rows = image.IsTiled ? image.SegmentSize.Height : (int)Math.Min(image.SegmentSize.Height, rowsLeft),
            SamplesPerPixel = image.PlanarConfiguration == 2 ? 1 : image.SamplesPerPixel,
            BitsPerSample = image.BitsPerSample,
            Photometric = image.Photometric,
            Predictor = image.Predictor,

            // 2 where the tag is missing: TIFF 6.0 section 21.
            HorizontalSubsampling = subsampling is { Count: 2 } ? (int)Math.Min(subsampling[0], 5) : 2,
            VerticalSubsampling = subsampling is { Count: 2 } ? (int)Math.Min(subsampling[1], 5) : 2,
        };
    }
}
