using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.TiffPages;

/// <summary>How the tiles or strips of a page are stored, by what TIFF itself says: for formats that keep to the standard.</summary>
/// <remarks>
/// Grey and RGB of 8 bits, levels also of 16: uncompressed, LZW, deflate, JPEG, JPEG 2000; levels also Zstandard. Where the
/// streams contradict the photometric tag, the streams are right. Everything else is refused with the reason: palettes, one
/// bit, white as 0, planes, alpha, floating point.
/// </remarks>
internal static class TiffPageEncoding
{
    private const int Uncompressed = 1;
    private const int Lzw = 5;
    private const int Jpeg = 7;
    private const int AdobeDeflate = 8;
    private const int Deflate = 32946;
    private const int Jpeg2000YCbCr = 33003;
    private const int Jpeg2000Lossless = 33004;
    private const int Jpeg2000Rgb = 33005;
    private const int Jpeg2000 = 34712;
    private const int Zstandard = 50000;

    // A header is at the start; what is cut off before its end gives no answer.
    private const int HeadBytes = 4 * 1024;
    private const int MaxTilesToTry = 16;

    /// <summary>Refuses what cannot be read, with the reason.</summary>
    /// <param name="image">A page.</param>
    /// <param name="isLevel">A level, or a picture beside the pyramid.</param>
    /// <param name="allowSigned">Whether the caller knows samples with a sign.</param>
    /// <exception cref="SlideFormatException">The page is stored in a way that is not supported.</exception>
    public static void RequireSupported(TiffImage image, bool isLevel, bool allowSigned = false)
    {
        var directory = image.Directory;
        if (Compression(image) is not { } compression || (compression == TileCompression.Zstandard && !isLevel))
        {
            throw directory.Unsupported(
                $"compression {image.Compression} is not supported; supported are 1, 5, 7, 8, 32946, 33003, 33004, 33005, 34712 "
                + "and, for levels, 50000");
        }

        // Tiles become frames, and DICOM's Rows and Columns have 16 bits: PS3.3 C.7.6.3.
        if (isLevel && (image.SegmentSize.Width > ushort.MaxValue || image.SegmentSize.Height > ushort.MaxValue))
        {
            throw directory.Unsupported($"tiles of {image.SegmentSize}; supported are up to {ushort.MaxValue}");
        }

        RequireSupportedColor(image, compression);
        RequireSupportedSamples(image, compression, isLevel, allowSigned);
    }

    /// <summary>How the tiles or strips of a page are stored.</summary>
    /// <param name="image">A page.</param>
    /// <param name="segments">Its tiles or strips, whose first readable stream has the last word on the colour.</param>
    /// <param name="isLevel">A level, or a picture beside the pyramid.</param>
    /// <param name="allowSigned">Whether the caller knows samples with a sign.</param>
    /// <exception cref="SlideFormatException">The page's tables are damaged or stored in a way that is not supported.</exception>
    public static TileEncoding Read(TiffImage image, TiffSegmentTable segments, bool isLevel, bool allowSigned = false)
    {
        RequireSupported(image, isLevel, allowSigned);
        var compression = Compression(image)!.Value;
        var declared = image.SamplesPerPixel == 1 ? TileColor.Grey
            : image.Photometric == 6 ? TileColor.YCbCr
            : TileColor.Rgb;
        return new TileEncoding
        {
            Compression = compression,
            Color = compression switch
            {
                TileCompression.Jpeg => TiffJpegColor.Resolve(image, segments, declared),
                TileCompression.Jpeg2000 => ReadJpeg2000Color(image, segments, declared),
                _ => declared,
            },
            BitsPerSample = image.BitsPerSample,
            SamplesPerPixel = image.SamplesPerPixel,
            JpegTables = compression == TileCompression.Jpeg ? image.Directory.ReadBytes(TiffTag.JpegTables) : default,
            IsBigEndian = image.BitsPerSample == 16 && !image.Directory.IsLittleEndian && compression != TileCompression.Jpeg2000,
            HorizontalPredictor = image.Predictor == 2 && HasPredictor(compression),
            VendorName = VendorName(image.Compression),
        };
    }

    private static TileCompression? Compression(TiffImage image) => image.Compression switch
    {
        Uncompressed => TileCompression.Uncompressed,
        Lzw => TileCompression.Lzw,
        Jpeg => TileCompression.Jpeg,
        AdobeDeflate or Deflate => TileCompression.Deflate,
        Jpeg2000YCbCr or Jpeg2000Lossless or Jpeg2000Rgb or Jpeg2000 => TileCompression.Jpeg2000,
        Zstandard => TileCompression.Zstandard,
        _ => null,
    };

