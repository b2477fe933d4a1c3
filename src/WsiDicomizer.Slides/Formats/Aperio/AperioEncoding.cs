using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Aperio;

/// <summary>How Aperio's tiles and strips are stored.</summary>
/// <remarks>
/// Compressions observed: 7 JPEG; 33003 and 33005 JPEG 2000 codestreams (YCbCr without and RGB with a transform of the
/// components); 1 and 5 on old slides and labels. JPEG pages marked RGB (262 = 2) hold RGB without a transform; tag 530 on
/// them is wrong.
/// </remarks>
internal static class AperioEncoding
{
    private const int Uncompressed = 1;
    private const int Lzw = 5;
    private const int Jpeg = 7;
    private const int AdobeDeflate = 8;
    private const int Deflate = 32946;
    private const int Jpeg2000YCbCr = 33003;
    private const int Jpeg2000Rgb = 33005;

    /// <summary>Refuses what cannot be read, with the reason.</summary>
    /// <param name="image">A page.</param>
    /// <param name="isLevel">A level, or a picture beside the pyramid.</param>
    /// <exception cref="SlideFormatException">The page is stored in a way that is not supported.</exception>
    public static void RequireSupported(TiffImage image, bool isLevel)
    {
        if (Compression(image, isLevel) is not { } compression)
        {
            throw image.Directory.Unsupported(
                $"compression {image.Compression} is not supported; supported are 1, 5, 7, 33003 and 33005");
        }

        // Tiles become frames, and DICOM's Rows and Columns have 16 bits: PS3.3 C.7.6.3.
        if (isLevel && (image.SegmentSize.Width > ushort.MaxValue || image.SegmentSize.Height > ushort.MaxValue))
        {
            throw image.Directory.Unsupported($"tiles of {image.SegmentSize}; supported are up to {ushort.MaxValue}");
        }

        if (image.SamplesPerPixel is not (1 or 3))
        {
            throw image.Directory.Unsupported($"{image.SamplesPerPixel} samples per pixel; supported are 1 and 3");
        }

        if (image.BitsPerSample != 8 && (image.BitsPerSample != 16 || compression == TileCompression.Jpeg || !isLevel))
        {
            throw image.Directory.Unsupported($"{image.BitsPerSample} bits per sample; supported are 8");
        }

        if (image.PlanarConfiguration != 1 && image.SamplesPerPixel > 1)
        {
            throw image.Directory.Unsupported("the samples are stored in planes (tag 284); supported is interleaved, 1");
        }

        RequireSupportedColor(image, compression);
    }

    /// <summary>How the tiles or strips of a page are stored.</summary>
    /// <param name="image">A page that is supported.</param>
    /// <param name="segments">Its tiles or strips: where a JPEG stream contradicts the tags, the stream is right.</param>
    /// <exception cref="SlideFormatException">The page's tables are damaged or stored in a way that is not supported.</exception>
    public static TileEncoding Read(TiffImage image, TiffSegmentTable segments)
    {
        RequireSupported(image, image.IsTiled);
        var compression = Compression(image, image.IsTiled)!.Value;
        return new TileEncoding
        {
            Compression = compression,
            Color = ReadColor(image, compression, segments),
            BitsPerSample = image.BitsPerSample,
            SamplesPerPixel = image.SamplesPerPixel,
            JpegTables = compression == TileCompression.Jpeg ? image.Directory.ReadBytes(TiffTag.JpegTables) : default,
            HorizontalPredictor = image.Predictor == 2
                && compression is TileCompression.Lzw or TileCompression.Deflate,
            VendorName = VendorName(image.Compression),
        };
    }

    private static TileCompression? Compression(TiffImage image, bool isLevel) => image.Compression switch
    {
        Uncompressed => TileCompression.Uncompressed,
        Lzw => TileCompression.Lzw,
        Jpeg => TileCompression.Jpeg,
        Jpeg2000YCbCr or Jpeg2000Rgb => TileCompression.Jpeg2000,

        // Not seen from scanners; copies of slides have it on labels.
        AdobeDeflate or Deflate when !isLevel => TileCompression.Deflate,
        _ => null,
    };

    private static void RequireSupportedColor(TiffImage image, TileCompression compression)
    {
        // JPEG and JPEG 2000 streams say what their components are; samples as they are need the tag.
        var isStream = compression is TileCompression.Jpeg or TileCompression.Jpeg2000;
        var isKnown = image.SamplesPerPixel == 1
            ? image.Photometric == 1 || (isStream && image.Photometric != 0)
            : image.Photometric == 2 || (isStream && image.Photometric == 6);
        if (!isKnown)
        {
            throw image.Directory.Unsupported(
                $"photometric interpretation {image.Photometric} with {image.SamplesPerPixel} samples and compression "
                + $"{image.Compression} is not supported");
        }

        if (image.Predictor is not (1 or 2) && compression is TileCompression.Lzw or TileCompression.Deflate)
        {
            throw image.Directory.Unsupported($"predictor {image.Predictor} is not supported; supported are 1 and 2");
        }
    }

    private static TileColor ReadColor(TiffImage image, TileCompression compression, TiffSegmentTable segments)
    {
        var declared = image.SamplesPerPixel == 1 ? TileColor.Grey
            : image.Photometric == 6 ? TileColor.YCbCr
            : TileColor.Rgb;
        return compression switch
        {
            // Photometric and 530 are unreliable on JPEG 2000 pages; the number of the compression is not.
            TileCompression.Jpeg2000 when image.SamplesPerPixel == 3 =>
                image.Compression == Jpeg2000YCbCr ? TileColor.YCbCr : TileColor.Rgb,
            TileCompression.Jpeg => TiffJpegColor.Resolve(image, segments, declared),
            _ => declared,
        };
    }

    private static string VendorName(int compression) => compression switch
    {
        Uncompressed => "1 (uncompressed)",
        Lzw => "5 (LZW)",
        Jpeg => "7 (JPEG)",
        Jpeg2000YCbCr => "33003 (JPEG 2000, YCbCr)",
        Jpeg2000Rgb => "33005 (JPEG 2000, RGB)",
        _ => $"{compression} (deflate)",
    };
}
