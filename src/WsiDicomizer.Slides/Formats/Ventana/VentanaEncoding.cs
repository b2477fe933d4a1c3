using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>How the tiles and strips of a Ventana file are stored.</summary>
/// <remarks>
/// Observed: levels of 8-bit JPEG (7), YCbCr, with tables in tag 347 (Coreo, HT, exports) or in every tile (DP); overviews
/// uncompressed or JPEG; the probability picture LZW, grey.
/// </remarks>
internal static class VentanaEncoding
{
    private const int Uncompressed = 1;
    private const int Lzw = 5;
    private const int Jpeg = 7;
    private const int AdobeDeflate = 8;
    private const int Deflate = 32946;

    /// <summary>Refuses what cannot be read, with the reason.</summary>
    /// <param name="image">A page.</param>
    /// <param name="isLevel">A level, or a picture beside the pyramid.</param>
    /// <exception cref="SlideFormatException">The page is stored in a way that is not supported.</exception>
    public static void RequireSupported(TiffImage image, bool isLevel)
    {
        var directory = image.Directory;
        if (Compression(image, isLevel) is not { } compression)
        {
            throw directory.Unsupported(
                $"compression {image.Compression} is not supported; supported is 7, and 1, 5 and 8 for pictures beside the pyramid");
        }

        // Tiles become frames, and DICOM's Rows and Columns have 16 bits: PS3.3 C.7.6.3.
        if (isLevel && (image.SegmentSize.Width > ushort.MaxValue || image.SegmentSize.Height > ushort.MaxValue))
        {
            throw directory.Unsupported($"tiles of {image.SegmentSize}; supported are up to {ushort.MaxValue}");
        }

        if (image.SamplesPerPixel is not (1 or 3) || image.BitsPerSample != 8)
        {
            throw directory.Unsupported(
                $"{image.SamplesPerPixel} samples of {image.BitsPerSample} bits per pixel; supported are 1 and 3 of 8 bits");
        }

        if (image.PlanarConfiguration != 1 && image.SamplesPerPixel > 1)
        {
            throw directory.Unsupported("the samples are stored in planes (tag 284); supported is interleaved, 1");
        }

        var isStream = compression == TileCompression.Jpeg;
        var isKnown = image.SamplesPerPixel == 1
            ? image.Photometric == 1
            : image.Photometric == 2 || (isStream && image.Photometric == 6);
        if (!isKnown || image.Predictor is not (1 or 2))
        {
            throw directory.Unsupported(
                $"photometric interpretation {image.Photometric} and predictor {image.Predictor} with {image.SamplesPerPixel} "
                + $"samples and compression {image.Compression} are not supported");
        }
    }

    /// <summary>How the tiles or strips of a page are stored.</summary>
    /// <param name="image">A page.</param>
    /// <param name="segments">Its tiles or strips: where a JPEG stream contradicts the tags, the stream is right.</param>
    /// <param name="isLevel">A level, or a picture beside the pyramid.</param>
    /// <exception cref="SlideFormatException">The page's tables are damaged or stored in a way that is not supported.</exception>
    public static TileEncoding Read(TiffImage image, TiffSegmentTable segments, bool isLevel)
    {
        RequireSupported(image, isLevel);
        var compression = Compression(image, isLevel)!.Value;
        var declared = image.SamplesPerPixel == 1 ? TileColor.Grey
            : image.Photometric == 6 ? TileColor.YCbCr
            : TileColor.Rgb;
        var isJpeg = compression == TileCompression.Jpeg;
        return new TileEncoding
        {
            Compression = compression,
            Color = isJpeg ? TiffJpegColor.Resolve(image, segments, declared) : declared,
            BitsPerSample = 8,
            SamplesPerPixel = image.SamplesPerPixel,
            JpegTables = isJpeg ? image.Directory.ReadBytes(TiffTag.JpegTables) : default,
            HorizontalPredictor = image.Predictor == 2 && compression is TileCompression.Lzw or TileCompression.Deflate,
            VendorName = VendorName(image.Compression),
        };
    }

    private static TileCompression? Compression(TiffImage image, bool isLevel) => image.Compression switch
    {
        Jpeg => TileCompression.Jpeg,
        Uncompressed when !isLevel => TileCompression.Uncompressed,
        Lzw when !isLevel => TileCompression.Lzw,
        AdobeDeflate or Deflate when !isLevel => TileCompression.Deflate,
        _ => null,
    };

    private static string VendorName(int compression) => compression switch
    {
        Uncompressed => "1 (uncompressed)",
        Lzw => "5 (LZW)",
        Jpeg => "7 (JPEG)",
        _ => $"{compression} (deflate)",
    };
}