    private static void RequireSupportedColor(TiffImage image, TileCompression compression)
    {
        var directory = image.Directory;
        if (image.Photometric == 3)
        {
            throw directory.Unsupported("the pixels are numbers of a palette (tag 262 is 3), which is not supported");
        }

        if (image.Photometric == 0)
        {
            throw directory.Unsupported("white is stored as 0 (tag 262 is 0), which is not supported; expected 1, black as 0");
        }

        // JPEG and JPEG 2000 streams say what their components are; samples as they are need the tag.
        var isStream = compression is TileCompression.Jpeg or TileCompression.Jpeg2000;
        var isKnown = image.SamplesPerPixel switch
        {
            1 => image.Photometric == 1 || isStream,
            3 => image.Photometric == 2 || (isStream && image.Photometric is 1 or 6),
            _ => false,
        };
        if (!isKnown)
        {
            throw directory.Unsupported(
                $"photometric interpretation {image.Photometric} with {image.SamplesPerPixel} samples per pixel and compression "
                + $"{image.Compression} is not supported; supported are grey and RGB without alpha");
        }
    }

    private static void RequireSupportedSamples(TiffImage image, TileCompression compression, bool isLevel, bool allowSigned)
    {
        var directory = image.Directory;
        var isKnown = image.BitsPerSample == 8
            || (image.BitsPerSample == 16 && isLevel && compression != TileCompression.Jpeg);
        if (!isKnown)
        {
            throw directory.Unsupported(
                $"{image.BitsPerSample} bits per sample are not supported; supported are 8 and, for levels that are not JPEG, 16");
        }

        if (directory.ReadInteger(TiffTag.SampleFormat, 1) is var format and not 1 && !(allowSigned && format == 2))
        {
            throw directory.Unsupported($"sample format {format} (tag 339) is not supported; supported is 1, unsigned");
        }

        if (directory.ReadInteger(TiffTag.FillOrder, 1) != 1)
        {
            throw directory.Unsupported("the bits of each byte are reversed (tag 266), which is not supported");
        }

        if (image.PlanarConfiguration != 1 && image.SamplesPerPixel > 1)
        {
            throw directory.Unsupported("the samples are stored in planes (tag 284); supported is interleaved, 1");
        }

        if (HasPredictor(compression) && image.Predictor is not (1 or 2))
        {
            throw directory.Unsupported($"predictor {image.Predictor} is not supported; supported are 1 and 2");
        }
    }

    private static bool HasPredictor(TileCompression compression) =>
        compression is TileCompression.Lzw or TileCompression.Deflate or TileCompression.Zstandard;

    // 33003 is YCbCr for Aperio, and RGB without a transform for Bio-Formats, which says so in tag 262.
    private static TileColor ReadJpeg2000Color(TiffImage image, TiffSegmentTable segments, TileColor declared)
    {
        if (image.SamplesPerPixel == 1)
        {
            return TileColor.Grey;
        }

        for (int tile = 0, tried = 0; tile < segments.Count && tried < MaxTilesToTry; tile++)
        {
            if (!segments.TryGetRange(tile, out var range) || range.Length == 0)
            {
                continue;
            }

            tried++;
            var head = image.Directory.ReadRange(range with { Length = Math.Min(range.Length, HeadBytes) });
            if (Jpeg2000Boxes.IsBoxFile(head))
            {
                throw image.Directory.Unsupported("the tiles are JP2 files; supported are codestreams without boxes");
            }

            if (Jpeg2000Header.TryRead(head, Jpeg2000Limits.Default, out var header))
            {
                return header.MultipleComponentTransform ? TileColor.Rgb
                    : header.IsSubsampled ? TileColor.YCbCr
                    : declared;
            }
        }

        return declared;
    }

    private static string VendorName(int compression) => compression switch
    {
        Uncompressed => "1 (uncompressed)",
        Lzw => "5 (LZW)",
        Jpeg => "7 (JPEG)",
        Jpeg2000YCbCr or Jpeg2000Lossless or Jpeg2000Rgb or Jpeg2000 => $"{compression} (JPEG 2000)",
        Zstandard => "50000 (Zstandard)",
        _ => $"{compression} (deflate)",
    };
}
